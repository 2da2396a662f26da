package io.parley.starter.sample;

import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/// Waits for something that is no database, and so owns its transaction.
@Component
class WaitForTheSlow {
    static final String SLOW = "slow";
    static final CountDownLatch MAY_END = new CountDownLatch(1);
    private final Notes notes;

    WaitForTheSlow(Notes notes) {
        this.notes = notes;
    }

    @EventListenerOn(value = Topic.CONVERSATION, transactional = false)
    void on(ConversationClosed closed) throws InterruptedException {
        if (closed.reason().equals(SLOW)) {
            MAY_END.await();
            notes.write(SLOW);
        }
    }
}
