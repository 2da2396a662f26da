package io.parley.starter.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.events.Event;
import io.parley.events.EventTypes;
import io.parley.events.Topic;
import io.parley.starter.Trace;
import io.parley.starter.shop.ShopScope;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What happens to one record: unknown types are passed over, listeners hear it once, failures are tried again and
/// then set aside.
class Handling {
    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);
    private static final Duration[] TRY_AGAIN_AFTER = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(800),
        Duration.ofMillis(2000),
        Duration.ofMillis(4000)
    };
    private static final Duration DATABASE_AWAY_WAIT_MAX = Duration.ofSeconds(2);

    private final String service;
    private final Topics topics;
    private final Listeners listeners;
    private final SharedTransaction shared;
    private final JsonMapper json;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Duration inboxKept;
    private final MeterRegistry meters;
    private final ConcurrentHashMap<String, Timer> timers = new ConcurrentHashMap<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);

    Handling(
            String service,
            Topics topics,
            Listeners listeners,
            SharedTransaction shared,
            JsonMapper json,
            DeadLetters deadLetters,
            Clock clock,
            Duration inboxKept,
            MeterRegistry meters) {
        this.service = service;
        this.topics = topics;
        this.listeners = listeners;
        this.shared = shared;
        this.json = json;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.inboxKept = inboxKept;
        this.meters = meters;
    }

    /// Handles a record to its end.
    ///
    /// @return false when the service stops before that: the record will come again
    boolean handle(ConsumerRecord<String, byte[]> record) {
        Topic topic = topics.topic(record.topic()).orElseThrow();
        String type = Headers.text(record.headers(), Headers.TYPE);
        Optional<Class<? extends Event>> known = type == null ? Optional.empty() : EventTypes.named(type);
        if (type != null && known.isEmpty()) {
            count("parley.events.skipped", topic, "unknown_type");
            return true;
        }
        if (known.isPresent() && nobodyHears(topic, known.get())) {
            return true; // most of a topic's types, where a service listens to one of them
        }
        @Nullable Event event = null;
        @Nullable EventMeta meta = null;
        try {
            meta = Headers.read(record.headers());
            if (!topic.isKeptForEver() && meta.time().isBefore(clock.instant().minus(inboxKept))) {
                count("parley.events.skipped", topic, "older_than_inbox");
                return true;
            }
            event = json.readValue(record.value(), known.orElseThrow());
        } catch (UnreadableEvent | JacksonException | IllegalArgumentException e) {
            return setAside(record, topic, "reading", e);
        }
        for (Listener listener : listeners.on(topic)) {
            if (listener.hears(event.getClass()) && !hear(record, listener, event, meta)) {
                return false;
            }
        }
        return true;
    }

    private boolean nobodyHears(Topic topic, Class<? extends Event> type) {
        return listeners.on(topic).stream().noneMatch(listener -> listener.hears(type));
    }

    void stop() {
        stopping.countDown();
    }

    private boolean hear(ConsumerRecord<String, byte[]> record, Listener listener, Event event, EventMeta meta) {
        int failures = 0;
        int away = 0;
        while (true) {
            long from = System.nanoTime();
            try (Trace.Scope _ = Trace.continuing(meta.traceparent()).enter(service)) {
                boolean first = scoped(listener, event, meta);
                timer(listener, first ? "handled" : "repeated").record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
                return true;
            } catch (Exception e) {
                if (isDatabaseAway(e)) {
                    away++;
                    LOG.warn("{} waits for the database: {}", listener.name(), e.getMessage());
                    if (stopsWithin(DATABASE_AWAY_WAIT_MAX.dividedBy(Math.max(1, 5 - away)))) {
                        return false;
                    }
                } else if (stopping.getCount() == 0) {
                    return false;
                } else if (failures == TRY_AGAIN_AFTER.length) {
                    timer(listener, "failed").record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
                    return setAside(record, listener.topic(), listener.name(), e);
                } else if (stopsWithin(TRY_AGAIN_AFTER[failures++])) {
                    return false;
                }
            }
        }
    }

    /// @return whether the listener had not heard the event before
    private boolean scoped(Listener listener, Event event, EventMeta meta) throws Exception {
        UUID shop = meta.shopId();
        return EventMeta.during(
                meta,
                () -> shop == null
                        ? ShopScope.callAsSystem(() -> once(listener, event, meta))
                        : ShopScope.callAs(shop, () -> once(listener, event, meta)));
    }

    private boolean once(Listener listener, Event event, EventMeta meta) throws Exception {
        Reaction reaction = listener.decides() ? listener.decide(event) : null;
        if (reaction == Reaction.NONE) {
            return true;
        }
        if (!listener.transactional()) {
            hear(listener, event, reaction);
            return true;
        }
        return shared.once(listener.name(), () -> {
                    try {
                        hear(listener, event, reaction);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                })
                .isPresent();
    }

    private static void hear(Listener listener, Event event, @Nullable Reaction reaction) throws Exception {
        if (reaction == null) {
            listener.hear(event);
        } else {
            reaction.run();
        }
    }

    private boolean setAside(ConsumerRecord<String, byte[]> record, Topic topic, String where, Exception why) {
        LOG.error(
                "{}@{}-{} set aside by {}: {}",
                record.topic(),
                record.offset(),
                record.partition(),
                where,
                why.toString(),
                why);
        count("parley.events.dead", topic, where);
        return deadLetters.keep(record, where, why, stopping);
    }

    private boolean stopsWithin(Duration time) {
        try {
            return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// A connection that cannot be had or broke: SQLSTATE class 08, 57P0x (the server stops), or none at all.
    private static boolean isDatabaseAway(Exception e) {
        if (e instanceof org.springframework.transaction.CannotCreateTransactionException) {
            return true;
        }
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith("08") || state.startsWith("57P"))
                        || cause instanceof java.sql.SQLTransientConnectionException;
            }
            cause = cause.getCause();
        }
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof java.io.IOException;
    }

    private void count(String name, Topic topic, String reason) {
        meters.counter(name, "topic", topic.suffix(), "reason", reason).increment();
    }

    private Timer timer(Listener listener, String outcome) {
        return timers.computeIfAbsent(
                listener.name() + outcome,
                key -> Timer.builder("parley.events.heard")
                        .tag("listener", listener.name())
                        .tag("topic", listener.topic().suffix())
                        .tag("outcome", outcome)
                        .register(meters));
    }
}
