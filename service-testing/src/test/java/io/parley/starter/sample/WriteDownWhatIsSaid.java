package io.parley.starter.sample;

import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

@Component
class WriteDownWhatIsSaid {
    static final AtomicInteger TRIES = new AtomicInteger();
    private final Notes notes;

    WriteDownWhatIsSaid(Notes notes) {
        this.notes = notes;
    }

    @EventListenerOn(Topic.CONVERSATION)
    void on(ConversationClosed closed) {
        if (closed.reason().equals(WaitForTheSlow.SLOW)) {
            return;
        }
        if (closed.reason().equals("poison")) {
            TRIES.incrementAndGet();
            throw new IllegalArgumentException("no way to handle this");
        }
        notes.write(closed.reason());
    }
}
