package io.parley.conversation.turn;

import io.parley.events.InboundEvent.Attachment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message of a shopper, whatever kind of event it came as.
///
/// @param messageId the platform's id; absent for what has none
/// @param text what they wrote, or the title of the button they tapped
/// @param reference what it points at: an ad, a link, a shared post, a story
/// @param quoted the platform's id of the message it replies to
record Incoming(
        @Nullable String messageId,
        @Nullable String text,
        List<Attachment> attachments,
        @Nullable String payload,
        @Nullable String reference,
        Instant sentAt,
        @Nullable String quoted) {

    /// More than this is not kept of a message.
    static final int KEPT_MAX = 10_000;

    private static final int ID_MAX = 1_000;

    Incoming(
            @Nullable String messageId,
            @Nullable String text,
            List<Attachment> attachments,
            @Nullable String payload,
            @Nullable String reference,
            Instant sentAt) {
        this(messageId, text, attachments, payload, reference, sentAt, null);
    }

    Incoming {
        text = text == null ? null : storable(text);
        payload = payload == null ? null : storable(payload);
        reference = reference == null ? null : storable(reference);
        quoted = quoted == null || quoted.length() > ID_MAX ? null : storable(quoted);
    }

    /// Without what no database can hold, and no longer than is kept.
    private static String storable(String text) {
        String cut = text.length() > KEPT_MAX ? text.substring(0, KEPT_MAX) : text;
        StringBuilder clean = new StringBuilder(cut.length());
        for (int i = 0; i < cut.length(); ) {
            int point = cut.codePointAt(i);
            boolean broken = point == 0 || Character.charCount(point) == 1 && Character.isSurrogate((char) point);
            if (!broken) {
                clean.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return clean.toString();
    }
}
