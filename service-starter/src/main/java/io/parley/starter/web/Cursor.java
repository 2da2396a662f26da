package io.parley.starter.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// Where a page of a list ended, as an opaque word for the client.
public final class Cursor {
    private static final String SEPARATOR = "\n";
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Cursor() {}

    public static String encode(Object... keys) {
        String joined = String.join(
                SEPARATOR, java.util.Arrays.stream(keys).map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /// @param keys how many keys a cursor of this list has
    /// @throws Refusal invalid, when it is none of ours
    public static List<String> decode(String cursor, int keys) {
        try {
            List<String> decoded = List.of(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1));
            if (decoded.size() == keys) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
        throw refusal();
    }

    /// @throws Refusal invalid, when the key is no time, or none that a row of ours can have
    public static Instant instant(String key) {
        try {
            Instant at = Instant.parse(key);
            if (!at.isBefore(Instant.EPOCH) && at.isBefore(LATEST)) {
                return at;
            }
        } catch (DateTimeParseException e) {
            throw refusal();
        }
        throw refusal();
    }

    /// @throws Refusal invalid, when the key is no whole number of 64 bits
    public static long number(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException e) {
            throw refusal();
        }
    }

    /// @throws Refusal invalid, when the key is no id
    public static UUID id(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
    }

    /// A cursor that no page of ours ended with.
    public static Refusal refusal() {
        return Refusal.invalid("cursor_invalid", "Take the cursor from the page before (`next`), or leave it out.");
    }
}
