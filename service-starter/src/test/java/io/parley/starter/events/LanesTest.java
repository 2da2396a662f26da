package io.parley.starter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    @Test
    void a_lane_keeps_its_order_however_many_run_at_once() {
        Lanes lanes = new Lanes("test", 8);
        Map<Integer, List<Integer>> seen = new ConcurrentHashMap<>();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 20_000; i++) {
            int lane = i % 37;
            int number = i;
            lanes.add(lane, () -> {
                seen.computeIfAbsent(lane, l -> new CopyOnWriteArrayList<>()).add(number);
                done.incrementAndGet();
            });
        }
        await().until(() -> done.get() == 20_000);
        seen.values().forEach(numbers -> assertThat(numbers).isSorted());
    }

    @Test
    void a_lane_that_is_held_up_holds_up_no_other() {
        Lanes lanes = new Lanes("test", 4);
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger others = new AtomicInteger();
        lanes.add("slow", () -> awaitQuietly(slow));
        IntStream.range(0, 100).forEach(i -> lanes.add(i, others::incrementAndGet));

        await().until(() -> others.get() == 100);
        slow.countDown();
    }

    @Test
    void no_more_run_at_once_than_allowed() {
        Lanes lanes = new Lanes("test", 3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, 500)
                .forEach(i -> lanes.add(i, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    done.incrementAndGet();
                }));
        await().until(() -> done.get() == 500);
        assertThat(most.get()).isBetween(1, 3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
