package io.parley.notification.alert;

import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import org.springframework.stereotype.Component;

/// The assistant answers again: the next handoff is another one.
@Component
class SettleHandoffWhenTakeoverEnds {
    private final Settled settled;

    SettleHandoffWhenTakeoverEnds(Settled settled) {
        this.settled = settled;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(TakeoverEnded ended) {
        settled.settle(ended.conversationId(), EventMeta.current().time());
    }
}
