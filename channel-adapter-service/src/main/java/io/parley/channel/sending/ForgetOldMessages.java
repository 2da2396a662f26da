package io.parley.channel.sending;

import io.parley.channel.platform.Forgetting;
import io.parley.channel.platform.Forgetting.Old;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets messages three months after they ended: long after the last replay of a topic could
/// bring them again.
@Component
class ForgetOldMessages {
    /// A full bucket says nothing.
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Forgetting forgetting;

    ForgetOldMessages(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        forgetting.forget(
                new Old("delete from outbound_part where sent_at < ?", KEPT),
                new Old("delete from send_pace where full_at < ?", IDLE),
                new Old("delete from marketing_rest where rests_until < ?", IDLE),
                new Old("delete from outbound_message where status in ('SENT', 'FAILED') and requested_at < ?", KEPT));
    }
}
