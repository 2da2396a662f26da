package io.parley.notification.alert;

import io.parley.events.ConversationEvent.ParentConsentGiven;
import io.parley.events.Topic;
import io.parley.notification.delivery.Kind;
import io.parley.notification.delivery.Notice;
import io.parley.notification.delivery.Notifications;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// Whoever was asked hears once more that they have agreed, and how to take it back: so a parent
/// learns of it even when somebody else had the link.
@Component
class ConfirmConsentToParent {
    private final Notifications notifications;

    ConfirmConsentToParent(Notifications notifications) {
        this.notifications = notifications;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(ParentConsentGiven given) {
        notifications
                .lastTold(Kind.PARENT_CONSENT, given.conversationId())
                .filter(told -> told.notice() instanceof Notice.Consent)
                .ifPresent(told -> notifications.tellAddress(
                        told.recipient(),
                        new Notice.Consent(
                                given.conversationId(),
                                given.platform(),
                                ((Notice.Consent) told.notice()).token(),
                                true),
                        EventMeta.current().id().toString()));
    }
}
