package io.parley.channel.voice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// How a voice platform shows that a call is its own: a signature of the raw body, or the secret
/// itself. Which of them is the seller's choice there, so each is taken; one that is there and
/// wrong is not made good by another.
/// <https://docs.vapi.ai/server-url/server-authentication>
final class VoiceSecret {
    static final String SIGNATURE = "X-Vapi-Signature";
    static final String SECRET = "X-Vapi-Secret";
    static final String BEARER = "Authorization";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String BEARER_PREFIX = "Bearer ";

    private VoiceSecret() {}

    /// Takes the same time wherever a wrong one differs.
    ///
    /// @param header the value of a header by its name
    static boolean isRight(String secret, byte[] body, Function<String, @Nullable String> header) {
        if (secret.isEmpty()) {
            return false;
        }
        @Nullable String signature = header.apply(SIGNATURE);
        if (signature != null) {
            return isSigned(secret, body, signature.strip());
        }
        @Nullable String given = header.apply(SECRET);
        if (given != null) {
            return same(given, secret);
        }
        @Nullable String bearer = header.apply(BEARER);
        return bearer != null
                && bearer.regionMatches(true, 0, BEARER_PREFIX, 0, BEARER_PREFIX.length())
                && same(bearer.substring(BEARER_PREFIX.length()).strip(), secret);
    }

    private static boolean isSigned(String secret, byte[] body, String signature) {
        String hex = signature.startsWith("sha256=") ? signature.substring("sha256=".length()) : signature;
        try {
            byte[] given = HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT));
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return MessageDigest.isEqual(given, mac.doFinal(body));
        } catch (IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }
}
