package io.parley.notification.alert;

import io.parley.events.ConversationEvent.CustomerWaiting;
import io.parley.events.Topic;
import io.parley.notification.delivery.Notice;
import io.parley.notification.delivery.Notifications;
import io.parley.starter.events.EventListenerOn;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// One alert per wait, to the member whose conversation it is, else to the owner.
@Component
class AlertWhoAnswersWhenCustomerWaits {
    private final Notifications notifications;

    AlertWhoAnswersWhenCustomerWaits(Notifications notifications) {
        this.notifications = notifications;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(CustomerWaiting waiting) {
        Notice notice = new Notice.Waiting(
                waiting.conversationId(),
                waiting.contact().personName(),
                waiting.contact().platform(),
                waiting.since(),
                waiting.lastText());
        String occasion = "since " + waiting.since();
        UUID member = waiting.assignedTo();
        if (member == null) {
            notifications.tellOwner(notice, occasion);
        } else {
            notifications.tellMember(member, notice, occasion);
        }
    }
}
