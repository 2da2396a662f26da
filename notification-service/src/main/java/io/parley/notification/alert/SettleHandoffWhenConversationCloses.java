package io.parley.notification.alert;

import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// A conversation that is opened again may be handed off again.
@Component
class SettleHandoffWhenConversationCloses {
    private final Settled settled;

    SettleHandoffWhenConversationCloses(Settled settled) {
        this.settled = settled;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(ConversationClosed closed) {
        settled.settle(closed.conversationId(), EventMeta.current().time());
    }
}
