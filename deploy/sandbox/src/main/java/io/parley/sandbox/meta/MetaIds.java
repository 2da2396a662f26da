package io.parley.sandbox.meta;

import io.parley.sandbox.Platform;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Ids that look like Meta's: opaque, long, never in order.
public final class MetaIds {
    private static final int MESSAGE_BYTES = 33;
    private static final int TRACE_BYTES = 16;
    private static final int SID_BYTES = 16;

    private MetaIds() {}

    public static String message(Platform platform) {
        return switch (platform) {
            case INSTAGRAM -> "aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEO" + random(MESSAGE_BYTES) + "ZD";
            case MESSENGER -> "m_" + random(MESSAGE_BYTES);
            case WHATSAPP -> "wamid." + random(MESSAGE_BYTES);
            case SMS -> "SM" + hex();
            case TELEGRAM, VOICE, SMTP, MODEL -> throw new IllegalArgumentException("these bring their own ids");
        };
    }

    static String trace() {
        return "A" + random(TRACE_BYTES);
    }

    private static String hex() {
        var bytes = new byte[SID_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String random(int count) {
        var bytes = new byte[count];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
