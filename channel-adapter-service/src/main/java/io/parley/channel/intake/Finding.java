package io.parley.channel.intake;

import io.parley.channel.account.Connection;
import io.parley.channel.account.Standing;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Price;
import io.parley.events.Contact;
import io.parley.events.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one event of a platform's body turned out to be. A body may hold many, and each stands for itself.
public sealed interface Finding {

    /// Something to tell the others.
    ///
    /// @param key names the event within its channel, the same however often it is sent
    /// @param shortened its text was longer than we keep
    record Fact(
            Connection channel, String personId, String key, InboundKind kind, Instant at, boolean shortened, Told told)
            implements Finding {}

    /// The account itself wrote: the seller in the platform's app, or our own message coming back.
    ///
    /// @param messageId the platform's
    /// @param mark that we gave our own message, where the platform returns it
    /// @param text as a reader sees it, to know our own by; null for an attachment
    record Echo(
            Connection channel,
            String personId,
            String key,
            Instant at,
            boolean shortened,
            String messageId,
            @Nullable String mark,
            @Nullable String text,
            Told told)
            implements Finding {}

    /// What became of a message of ours, as the platform tells later: in any order, and more than once.
    ///
    /// @param messageId the platform's
    /// @param mark that we gave our message, where the platform returns it
    /// @param failure why it did not arrive, with [Step#FAILED] only
    /// @param price what it is charged as, where the platform says so
    record Fate(
            Connection channel,
            String personId,
            String key,
            Instant at,
            String messageId,
            @Nullable String mark,
            Step step,
            @Nullable Outcome failure,
            @Nullable Price price)
            implements Finding {}

    /// How far a message of ours has come.
    enum Step {
        SENT,
        DELIVERED,
        READ,
        FAILED;

        /// Whether the person has it.
        boolean arrived() {
            return this == DELIVERED || this == READ;
        }
    }

    /// Kept, counted, and told to nobody.
    ///
    /// @param understood false when it could not be read: somebody should look at it
    /// @param event as it came, for that somebody
    /// @param wish what it says about advertisements, if it does
    /// @param announces it says that there is a message, and not which: the account is to be read back
    /// @param standing what it says of how the account stands, if it does
    record SetAside(
            Connection channel,
            String key,
            boolean understood,
            String reason,
            String event,
            Instant at,
            @Nullable Wish wish,
            boolean announces,
            @Nullable Standing standing)
            implements Finding {
        public SetAside(Connection channel, String key, boolean understood, String reason, String event, Instant at) {
            this(channel, key, understood, reason, event, at, null, false, null);
        }

        public SetAside about(@Nullable Wish wish) {
            return new SetAside(channel, key, understood, reason, event, at, wish, announces, standing);
        }

        public SetAside announcing(boolean announces) {
            return new SetAside(channel, key, understood, reason, event, at, wish, announces, standing);
        }

        public SetAside saying(@Nullable Standing standing) {
            return new SetAside(channel, key, understood, reason, event, at, wish, announces, standing);
        }
    }

    /// A platform has announced a message of an account's without telling it.
    record Announced(UUID shopId, UUID channelId) {}

    /// Whether a person wants advertisements from now on.
    record Wish(String personId, boolean wanted) {}

    /// Of an account that no shop has connected, or of nobody's: only the body is kept.
    record Stray(String trouble) implements Finding {}

    /// The event, once the person's name is known.
    @FunctionalInterface
    interface Told {
        Event as(Contact contact);
    }
}
