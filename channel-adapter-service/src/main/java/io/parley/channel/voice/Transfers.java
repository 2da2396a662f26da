package io.parley.channel.voice;

import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.channel.voice.VoiceNumbers.Number;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Passes a call on to whoever of the shop takes calls, once the caller has heard the assistant out.
@Component
class Transfers {
    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);
    private static final Duration HEARD_OUT_MAX = Duration.ofSeconds(12);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final VoiceCalls calls;
    private final CallControl control;
    private final ShopWords words;
    private final OpenAccounts accounts;
    private final CallBell bell;
    private final Clock clock;
    private final Set<UUID> passing = ConcurrentHashMap.newKeySet();

    Transfers(
            VoiceCalls calls, CallControl control, ShopWords words, OpenAccounts accounts, CallBell bell, Clock clock) {
        this.calls = calls;
        this.control = control;
        this.words = words;
        this.accounts = accounts;
        this.bell = bell;
        this.clock = clock;
    }

    /// In the background, and only where somebody takes calls. What does not succeed is tried again
    /// when the caller speaks next.
    void passOn(VoiceCalls.Known call) {
        UUID shop = ShopScope.current();
        accounts.findConnected(call.channelId())
                .map(account -> new Number(
                        new Connection(account.channelId(), shop, account.platform(), account.accountId()), account))
                .ifPresent(number -> passOn(number, call));
    }

    void passOn(Number number, VoiceCalls.Known call) {
        UUID shop = ShopScope.current();
        @Nullable String to = number.detail(VoiceAdapter.TRANSFER);
        if (to == null || !passing.add(call.id())) {
            return;
        }
        Thread.ofVirtual().name("transfer-" + call.id()).start(() -> {
            try {
                ShopScope.callAs(shop, () -> {
                    hearOut(call.id());
                    if (control.transfer(call, to, words.now().texts().connecting())) {
                        calls.transferred(call.id());
                    }
                    return null;
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("the call {} is not passed on yet: {}", call.id(), e.toString());
            } finally {
                passing.remove(call.id());
            }
        });
    }

    /// Until nothing is said any more, as far as one can tell from the length of the words.
    private void hearOut(UUID callId) throws InterruptedException {
        Instant last = clock.instant().plus(HEARD_OUT_MAX);
        try (CallBell.Waiter waiter = bell.waitFor(callId)) {
            while (clock.instant().isBefore(last)) {
                Optional<VoiceCalls.Answered> said = calls.lastAnswer(callId);
                boolean speaks = calls.isAwaited(callId)
                        || said.isPresent()
                                && said.get()
                                        .at()
                                        .plusMillis(SpokenText.millis(said.get().words()))
                                        .isAfter(clock.instant());
                if (!speaks) {
                    return;
                }
                waiter.await(LOOK_EVERY);
            }
        }
    }
}
