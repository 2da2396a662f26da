package io.parley.notification.alert;

import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

@Component
class RememberThreadsWhenTheyStart {
    private final Threads threads;

    RememberThreadsWhenTheyStart(Threads threads) {
        this.threads = threads;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(ConversationStarted started) {
        threads.remember(started.conversationId(), started.contact());
    }
}
