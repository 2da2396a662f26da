package io.parley.gateway.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/// What nobody can guess.
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /// Six digits.
    static String code() {
        return String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
    }

    /// 256 bits in 43 characters that fit into a URL and a cookie.
    static String token() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
