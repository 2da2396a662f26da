package io.parley.channel.voice;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.InboundKind;
import io.parley.channel.intake.Intake;
import io.parley.channel.intake.Wording;
import io.parley.channel.voice.VoiceNumbers.Number;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// A caller's words in, the shop's words out, while the caller waits. The words go the way of
/// every message: taken in once, decided by the conversation, asked to be said; the answer is
/// whatever arrives for the call meanwhile. When nothing does in time the caller hears so, and
/// the answer is spoken when it comes.
@Component
class VoiceTurns {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceTurns.class);
    private static final String SOURCE = "voice";
    private static final String SAID = "said:";
    /// With another replica the bell is not heard.
    private static final long LOOK_EVERY_MILLIS = 200;
    /// A conversation that waits for a person seldom says anything.
    private static final Duration PATIENCE_HANDED_OVER = Duration.ofMillis(2_500);

    private final VoiceCalls calls;
    private final VoiceSettings settings;
    private final ShopWords words;
    private final Transfers transfers;
    private final Intake intake;
    private final CallBell bell;
    private final Clock clock;
    private final MeterRegistry meters;

    VoiceTurns(
            VoiceCalls calls,
            VoiceSettings settings,
            ShopWords words,
            Transfers transfers,
            Intake intake,
            CallBell bell,
            Clock clock,
            MeterRegistry meters) {
        this.calls = calls;
        this.settings = settings;
        this.words = words;
        this.transfers = transfers;
        this.intake = intake;
        this.bell = bell;
        this.clock = clock;
        this.meters = meters;
    }

    /// What a caller said.
    ///
    /// @param key the same when the platform tells it again
    record Turn(String key, String said) {
        static Turn of(String id, String said) {
            return new Turn(Wording.key("tool", id), said);
        }
    }

    /// The turn that is the caller's last. A caller who goes on while the answer is thought about
    /// is told of as one longer turn: only what is new of it is heard then.
    ///
    /// @param said by turns; the last is not empty
    Turn last(VoiceCalls.Known call, List<String> said) {
        String last = said.getLast();
        String place = SAID + said.size() + ":";
        String key = place + VoiceReader.digest(bare(last));
        String fresh = calls.saidUnder(call.id(), place, key)
                .filter(before -> bare(last).startsWith(bare(before)))
                .map(before -> last.substring(Math.min(last.length(), bareLength(before)))
                        .replaceFirst("^[\\s.,;!?…]+", ""))
                .filter(rest -> !rest.isBlank())
                .orElse(last);
        return new Turn(key, fresh);
    }

    /// The words to answer with.
    ///
    /// @param body as it came, to be kept
    /// @throws Refusal unavailable, when the words could not be stored: nothing of them was
    String answer(Number number, VoiceCalls.Known call, Turn turn, byte[] body) {
        long from = System.nanoTime();
        Duration patience = call.handedOver() && settings.patience().compareTo(PATIENCE_HANDED_OVER) > 0
                ? PATIENCE_HANDED_OVER
                : settings.patience();
        try {
            VoiceCalls.Asked asked = calls.ask(call.id(), turn.key(), turn.said(), patience);
            if (asked.answer() != null) {
                return asked.answer();
            }
            intake.take(SOURCE, body, List.of(heard(number.channel(), call, turn)));
            Optional<String> answer = await(asked, from + patience.toNanos());
            String said = answer.isPresent() ? answer.get() : late(number, call, asked);
            Timer.builder("parley.channel.voice.answers")
                    .tag("late", String.valueOf(answer.isEmpty()))
                    .publishPercentiles(0.5, 0.99)
                    .register(meters)
                    .record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
            return said;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a caller's words could not be stored: {}", e.getMessage());
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }

    private Finding heard(Connection channel, VoiceCalls.Known call, Turn turn) {
        Instant now = clock.instant();
        String messageId = Wording.key(call.platformCallId(), turn.key());
        Caller caller = new Caller(call.platformCallId(), call.personId(), call.phone());
        return new Finding.Fact(
                channel,
                call.personId(),
                messageId,
                InboundKind.MESSAGE,
                now,
                false,
                contact -> new MessageReceived(
                        caller.in(contact), now, messageId, turn.said(), List.of(), null, null, null, false));
    }

    private Optional<String> await(VoiceCalls.Asked asked, long untilNanos) {
        try (CallBell.Waiter waiter = bell.waitFor(asked.callId())) {
            while (true) {
                Optional<String> answer = calls.answer(asked, null);
                long left = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
                if (answer.isPresent() || left <= 0) {
                    return answer;
                }
                waiter.await(Duration.ofMillis(Math.min(left, LOOK_EVERY_MILLIS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String late(Number number, VoiceCalls.Known call, VoiceCalls.Asked asked) {
        VoiceTexts texts = words.now().texts();
        boolean handedOver = call.handedOver();
        if (call.wantsPerson() && !call.transferred()) {
            transfers.passOn(number, call);
        }
        return calls.answer(asked, handedOver ? texts.noted() : texts.holding()).orElse(texts.holding());
    }

    /// Heard the same, however it is punctuated.
    private static String bare(String said) {
        return said.substring(0, bareLength(said)).toLowerCase(Locale.ROOT);
    }

    private static int bareLength(String said) {
        int end = said.length();
        while (end > 0 && !Character.isLetterOrDigit(said.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /// What happened in a call besides, kept and told to nobody.
    ///
    /// @param understood false when somebody should look at it
    void aside(
            Connection channel,
            String personId,
            byte[] body,
            String event,
            boolean understood,
            String reason,
            List<String> lost,
            @Nullable String callId) {
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>();
        String key = "aside:" + Wording.digest(body);
        findings.add(new Finding.SetAside(channel, key, understood, reason, event, now));
        for (String mark : lost) {
            findings.add(new Finding.Fate(
                    channel,
                    personId,
                    Wording.key("failed", mark, String.valueOf(callId)),
                    now,
                    mark,
                    mark,
                    Finding.Step.FAILED,
                    VoiceAdapter.CALL_OVER,
                    null));
        }
        intake.take(SOURCE, body, findings);
    }
}
