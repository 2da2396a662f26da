package io.parley.channel.telegram;

import io.parley.channel.account.Connection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where things are. Read here and nowhere else, so that no file beside this package names
/// Telegram.
@Component
class TelegramSettings {
    static final String WEBHOOK = "/api/webhooks/telegram";

    private final String api;
    private final String front;

    /// @param apiUrl the Bot API
    /// @param publicUrl the front door as Telegram calls it; must be https there
    TelegramSettings(
            @Value("${TELEGRAM_API_URL:https://api.telegram.org}") URI apiUrl,
            @Value("${parley.public-url}") URI publicUrl) {
        this.api = withoutSlash(apiUrl);
        this.front = withoutSlash(publicUrl);
    }

    URI method(String token, String method) {
        return URI.create(api + "/bot" + token + "/" + method);
    }

    /// @param path of `getFile`
    URI file(String token, String path) {
        return URI.create(api + "/file/bot" + token + "/" + path);
    }

    String webhook(String botId) {
        return front + WEBHOOK + "/" + botId;
    }

    /// Where this service gives out a file that somebody sent.
    String fileUrl(Connection channel, String fileId) {
        return front + "/api/channels/" + channel.channelId() + "/telegram-files/"
                + URLEncoder.encode(fileId, StandardCharsets.UTF_8);
    }

    private static String withoutSlash(URI url) {
        return url.toString().replaceFirst("/+$", "");
    }
}
