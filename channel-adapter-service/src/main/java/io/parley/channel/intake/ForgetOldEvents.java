package io.parley.channel.intake;

import io.parley.channel.platform.Forgetting;
import io.parley.channel.platform.Forgetting.Old;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets bodies after a month and events after three: long after the platforms' last repeat (7 days) and the last
/// replay of a topic.
@Component
class ForgetOldEvents {
    private static final Duration BODIES_KEPT = Duration.ofDays(30);
    private static final Duration EVENTS_KEPT = Duration.ofDays(90);

    private final Forgetting forgetting;

    ForgetOldEvents(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        forgetting.forget(
                new Old("delete from webhook_body where received_at < ?", BODIES_KEPT),
                new Old("delete from inbound_event where received_at < ?", EVENTS_KEPT));
    }
}
