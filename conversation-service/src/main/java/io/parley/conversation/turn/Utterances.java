package io.parley.conversation.turn;

import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.events.InboundEvent.Attachment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Quick messages in a row, read as one.
final class Utterances {
    private Utterances() {}

    /// @param messages what names the messages that were joined
    record Joined(Utterance utterance, Instant firstAt, String messages) {

        /// The same for the same messages of the same conversation.
        UUID key(UUID conversationId) {
            return UUID.nameUUIDFromBytes((conversationId + "\n" + messages).getBytes(StandardCharsets.UTF_8));
        }
    }

    static Joined join(List<Incoming> waited, @Nullable Incoming fresh) {
        List<Incoming> all = new ArrayList<>(waited);
        if (fresh != null) {
            all.add(fresh);
        }
        StringBuilder text = new StringBuilder();
        StringBuilder messages = new StringBuilder();
        List<String> media = new ArrayList<>();
        String payload = null;
        String reference = null;
        String place = null;
        for (Incoming incoming : all) {
            messages.append(incoming.messageId() == null ? incoming.sentAt() : incoming.messageId())
                    .append('\n');
            if (incoming.text() != null && !incoming.text().isBlank()) {
                text.append(text.isEmpty() ? "" : "\n").append(incoming.text().strip());
            }
            payload = incoming.payload() == null ? payload : incoming.payload();
            reference = incoming.reference() == null ? reference : incoming.reference();
            for (Attachment attachment : incoming.attachments()) {
                media.add(attachment.kind());
                place = place(attachment, place);
            }
        }
        return new Joined(
                new Utterance(text.toString(), media, payload, reference, place),
                all.getFirst().sentAt(),
                messages.toString());
    }

    private static @Nullable String place(Attachment attachment, @Nullable String otherwise) {
        if (!attachment.kind().equals("location")) {
            return otherwise;
        }
        if (attachment.title() != null && !attachment.title().isBlank()) {
            return attachment.title();
        }
        Double latitude = attachment.latitude();
        Double longitude = attachment.longitude();
        return latitude == null || longitude == null ? otherwise : latitude + ", " + longitude;
    }
}
