package io.parley.sandbox.phone;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An image whose type is known from its first bytes, whatever anyone said it was.
record Picture(String type, byte[] bytes) {
    /// Null when the bytes are no picture a browser shows.
    static @Nullable Picture of(byte[] bytes) {
        var type = type(bytes);
        return type == null ? null : new Picture(type, bytes);
    }

    String extension() {
        return switch (type) {
            case "image/jpeg" -> "jpg";
            case "image/svg+xml" -> "svg";
            default -> type.substring("image/".length());
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
