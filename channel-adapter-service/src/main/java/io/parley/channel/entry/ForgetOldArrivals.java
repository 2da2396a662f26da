package io.parley.channel.entry;

import io.parley.channel.platform.Forgetting;
import io.parley.channel.platform.Forgetting.Old;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets who came by a code, once no order can be put down to it any more; that somebody did
/// stays in the numbers.
@Component
class ForgetOldArrivals {
    /// Longer than an order looks back, for one that is told late.
    private static final Duration ARRIVALS_KEPT = Duration.ofDays(30);
    private static final Duration PEOPLE_KEPT = Duration.ofDays(90);

    private final Forgetting forgetting;

    ForgetOldArrivals(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        forgetting.forget(
                new Old("delete from entry_arrival where arrived_at < ?", ARRIVALS_KEPT),
                new Old(
                        "update entry_conversation set conversation_key = gen_random_uuid()::text, forgotten = true"
                                + " where not forgotten and first_at < ?",
                        PEOPLE_KEPT));
    }
}
