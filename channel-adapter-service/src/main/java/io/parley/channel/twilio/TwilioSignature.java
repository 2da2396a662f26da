package io.parley.channel.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// `X-Twilio-Signature`: Base64 of the HMAC-SHA1, under the account's auth token, of the exact address that was called
/// and of the form's fields behind it, sorted. A body that is no form is named in the address by its digest instead.
/// <https://www.twilio.com/docs/usage/security>
final class TwilioSignature {
    static final String HEADER = "X-Twilio-Signature";
    static final String BODY_DIGEST = "bodySHA256";
    private static final String ALGORITHM = "HmacSHA1";

    private TwilioSignature() {}

    /// Whether a form is Twilio's. Takes the same time wherever a wrong signature differs.
    ///
    /// @param urls the addresses under which we may have been called
    static boolean isRight(
            String authToken, List<String> urls, SortedMap<String, List<String>> form, @Nullable String header) {
        StringBuilder fields = new StringBuilder();
        form.forEach((name, values) ->
                new TreeSet<>(values).forEach(value -> fields.append(name).append(value)));
        return isAnyRight(authToken, urls, fields.toString(), header);
    }

    /// The same for a body that is no form.
    ///
    /// @param digest as the address names it
    static boolean isRight(
            String authToken, List<String> urls, byte[] body, @Nullable String digest, @Nullable String header) {
        return digest != null
                && MessageDigest.isEqual(
                        HexFormat.of().formatHex(sha256(body)).getBytes(StandardCharsets.US_ASCII),
                        digest.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                && isAnyRight(authToken, urls, "", header);
    }

    static String of(String authToken, String url, Map<String, String> form) {
        StringBuilder fields = new StringBuilder();
        new java.util.TreeMap<>(form)
                .forEach((name, value) -> fields.append(name).append(value));
        return Base64.getEncoder().encodeToString(hmac(authToken, url + fields));
    }

    private static boolean isAnyRight(String authToken, List<String> urls, String fields, @Nullable String header) {
        if (header == null || authToken.isEmpty()) {
            return false;
        }
        byte[] given;
        try {
            given = Base64.getDecoder().decode(header.strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean right = false;
        for (String url : urls) {
            right |= MessageDigest.isEqual(given, hmac(authToken, url + fields));
        }
        return right;
    }

    private static byte[] hmac(String authToken, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
