package io.parley.conversation.dialogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.parley.conversation.understanding.Surroundings.Awaited;
import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything the assistant remembers of one conversation. Stored as JSON: fields are only ever added.
///
/// @param lines the order being put together
/// @param orderId the order's id, chosen when the first line is taken down: one draft can become one order only
/// @param revision grows with every summary shown
/// @param listed products shown last, in order, for "the second one"
/// @param focus the product spoken of last
/// @param misunderstood messages in a row of which nothing could be made
/// @param captured the last order taken in this conversation
/// @param handoff why the conversation waits for a person
/// @param takenOver a person answers
/// @param hold the cart that follows the order being put together, absent while nothing is in it
@JsonIgnoreProperties(ignoreUnknown = true)
public record Dialogue(
        List<Line> lines,
        @Nullable String place,
        @Nullable UUID orderId,
        int revision,
        @Nullable Question question,
        List<UUID> listed,
        @Nullable UUID focus,
        int misunderstood,
        @Nullable String lastHeard,
        int repeats,
        @Nullable Taken captured,
        @Nullable Handoff handoff,
        boolean takenOver,
        boolean introduced,
        boolean optedOut,
        String language,
        @Nullable Instant lastTurnAt,
        @Nullable Hold hold) {

    /// An order that was taken.
    ///
    /// @param number as people say it, absent until order-service has told it
    /// @param status `CAPTURED` until told otherwise
    public record Taken(
            UUID orderId,
            @Nullable String number,
            List<OrderedLine> lines,
            String place,
            Money total,
            String status,
            Instant at) {}

    /// @param acknowledged the shopper was told once more that a person will answer
    public record Handoff(HandoffReason reason, Instant at, boolean acknowledged) {}

    /// Where every conversation begins.
    public static Dialogue fresh(String language) {
        return new Dialogue(
                List.of(), null, null, 0, null, List.of(), null, 0, null, 0, null, null, false, false, false, language,
                null, null);
    }

    /// Whether the assistant keeps quiet until it is given the conversation back.
    @JsonIgnore
    public boolean waitsForPerson() {
        return handoff != null && handoff.reason().silences();
    }

    @JsonIgnore
    public State state() {
        if (waitsForPerson() || takenOver) {
            return State.HANDED_OFF;
        }
        if (!lines.isEmpty() || question != null && question.kind() == Question.Kind.PRODUCT) {
            return question == null ? State.BROWSING : asked(question.kind());
        }
        if (handoff != null) {
            return State.HANDED_OFF;
        }
        return captured != null && captured.status().equals("CAPTURED") ? State.ORDER_CAPTURED : State.BROWSING;
    }

    private static State asked(Question.Kind kind) {
        return switch (kind) {
            case PRODUCT -> State.COLLECTING_PRODUCT;
            case VARIANT -> State.COLLECTING_VARIANT;
            case QUANTITY, TAKE_LESS, PIECES_OR_SIZE -> State.COLLECTING_QUANTITY;
            case LOCATION -> State.COLLECTING_LOCATION;
            case CONFIRM -> State.CONFIRMING_ORDER;
            case WANT_IT, WHAT_TO_CHANGE -> State.BROWSING;
        };
    }

    /// What kind of answer is waited for at that moment.
    public Awaited awaited(Instant now) {
        if (question == null || question.expired(now)) {
            return Awaited.NOTHING;
        }
        return switch (question.kind()) {
            case PRODUCT -> Awaited.PRODUCT;
            case VARIANT, PIECES_OR_SIZE -> Awaited.VARIANT;
            case QUANTITY -> Awaited.QUANTITY;
            case LOCATION -> Awaited.LOCATION;
            case CONFIRM -> Awaited.CONFIRMATION;
            case TAKE_LESS, WANT_IT -> Awaited.YES_OR_NO;
            case WHAT_TO_CHANGE -> Awaited.NOTHING;
        };
    }

    /// The products of the open order, and the one spoken of last.
    public List<UUID> inHand() {
        java.util.LinkedHashSet<UUID> hand = new java.util.LinkedHashSet<>();
        if (focus != null) {
            hand.add(focus);
        }
        lines.forEach(line -> {
            if (line.product() != null) {
                hand.add(line.product());
            }
        });
        return List.copyOf(hand);
    }

    public Dialogue inLanguage(String spoken) {
        return new Dialogue(
                lines,
                place,
                orderId,
                revision,
                question,
                listed,
                focus,
                misunderstood,
                lastHeard,
                repeats,
                captured,
                handoff,
                takenOver,
                introduced,
                optedOut,
                spoken,
                lastTurnAt,
                hold);
    }

    /// The shopper points at a product.
    public Dialogue speakingOf(UUID product) {
        return new Dialogue(
                lines,
                place,
                orderId,
                revision,
                question,
                listed,
                product,
                misunderstood,
                lastHeard,
                repeats,
                captured,
                handoff,
                takenOver,
                introduced,
                optedOut,
                language,
                lastTurnAt,
                hold);
    }

    /// The cart has changed with the draft, or is let go.
    public Dialogue holding(@Nullable Hold other) {
        return new Dialogue(
                lines,
                place,
                orderId,
                revision,
                question,
                listed,
                focus,
                misunderstood,
                lastHeard,
                repeats,
                captured,
                handoff,
                takenOver,
                introduced,
                optedOut,
                language,
                lastTurnAt,
                other);
    }

    /// As if it had been said to what was heard there.
    Dialogue havingHeard(Dialogue there) {
        return new Dialogue(
                lines,
                place,
                orderId,
                revision,
                question,
                listed,
                focus,
                there.misunderstood,
                there.lastHeard,
                there.repeats,
                captured,
                handoff,
                takenOver,
                introduced,
                optedOut,
                there.language,
                there.lastTurnAt,
                hold);
    }

    /// A person has answered, or has said that they will.
    public Dialogue takenOver(Instant now) {
        Handoff kept = handoff == null ? new Handoff(HandoffReason.HUMAN_REQUEST, now, true) : handoff;
        return copy(lines, question, kept, true, misunderstood, captured);
    }

    /// The assistant has the conversation back. What was being asked is asked anew when the shopper writes.
    public Dialogue released() {
        return copy(lines, null, null, false, 0, captured);
    }

    Dialogue copy(
            List<Line> lines,
            @Nullable Question question,
            @Nullable Handoff handoff,
            boolean takenOver,
            int misunderstood,
            @Nullable Taken captured) {
        return new Dialogue(
                lines,
                place,
                orderId,
                revision,
                question,
                listed,
                focus,
                misunderstood,
                lastHeard,
                repeats,
                captured,
                handoff,
                takenOver,
                introduced,
                optedOut,
                language,
                lastTurnAt,
                hold);
    }
}
