package io.parley.starter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UrgentTest {
    @Test
    void what_can_wait_lets_pass_what_is_urgent() throws InterruptedException {
        Thread waiting;
        try (Urgent _ = Urgent.begin();
                Urgent _ = Urgent.begin()) {
            waiting = Thread.ofPlatform().start(() -> Urgent.letPass(Duration.ofHours(1)));
            await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        }

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void it_waits_no_longer_than_it_is_patient() throws InterruptedException {
        try (Urgent _ = Urgent.begin()) {
            Thread waiting = Thread.ofPlatform().start(() -> Urgent.letPass(Duration.ofMillis(3)));

            assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        }
    }
}
