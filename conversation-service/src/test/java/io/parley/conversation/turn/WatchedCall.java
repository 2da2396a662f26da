package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Step;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// A call before saying that a test can take part in: one test's for orders to one place.
@Component
class WatchedCall implements BeforeSaying {
    private static final Map<String, Watching> WATCHED = new ConcurrentHashMap<>();

    @FunctionalInterface
    interface Watching {
        Step call(Step decided, Taking turn);
    }

    /// From now on, this is called for orders to that place.
    static void watch(String place, Watching watching) {
        WATCHED.put(place, watching);
    }

    @Override
    public boolean isNeededFor(Step decided) {
        String place = decided.dialogue().place();
        return place != null && WATCHED.containsKey(place);
    }

    @Override
    public Step call(Step decided, Taking turn) {
        return WATCHED.get(decided.dialogue().place()).call(decided, turn);
    }
}
