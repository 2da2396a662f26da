package io.parley.channel.voice;

import io.parley.starter.events.Bell;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Tells who waits for words of a call that there may be some now. Within this process only: who
/// waits looks now and then all the same, since the words may come by way of another replica.
@Component
class CallBell {
    private final Map<UUID, Map<Waiter, Boolean>> waiters = new ConcurrentHashMap<>();

    /// One who waits; to be closed.
    final class Waiter implements AutoCloseable {
        private final UUID callId;
        private final Bell bell = new Bell();

        private Waiter(UUID callId) {
            this.callId = callId;
            waiters.compute(callId, (_, all) -> {
                Map<Waiter, Boolean> those = all == null ? new ConcurrentHashMap<>() : all;
                those.put(this, true);
                return those;
            });
        }

        /// Returns when the bell rings, at the latest after so long.
        void await(Duration most) throws InterruptedException {
            bell.await(most);
        }

        @Override
        public void close() {
            waiters.computeIfPresent(callId, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    Waiter waitFor(UUID callId) {
        return new Waiter(callId);
    }

    void ring(UUID callId) {
        waiters.getOrDefault(callId, Map.of()).keySet().forEach(waiter -> waiter.bell.ring());
    }
}
