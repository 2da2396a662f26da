package io.parley.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every event type there is, by its name on the wire.
public final class EventTypes {
    private static final Map<Class<?>, String> NAMES = new ConcurrentHashMap<>();
    private static final Map<String, Class<? extends Event>> BY_NAME = Arrays.stream(Topic.values())
            .flatMap(topic -> records(topic).stream())
            .collect(Collectors.toUnmodifiableMap(EventTypes::of, Function.identity()));

    private EventTypes() {}

    /// The name on the wire of an event's class.
    ///
    /// @throws IllegalStateException when the record has no [EventType]: our own bug
    public static String of(Class<?> event) {
        return NAMES.computeIfAbsent(event, type -> {
            EventType named = type.getAnnotation(EventType.class);
            if (named == null) {
                throw new IllegalStateException(type.getName() + " has no @EventType");
            }
            return "parley." + named.value();
        });
    }

    /// The class behind a name on the wire; empty for a type this version does not know, which a reader skips.
    public static Optional<Class<? extends Event>> named(String type) {
        return Optional.ofNullable(BY_NAME.get(type));
    }

    /// The records of one topic, in the order they are declared.
    public static List<Class<? extends Event>> records(Topic topic) {
        return leaves(topic.contract()).toList();
    }

    private static Stream<Class<? extends Event>> leaves(Class<? extends Event> type) {
        if (type.isRecord()) {
            return Stream.of(type);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(permitted -> leaves(permitted.asSubclass(Event.class)));
    }
}
