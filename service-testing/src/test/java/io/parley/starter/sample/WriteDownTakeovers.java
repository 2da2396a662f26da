package io.parley.starter.sample;

import io.parley.events.ConversationEvent;
import io.parley.events.ConversationEvent.TakeoverStarted;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import org.springframework.stereotype.Component;

@Component
class WriteDownTakeovers {
    private final Notes notes;

    WriteDownTakeovers(Notes notes) {
        this.notes = notes;
    }

    @EventListenerOn(Topic.CONVERSATION)
    Reaction on(ConversationEvent event) {
        return event instanceof TakeoverStarted started
                ? () -> notes.write("taken over " + started.conversationId())
                : Reaction.NONE;
    }
}
