package io.parley.starter.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.starter.events.Urgent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class BackgroundTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void work_in_the_background_begins_once_what_is_urgent_has_passed() throws InterruptedException {
        Background background = new Background(2, LONG, LONG);
        Thread work;
        try (Urgent _ = Urgent.begin()) {
            work = Thread.ofPlatform().start(background::enter);
            await().until(() -> work.getState() == Thread.State.TIMED_WAITING);
        }

        assertThat(work.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void it_has_half_of_the_connections() {
        Background background = new Background(4, Duration.ofMillis(1), Duration.ZERO);

        assertThat(background.enter()).isTrue();
        assertThat(background.enter()).isTrue();
        assertThatThrownBy(background::enter).isInstanceOf(CannotAcquireLockException.class);

        background.leave();
        assertThat(background.enter()).isTrue();
    }
}
