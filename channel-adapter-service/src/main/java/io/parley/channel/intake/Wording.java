package io.parley.channel.intake;

import io.parley.channel.platform.Splitting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Text from outside, made fit to keep.
public final class Wording {
    /// Characters of a message's text that are kept; the body as it came has the rest.
    public static final int TEXT_MAX = 10_000;

    private static final int KEY_MAX = 200;

    private Wording() {}

    /// Without the null character, and with half surrogate pairs replaced: neither can be stored or sent on.
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    /// A whole text, or its beginning.
    public static String kept(String text) {
        return text.length() <= TEXT_MAX ? text : Splitting.shorten(text, TEXT_MAX, String::length);
    }

    /// Whether the text lists this already: a line of it begins so, behind its bullet.
    public static boolean lists(String text, String title) {
        String words = clean(title).strip();
        String whole =
                words.endsWith("…") ? words.substring(0, words.length() - 1).strip() : words;
        return !whole.isEmpty()
                && text.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("•") || line.startsWith("-"))
                        .anyMatch(line -> line.substring(1).strip().startsWith(whole));
    }

    /// A name for an event within its channel: what it is made of, or a digest where that is long.
    public static String key(String... parts) {
        String key = String.join(":", parts);
        if (key.length() <= KEY_MAX) {
            return key;
        }
        return (parts.length > 1 ? parts[0] : "id") + ":" + digest(key.getBytes(StandardCharsets.UTF_8));
    }

    public static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                clean.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                clean.append('\uFFFD');
            } else if (c != 0) {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
