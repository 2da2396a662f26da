package io.parley.sandbox.faults;

import io.parley.sandbox.Platform;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can go wrong on demand.
public enum FaultKind {
    /// An error with a given code (and subcode); for SMTP a 4xx or 5xx reply.
    ERROR,
    /// The right answer, late.
    SLOW,
    /// No answer at all until the connection is dropped.
    HANG,
    HTTP500,
    RATE_LIMIT,
    TOKEN_EXPIRED,
    WINDOW_CLOSED,
    BLOCKED,
    /// Taken, and reported as failed with the given code a moment later. WhatsApp and SMS only.
    FAILS_LATER,
    /// The message arrives, but the answer breaks off in the middle.
    HALF_ANSWER,
    /// The model's answer comes whole, but what it wrote breaks off in the middle.
    BROKEN_JSON,
    /// The model declines to answer.
    REFUSAL,
    /// The model names things by ids it was never given.
    WRONG_IDS,
    /// The model writes whatever the shopper's text demands, and what attackers would like besides.
    OBEYS;

    static Optional<FaultKind> of(String name) {
        if (name.equalsIgnoreCase("reject")) return Optional.of(ERROR); // how mail people say it
        return Arrays.stream(values())
                .filter(kind -> kind.label().equalsIgnoreCase(name))
                .findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean fits(Platform platform) {
        return switch (this) {
            case ERROR, SLOW, HANG, HALF_ANSWER -> true;
            case HTTP500, RATE_LIMIT -> platform != Platform.SMTP;
            case TOKEN_EXPIRED, WINDOW_CLOSED, BLOCKED, FAILS_LATER ->
                platform != Platform.SMTP && platform != Platform.MODEL;
            case BROKEN_JSON, REFUSAL, WRONG_IDS, OBEYS -> platform == Platform.MODEL;
        };
    }

    /// Whether the message gets through although the caller may not learn of it.
    boolean deliversAnyway() {
        return this == SLOW || this == HALF_ANSWER;
    }
}
