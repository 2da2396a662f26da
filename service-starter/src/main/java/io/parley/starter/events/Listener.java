package io.parley.starter.events;

import io.parley.events.Event;
import io.parley.events.Topic;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One listening method.
///
/// @param name of the class, under which the inbox remembers what it has heard
/// @param hears the sealed interface or the one record it takes
/// @param decides it answers with its [Reaction] instead of doing it
record Listener(String name, Topic topic, Class<?> hears, boolean transactional, boolean decides, MethodHandle method) {

    void hear(Event event) throws Exception {
        invoke(event);
    }

    /// What it will do about the event.
    Reaction decide(Event event) throws Exception {
        return (Reaction) Objects.requireNonNull(invoke(event), name + " decided on nothing; say Reaction.NONE");
    }

    private @Nullable Object invoke(Event event) throws Exception {
        try {
            return method.invoke(event);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
