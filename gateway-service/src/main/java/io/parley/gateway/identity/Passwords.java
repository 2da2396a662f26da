package io.parley.gateway.identity;

import io.parley.starter.web.Refusal;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and checks passwords. Each takes a good quarter of a second of one core, so only as many run at once as
/// there are cores, and a flood of log-ins leaves the rest of the gateway alone.
@Component
class Passwords {
    private static final int COST = 12;
    private static final long WAIT_SECONDS = 5;

    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(COST)));
    private final Semaphore cores =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    /// Nobody's password: checked when there is no such user, so that it takes as long.
    private final String nobody = "{bcrypt}" + new BCryptPasswordEncoder(COST).encode("nobody");

    String hash(String password) {
        return slowly(() -> {
            String hash = encoder.encode(password);
            if (hash == null) {
                throw new IllegalStateException("the encoder gave nothing");
            }
            return hash;
        });
    }

    /// @param hash absent when there is no such user: false, after as long a time
    boolean matches(String password, @Nullable String hash) {
        boolean fits = NewPassword.Check.fits(password);
        boolean same = slowly(() -> encoder.matches(fits ? password : "too long", hash == null ? nobody : hash));
        return same && fits && hash != null;
    }

    /// Whether the hash was made the way of former days.
    boolean isDated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T slowly(Supplier<T> work) {
        try {
            if (!cores.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.unavailable("busy", "Too many log-ins at once; try again in a moment.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("stopping", "The service is about to stop; try again in a moment.");
        }
        try {
            return work.get();
        } finally {
            cores.release();
        }
    }
}
