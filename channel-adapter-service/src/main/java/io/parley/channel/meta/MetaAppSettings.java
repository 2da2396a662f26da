package io.parley.channel.meta;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param appId of the app registered with Meta; empty where there is none: then nobody can log in
/// @param dialogUrl where people log in, with or without a version
@ConfigurationProperties("parley.channel.meta")
record MetaAppSettings(String appId, String appSecret, URI dialogUrl) {
    @Override
    public String toString() {
        return "MetaAppSettings[" + appId + "]";
    }
}
