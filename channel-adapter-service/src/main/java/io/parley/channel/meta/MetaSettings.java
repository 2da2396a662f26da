package io.parley.channel.meta;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param appSecret signs the webhooks
/// @param verifyToken proves to us that a subscription is asked for by our app's owner
/// @param graphUrl the Graph API, with or without a version
@ConfigurationProperties("parley.channel.meta")
record MetaSettings(String appSecret, String verifyToken, URI graphUrl) {}
