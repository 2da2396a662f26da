package io.parley.starter.events;

import io.parley.events.Event;
import io.parley.events.Topic;
import java.lang.invoke.MethodHandle;
import java.util.Set;

/// One listening method.
///
/// @param name of the class, under which the inbox remembers what it has heard
/// @param hears the sealed interface or the one record it takes
/// @param exceptFor what it has nothing to do for
record Listener(
        String name, Topic topic, Class<?> hears, Set<Class<?>> exceptFor, boolean transactional, MethodHandle method) {

    boolean hears(Class<? extends Event> type) {
        return hears.isAssignableFrom(type) && !exceptFor.contains(type);
    }

    void hear(Event event) throws Exception {
        try {
            method.invoke(event);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
