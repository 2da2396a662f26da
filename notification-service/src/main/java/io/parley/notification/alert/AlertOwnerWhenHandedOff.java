package io.parley.notification.alert;

import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.Topic;
import io.parley.notification.delivery.Notice;
import io.parley.notification.delivery.Notifications;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// One alert per handoff, however many reasons for it come up before somebody has taken over. An order's own handoff is
/// told with the order.
@Component
class AlertOwnerWhenHandedOff {
    private static final String TOLD_WITH_THE_ORDER = "order_confirmed";
    private final Notifications notifications;
    private final Settled settled;

    AlertOwnerWhenHandedOff(Notifications notifications, Settled settled) {
        this.notifications = notifications;
        this.settled = settled;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(HandoffRequested handoff) {
        if (handoff.reason().equals(TOLD_WITH_THE_ORDER)) {
            return;
        }
        Notice notice = new Notice.Handoff(
                handoff.conversationId(),
                handoff.contact().personName(),
                handoff.contact().platform(),
                handoff.reason(),
                handoff.summary());
        settled.occasion(handoff.conversationId(), EventMeta.current().time())
                .ifPresent(occasion -> notifications.tellOwner(notice, occasion));
    }
}
