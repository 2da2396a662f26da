package io.parley.notification.alert;

import io.parley.events.ConversationEvent.ParentConsentAsked;
import io.parley.events.Topic;
import io.parley.notification.delivery.Notice;
import io.parley.notification.delivery.Notifications;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// A child has named a parent, who is asked before anything is ordered.
@Component
class AskParentForConsent {
    private final Notifications notifications;

    AskParentForConsent(Notifications notifications) {
        this.notifications = notifications;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(ParentConsentAsked asked) {
        notifications.tellAddress(
                asked.parentEmail(),
                new Notice.Consent(asked.conversationId(), asked.platform(), asked.token(), false),
                EventMeta.current().id().toString());
    }
}
