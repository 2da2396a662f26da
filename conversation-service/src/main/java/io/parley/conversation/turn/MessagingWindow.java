package io.parley.conversation.turn;

import io.parley.events.Platform;
import java.time.Duration;
import java.time.Instant;

/// How long after a shopper's message a platform lets the shop write of its own accord: not at all once they have
/// blocked it, until they write again.
final class MessagingWindow {
    /// Meta's platforms close it 24 hours after the shopper's last message; the last minutes are not counted on.
    private static final Duration META = Duration.ofHours(23).plusMinutes(50);

    private static final Duration OTHERS = Duration.ofDays(30);

    private MessagingWindow() {}

    static boolean open(Conversation conversation, Instant now) {
        Instant heard = conversation.dialogue().lastTurnAt();
        Instant ended = conversation.endedAt();
        return heard != null
                && (ended == null || heard.isAfter(ended))
                && heard.plus(lasts(conversation.contact().platform())).isAfter(now);
    }

    private static Duration lasts(Platform platform) {
        return switch (platform) {
            case INSTAGRAM, MESSENGER, WHATSAPP -> META;
            case SMS, WEB, TELEGRAM -> OTHERS;
            case VOICE -> Duration.ZERO;
        };
    }
}
