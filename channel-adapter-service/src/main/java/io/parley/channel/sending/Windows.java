package io.parley.channel.sending;

import io.parley.channel.platform.Window;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.OutboundEvent.Template;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a person may be written to now, and how. Pure.
final class Windows {
    private static final String SELLER = "SELLER";
    private static final String SYSTEM = "SYSTEM";
    private static final Duration NEWS = Duration.ofDays(7);
    private static final Duration ANSWER = Duration.ofHours(1);

    private Windows() {}

    /// What is known of a person and of what is to be said to them.
    ///
    /// @param author of [io.parley.events.OutboundEvent.ReplyRequested]
    /// @param heardAt when they last turned to the account; null when never, as far as is known
    ///     here
    /// @param adAt when they last came by an advertisement
    /// @param commented whether this answers a public comment
    /// @param commentedAt when that was made; null when it is not known here
    record Case(
            String author,
            @Nullable Instant heardAt,
            @Nullable Instant adAt,
            boolean commented,
            @Nullable Instant commentedAt,
            @Nullable Template template) {
        private boolean aPersonWrites() {
            return author.equals(SELLER);
        }
    }

    sealed interface Way {
        record Open() implements Way {}

        /// With the platform's tag for what a person wrote.
        record HumanAgent() implements Way {}

        record ByTemplate(Template template) implements Way {}

        record Closed() implements Way {}
    }

    /// A person of whom nothing is known here is the platform's to decide: it refuses what is too
    /// late.
    static Way of(Window window, Case it, Instant now) {
        if (it.commented) {
            return window.commentReply() != null && within(it.commentedAt, window.commentReply(), now)
                    ? new Way.Open()
                    : new Way.Closed();
        }
        if (it.heardAt == null
                || within(it.heardAt, window.open(), now)
                || it.adAt != null && within(it.adAt, window.openAfterAd(), now)) {
            return new Way.Open();
        }
        return otherwise(window, it, now);
    }

    /// What is left when the platform says that its window is closed, whatever we thought.
    static Way afterRefusal(Window window, Case it, Instant now) {
        return it.commented ? new Way.Closed() : otherwise(window, it, now);
    }

    /// How long after it was asked for a message that a closed window held back is worth saying,
    /// should the person write again: what the seller wrote and what became of an order stay
    /// news for a week; an answer of the assistant's is out of date within the hour, since it
    /// will answer anew; what answers a comment in private cannot be said in any other place, and
    /// an advertisement is not what they wrote for.
    static Duration worthSaying(ReplyRequested reply) {
        if (reply.commentId() != null || reply.marketing()) {
            return Duration.ZERO;
        }
        return switch (reply.author()) {
            case SELLER, SYSTEM -> NEWS;
            default -> reply.template() == null ? ANSWER : NEWS;
        };
    }

    private static Way otherwise(Window window, Case it, Instant now) {
        if (it.aPersonWrites() && window.humanAgent() != null && within(it.heardAt, window.humanAgent(), now)) {
            return new Way.HumanAgent();
        }
        return it.template != null && window.templates() ? new Way.ByTemplate(it.template) : new Way.Closed();
    }

    private static boolean within(@Nullable Instant since, Duration time, Instant now) {
        return since == null || now.isBefore(since.plus(time));
    }
}
