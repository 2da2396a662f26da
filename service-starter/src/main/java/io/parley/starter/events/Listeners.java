package io.parley.starter.events;

import io.parley.events.Event;
import io.parley.events.Topic;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/// All listening methods of the service, by topic.
class Listeners {
    private final Map<Topic, List<Listener>> byTopic = new EnumMap<>(Topic.class);

    /// Finds them among the context's singletons.
    ///
    /// @throws IllegalStateException when a method cannot be a listener, or two share a name and topic
    Listeners(ApplicationContext context) {
        Set<String> names = new HashSet<>();
        for (String bean : context.getBeanDefinitionNames()) {
            Class<?> type = context.getType(bean, false);
            if (type == null || !type.getName().startsWith("io.parley.")) {
                continue;
            }
            Map<Method, EventListenerOn> methods =
                    MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<EventListenerOn>)
                            method -> AnnotatedElementUtils.getMergedAnnotation(method, EventListenerOn.class));
            if (methods.isEmpty()) {
                continue;
            }
            Object target = context.getBean(bean);
            methods.forEach((method, on) -> {
                Listener listener = listener(target, method, on);
                if (!names.add(listener.name() + "@" + listener.topic())) {
                    throw new IllegalStateException("two listeners are called " + listener.name());
                }
                byTopic.computeIfAbsent(on.value(), topic -> new ArrayList<>()).add(listener);
            });
        }
        byTopic.values().forEach(listeners -> listeners.sort(Comparator.comparing(Listener::name)));
    }

    private static Listener listener(Object bean, Method method, EventListenerOn on) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != 1
                || !Event.class.isAssignableFrom(parameters[0])
                || !on.value().contract().isAssignableFrom(parameters[0])) {
            throw new IllegalStateException(method + " must take one event of " + on.value());
        }
        try {
            method.setAccessible(true);
            return new Listener(
                    AopUtils.getTargetClass(bean).getSimpleName(),
                    on.value(),
                    parameters[0],
                    on.transactional(),
                    Reaction.class.isAssignableFrom(method.getReturnType()),
                    MethodHandles.lookup().unreflect(method).bindTo(bean));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<Topic> topics() {
        return byTopic.keySet();
    }

    List<Listener> on(Topic topic) {
        return byTopic.getOrDefault(topic, List.of());
    }
}
