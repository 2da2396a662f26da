package io.parley.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.starter.events.Urgent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class UrgentRequestsTest {
    private final UrgentRequests filter = new UrgentRequests("/hooks/(?!voice).*");

    @Test
    void what_can_wait_waits_until_such_a_request_is_answered() throws Exception {
        AtomicReference<Thread> waiting = new AtomicReference<>();

        filter.doFilter(request("/hooks/meta"), new MockHttpServletResponse(), (_, _) -> {
            waiting.set(Thread.ofPlatform().start(() -> Urgent.letPass(Duration.ofHours(1))));
            await().until(() -> waiting.get().getState() == Thread.State.TIMED_WAITING);
        });

        assertThat(waiting.get().join(Duration.ofSeconds(10))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hooks/voice", "/hooks/voice/calls", "/api/orders", "/hook"})
    void other_requests_hold_up_nothing(String path) throws Exception {
        filter.doFilter(request(path), new MockHttpServletResponse(), (_, _) -> Urgent.letPass(Duration.ofDays(1)));
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("POST", path);
    }
}
