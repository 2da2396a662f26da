package io.parley.channel.meta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `X-Hub-Signature-256`: `sha256=` and the hex HMAC-SHA256 of the raw body under the app secret.
/// <https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validate-payloads>
@Component
class MetaSignature {
    static final String HEADER = "X-Hub-Signature-256";
    private static final String PREFIX = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    MetaSignature(MetaSettings settings) {
        secret = new SecretKeySpec(settings.appSecret().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /// Whether the body is Meta's. Takes the same time wherever a wrong signature differs.
    boolean isRight(byte[] body, @Nullable String header) {
        if (header == null || !header.startsWith(PREFIX)) {
            return false;
        }
        byte[] given;
        try {
            given = HexFormat.of().parseHex(header.substring(PREFIX.length()).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return MessageDigest.isEqual(given, of(body));
    }

    private byte[] of(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
