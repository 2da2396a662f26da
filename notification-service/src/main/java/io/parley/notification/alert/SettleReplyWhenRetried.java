package io.parley.notification.alert;

import io.parley.events.DeliveryEvent.MessageRetried;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

/// The seller has seen that it failed: should it fail once more, that is news.
@Component
class SettleReplyWhenRetried {
    private final Settled settled;

    SettleReplyWhenRetried(Settled settled) {
        this.settled = settled;
    }

    @EventListenerOn(Topic.DELIVERY)
    void on(MessageRetried retried) {
        settled.settle(Threads.replies(retried.conversationKey()), retried.at());
    }
}
