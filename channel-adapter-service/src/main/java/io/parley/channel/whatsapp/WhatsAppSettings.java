package io.parley.channel.whatsapp;

import io.parley.channel.account.Connection;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param graphUrl the Cloud API, with or without a version
/// @param publicUrl the front door: files are shown through it
/// @param appId of the Meta app, for embedded sign-up; empty where there is none
/// @param appSecret of the same
@ConfigurationProperties("parley.channel.whatsapp")
record WhatsAppSettings(URI graphUrl, URI publicUrl, String appId, String appSecret) {

    /// Where this service gives out a file that somebody sent.
    String mediaUrl(Connection channel, String mediaId) {
        return withoutSlash(publicUrl) + "/api/channels/" + channel.channelId() + "/media/"
                + java.net.URLEncoder.encode(mediaId, java.nio.charset.StandardCharsets.UTF_8);
    }

    String graph(String path) {
        return withoutSlash(graphUrl) + path;
    }

    private static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
