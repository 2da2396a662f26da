package io.parley.channel.voice;

import io.parley.channel.platform.Forgetting;
import io.parley.channel.platform.Forgetting.Old;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Forgets what was needed to answer a call after a month, and the call itself after a year.
@Component
class ForgetOldCalls {
    private static final Duration TURNS_KEPT = Duration.ofDays(30);
    private static final Duration CALLS_KEPT = Duration.ofDays(365);

    private final Forgetting forgetting;

    ForgetOldCalls(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Scheduled(initialDelay = 25, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        forgetting.forget(
                new Old("delete from voice_turn where asked_at < ?", TURNS_KEPT),
                new Old("delete from voice_line where kept_at < ?", TURNS_KEPT),
                new Old("delete from voice_call where started_at < ?", CALLS_KEPT));
    }
}
