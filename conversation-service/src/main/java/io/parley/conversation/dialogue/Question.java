package io.parley.conversation.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the assistant asked last and still waits for.
///
/// @param product what it is about
/// @param variant what it is about, when a variant is known
/// @param number a count that goes with it: pieces offered, the revision of the draft to be confirmed
/// @param options what was offered: products for `PRODUCT`, variants for `VARIANT`
/// @param times how often it was asked in a row
public record Question(
        Kind kind,
        @Nullable UUID product,
        @Nullable UUID variant,
        int number,
        List<UUID> options,
        Instant askedAt,
        int times) {

    public enum Kind {
        PRODUCT,
        VARIANT,
        QUANTITY,
        /// "Only 6 left. Take 6?"
        TAKE_LESS,
        /// "50 pieces, or the 50 ml?"
        PIECES_OR_SIZE,
        LOCATION,
        CONFIRM,
        /// "Want to order it?"
        WANT_IT,
        /// "What shall I change?"
        WHAT_TO_CHANGE,
        /// "Are you 18 or older?" The number is the age.
        AGE,
        /// "Shall I tell you when it is back?"
        WAIT,
        /// "Shall I cancel your order?", one that was given.
        CANCEL_ORDER,
        /// "Which of your orders?"
        WHICH_ORDER
    }

    /// A yes that comes later than this after a summary confirms nothing: the summary is shown again.
    static final Duration CONFIRM_WITHIN = Duration.ofHours(6);

    static final Duration ANSWER_WITHIN = Duration.ofHours(24);

    boolean expired(Instant now) {
        return askedAt.plus(kind == Kind.CONFIRM || kind == Kind.CANCEL_ORDER ? CONFIRM_WITHIN : ANSWER_WITHIN)
                .isBefore(now);
    }

    boolean sameAs(Question other) {
        return kind == other.kind
                && Objects.equals(product, other.product)
                && Objects.equals(variant, other.variant)
                && number == other.number;
    }

    Question askedAgain(Instant now) {
        return new Question(kind, product, variant, number, options, now, times + 1);
    }
}
