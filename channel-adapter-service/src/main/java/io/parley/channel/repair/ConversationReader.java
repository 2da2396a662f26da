package io.parley.channel.repair;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.platform.Account;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A platform whose threads can be read back. Each method is one call of its API.
public interface ConversationReader {
    /// Of [io.parley.channel.platform.ConnectForm].
    Set<String> ways();

    /// The account's threads, the one that changed last first.
    ///
    /// @param after the page before's `next`; null for the first
    /// @throws NotReadable when there was no answer of use
    Page<Thread> threads(Account account, @Nullable String after);

    /// A thread's messages, newest first: which there are, not what they say.
    ///
    /// @throws NotReadable when there was no answer of use
    Page<MessageRef> messages(Account account, String threadId, @Nullable String after);

    /// One message, as its webhook would have told it, but late.
    ///
    /// @throws NotReadable when there was no answer of use
    Read message(Account account, Connection channel, Thread thread, MessageRef message);

    /// @param next what the following page is asked for with; null on the last
    record Page<T>(List<T> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /// @param personId null when the platform does not say here whom it is with
    record Thread(String id, @Nullable String personId, Instant updatedAt) {}

    /// @param keys under which a webhook may have brought it (see [Finding]); the first is the message's own
    record MessageRef(String id, List<String> keys, Instant at) {
        public MessageRef {
            keys = List.copyOf(keys);
        }
    }

    /// @param body as the platform gave it
    record Read(String body, List<Finding> findings) {
        public Read {
            findings = List.copyOf(findings);
        }
    }
}
