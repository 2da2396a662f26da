package io.parley.sandbox.phone;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An image, or a sound, whose type is known from its first bytes, whatever anyone said it was.
record Picture(String type, byte[] bytes) {
    /// Null when the bytes are no picture a browser shows.
    static @Nullable Picture of(byte[] bytes) {
        var type = type(bytes);
        return type == null ? null : new Picture(type, bytes);
    }

    /// Null when the bytes are no sound a browser plays.
    static @Nullable Picture soundOf(byte[] bytes) {
        var type = starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'A', 'V', 'E')
                ? "audio/wav"
                : starts(bytes, 0, 'O', 'g', 'g', 'S')
                        ? "audio/ogg"
                        : starts(bytes, 0, 'I', 'D', '3') || starts(bytes, 0, 0xFF, 0xFB)
                                ? "audio/mpeg"
                                : starts(bytes, 0, 0x1A, 0x45, 0xDF, 0xA3) ? "audio/webm" : null;
        return type == null ? null : new Picture(type, bytes);
    }

    String extension() {
        return switch (type) {
            case "image/jpeg" -> "jpg";
            case "image/svg+xml" -> "svg";
            case "audio/mpeg" -> "mp3";
            default -> type.substring(type.indexOf('/') + 1);
        };
    }

    private static @Nullable String type(byte[] bytes) {
        if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)) return "image/jpeg";
        if (starts(bytes, 0, 0x89, 'P', 'N', 'G')) return "image/png";
        if (starts(bytes, 0, 'G', 'I', 'F', '8')) return "image/gif";
        if (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P')) return "image/webp";
        var head = new String(bytes, 0, Math.min(bytes.length, 300), StandardCharsets.UTF_8);
        return head.contains("<svg") && head.stripLeading().startsWith("<") ? "image/svg+xml" : null;
    }

    private static boolean starts(byte[] bytes, int at, int... with) {
        if (bytes.length < at + with.length) return false;
        for (var i = 0; i < with.length; i++) if ((bytes[at + i] & 0xFF) != with[i]) return false;
        return true;
    }
}
