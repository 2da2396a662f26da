package io.parley.notification.delivery;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.parley.events.Money;
import io.parley.events.Platform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What there is to tell. Kept with the notification, made into a letter when it is sent.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "notice")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Notice.Order.class, name = "order"),
    @JsonSubTypes.Type(value = Notice.Handoff.class, name = "handoff"),
    @JsonSubTypes.Type(value = Notice.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = Notice.Unsent.class, name = "unsent"),
    @JsonSubTypes.Type(value = Notice.Consent.class, name = "consent"),
    @JsonSubTypes.Type(value = Notice.Channel.class, name = "channel")
})
public sealed interface Notice {

    @JsonIgnore
    Kind kind();

    /// What it is about: an order's, a conversation's, a channel's id.
    @JsonIgnore
    UUID subject();

    /// In one line, for the log and for summaries.
    @JsonIgnore
    String title();

    /// @param captured when the shopper said yes
    record Order(
            UUID orderId,
            String number,
            List<Line> lines,
            Money total,
            String shippingLocation,
            @Nullable String customerName,
            @Nullable String email,
            Platform platform,
            @Nullable String note,
            @Nullable UUID conversationId,
            Instant captured)
            implements Notice {
        @Override
        public Kind kind() {
            return Kind.ORDER_CAPTURED;
        }

        @Override
        public UUID subject() {
            return orderId;
        }

        @Override
        public String title() {
            return "New order " + number + " (" + total + ")";
        }
    }

    record Line(String title, int quantity, Money total) {}

    /// @param reason as conversation-service names it: `complaint`, `human_request`, …
    record Handoff(UUID conversationId, @Nullable String customerName, Platform platform, String reason, String summary)
            implements Notice {
        @Override
        public Kind kind() {
            return Kind.HANDOFF;
        }

        @Override
        public UUID subject() {
            return conversationId;
        }

        @Override
        public String title() {
            return (customerName == null ? "A customer" : customerName) + " on " + platform.title() + ": "
                    + Words.handoff(reason);
        }
    }

    /// @param since when they wrote what is unanswered
    /// @param lastText what they wrote last, absent when it had no words
    record Waiting(
            UUID conversationId,
            @Nullable String customerName,
            Platform platform,
            Instant since,
            @Nullable String lastText)
            implements Notice {
        @Override
        public Kind kind() {
            return Kind.CUSTOMER_WAITING;
        }

        @Override
        public UUID subject() {
            return conversationId;
        }

        @Override
        public String title() {
            return (customerName == null ? "A customer" : customerName) + " on " + platform.title()
                    + " is waiting for an answer";
        }
    }

    /// @param conversationId absent when it is not known which conversation the thread is
    /// @param reason as channel-adapter-service names it: `window_closed`, `undeliverable`, …
    record Unsent(@Nullable UUID conversationId, UUID channelId, Platform platform, String reason, Instant at)
            implements Notice {
        @Override
        public Kind kind() {
            return Kind.REPLY_FAILED;
        }

        @Override
        public UUID subject() {
            return conversationId == null ? channelId : conversationId;
        }

        @Override
        public String title() {
            return "A reply on " + platform.title() + " did not arrive";
        }
    }

    /// To a child's parent.
    ///
    /// @param token the secret part of the link
    /// @param given they have agreed, and hear how to take it back
    record Consent(UUID conversationId, Platform platform, String token, boolean given) implements Notice {
        @Override
        public Kind kind() {
            return Kind.PARENT_CONSENT;
        }

        @Override
        public UUID subject() {
            return conversationId;
        }

        @Override
        public String title() {
            return given ? "A parent has agreed" : "A parent is asked to agree";
        }
    }

    /// @param problem as channel-adapter-service names it: `token_expired`, …
    /// @param disconnected nothing comes in or goes out any more
    record Channel(
            UUID channelId,
            Platform platform,
            String name,
            String problem,
            @Nullable String detail,
            boolean disconnected)
            implements Notice {
        @Override
        public Kind kind() {
            return disconnected ? Kind.CHANNEL_DISCONNECTED : Kind.CHANNEL_TROUBLED;
        }

        @Override
        public UUID subject() {
            return channelId;
        }

        @Override
        public String title() {
            return platform.title() + " account " + name + (disconnected ? " is disconnected" : " has a problem");
        }
    }
}
