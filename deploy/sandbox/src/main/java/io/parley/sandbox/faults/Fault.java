package io.parley.sandbox.faults;

import io.parley.sandbox.Platform;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Something that shall go wrong: for one platform or all, one person or all, so many times or until it is taken away.
public final class Fault {
    private static final int DELAY_MILLIS_MAX = 600_000;
    private static final int FOR_EVER = -1;

    private final String id;
    private final @Nullable Platform platform;
    private final @Nullable String personId;
    private final FaultKind kind;
    private final @Nullable Integer code;
    private final @Nullable Integer subcode;
    private final Duration delay;
    private final boolean delivered;
    private final AtomicInteger left;
    private final AtomicInteger hits = new AtomicInteger();

    private Fault(
            String id,
            @Nullable Platform platform,
            @Nullable String personId,
            FaultKind kind,
            @Nullable Integer code,
            @Nullable Integer subcode,
            Duration delay,
            boolean delivered,
            int times) {
        this.id = id;
        this.platform = platform;
        this.personId = personId;
        this.kind = kind;
        this.code = code;
        this.subcode = subcode;
        this.delay = delay;
        this.delivered = delivered;
        this.left = new AtomicInteger(times);
    }

    /// @throws BadInput naming the field that cannot be used
    static Fault of(String id, ObjectNode json) {
        var name = Json.text(json, "kind");
        var kind = name == null ? null : FaultKind.of(name).orElse(null);
        if (kind == null)
            throw new BadInput(
                    "invalid_input",
                    "kind is one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(FaultKind.values())
                                            .map(FaultKind::label)
                                            .toList()) + ".");
        var platform = platform(Json.text(json, "platform"));
        if (platform == null && !kind.fits(Platform.INSTAGRAM)) platform = Platform.MODEL; // whose kind it is
        if (platform != null && !kind.fits(platform))
            throw new BadInput(
                    "invalid_input",
                    platform == Platform.SMTP
                            ? "SMTP knows the kinds error (or reject), slow, hang and half_answer."
                            : "That kind and that platform do not go together.");
        var code = Json.number(json, "code", 0, 999_999);
        if (kind == FaultKind.ERROR) {
            if (platform == Platform.SMTP) {
                if (code == null) code = 451;
                if (code < 400 || code > 599)
                    throw new BadInput("invalid_input", "code is an SMTP reply from 400 to 599, such as 451 or 550.");
            } else if (code == null) {
                throw new BadInput("invalid_input", "kind error needs the platform's code, such as 190 or 551.");
            }
        }
        var delay = Json.number(json, "delayMs", 0, DELAY_MILLIS_MAX);
        var delivered = Json.flag(json, "delivered");
        var times = Json.number(json, "times", 1, 1_000_000);
        return new Fault(
                id,
                platform,
                Json.text(json, "personId"),
                kind,
                code,
                Json.number(json, "subcode", 0, Integer.MAX_VALUE),
                Duration.ofMillis(delay != null ? delay : defaultDelay(kind)),
                delivered != null ? delivered : kind.deliversAnyway(),
                times == null ? FOR_EVER : times);
    }

    private static int defaultDelay(FaultKind kind) {
        return switch (kind) {
            case SLOW -> 3_000;
            case HANG -> 60_000;
            case ERROR,
                    HTTP500,
                    RATE_LIMIT,
                    TOKEN_EXPIRED,
                    WINDOW_CLOSED,
                    BLOCKED,
                    FAILS_LATER,
                    HALF_ANSWER,
                    BROKEN_JSON,
                    REFUSAL,
                    WRONG_IDS,
                    OBEYS -> 0;
        };
    }

    private static @Nullable Platform platform(@Nullable String name) {
        if (name == null) return null;
        try {
            return Platform.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new BadInput(
                    "invalid_input", "platform is INSTAGRAM, MESSENGER, WHATSAPP, SMS, TELEGRAM, SMTP or MODEL.");
        }
    }

    boolean matches(Platform there, String person) {
        return (platform == null ? there != Platform.SMTP && there != Platform.MODEL : platform == there)
                && (personId == null || personId.equalsIgnoreCase(person));
    }

    /// Uses one of the times; false when there is none left.
    boolean use() {
        var before = left.getAndUpdate(times -> times > 0 ? times - 1 : times);
        if (before == 0) return false;
        hits.incrementAndGet();
        return true;
    }

    boolean usedUp() {
        return left.get() == 0;
    }

    public String id() {
        return id;
    }

    public FaultKind kind() {
        return kind;
    }

    public @Nullable Integer code() {
        return code;
    }

    public @Nullable Integer subcode() {
        return subcode;
    }

    public Duration delay() {
        return delay;
    }

    /// Whether the message arrives all the same.
    public boolean delivered() {
        return delivered;
    }

    /// What the caller gets when the message did not arrive.
    ///
    /// @param half what is cut short, where half an answer is the fault
    public Reply instead(JsonNode half, Supplier<Reply> error) {
        return switch (kind) {
            case HANG -> Reply.silence();
            case HALF_ANSWER -> Reply.cutShort(half);
            case SLOW,
                    ERROR,
                    HTTP500,
                    RATE_LIMIT,
                    TOKEN_EXPIRED,
                    WINDOW_CLOSED,
                    BLOCKED,
                    FAILS_LATER,
                    BROKEN_JSON,
                    REFUSAL,
                    WRONG_IDS,
                    OBEYS -> error.get();
        };
    }

    /// What the caller gets although the message arrived: the answer late, cut short, missing or wrong.
    public Reply spoiling(int status, JsonNode answer, Supplier<Reply> error) {
        return kind == FaultKind.SLOW ? Reply.json(status, answer) : instead(answer, error);
    }

    View view() {
        var times = left.get();
        return new View(
                id,
                platform,
                kind.label(),
                code,
                subcode,
                delay.isZero() ? null : delay.toMillis(),
                personId,
                delivered,
                times == FOR_EVER ? null : times,
                hits.get());
    }

    record View(
            String id,
            @Nullable Platform platform,
            String kind,
            @Nullable Integer code,
            @Nullable Integer subcode,
            @Nullable Long delayMs,
            @Nullable String personId,
            boolean delivered,
            @Nullable Integer timesLeft,
            int hits) {}
}
