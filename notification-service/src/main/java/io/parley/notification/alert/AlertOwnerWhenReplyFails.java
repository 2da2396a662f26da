package io.parley.notification.alert;

import io.parley.events.Contact;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.Topic;
import io.parley.notification.delivery.Notice;
import io.parley.notification.delivery.Notifications;
import io.parley.starter.events.EventListenerOn;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.stereotype.Component;

/// A reply that did not arrive leaves a shopper without an answer. Told once a day per conversation, however many
/// replies fail there; sooner when the seller has tried again and it failed again.
@Component
class AlertOwnerWhenReplyFails {
    /// The account's trouble is told by itself, and once for all its conversations.
    private static final Set<String> OF_THE_ACCOUNT = Set.of("token_expired", "permission", "payment", "policy_block");

    /// The shopper's own wish, or the platform's rules about advertisements: nothing is left to do.
    private static final Set<String> LET_BE = Set.of("blocked", "policy");

    private final Notifications notifications;
    private final Threads threads;
    private final Settled settled;

    AlertOwnerWhenReplyFails(Notifications notifications, Threads threads, Settled settled) {
        this.notifications = notifications;
        this.threads = threads;
        this.settled = settled;
    }

    @EventListenerOn(Topic.DELIVERY)
    void on(MessageFailed failed) {
        if (OF_THE_ACCOUNT.contains(failed.reason()) || LET_BE.contains(failed.reason())) {
            return;
        }
        String key = failed.conversationKey();
        settled.occasion(Threads.replies(key), failed.at())
                .ifPresent(occasion -> notifications.tellOwner(
                        new Notice.Unsent(
                                threads.conversation(key).orElse(null),
                                failed.channelId(),
                                Contact.platform(key),
                                failed.reason(),
                                failed.at()),
                        key + " " + occasion + " " + LocalDate.ofInstant(failed.at(), ZoneOffset.UTC)));
    }
}
