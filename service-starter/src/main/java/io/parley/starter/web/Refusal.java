package io.parley.starter.web;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that is understood and not done. Becomes an `application/problem+json` answer (RFC 9457) in one place.
public final class Refusal extends RuntimeException {
    /// What kind of no it is, and so its HTTP status.
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        TOO_LARGE(413),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String code;
    private final Map<String, Object> details;
    private final @Nullable Duration retryAfter;

    private Refusal(
            Kind kind, String code, String message, Map<String, Object> details, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
        this.details = Map.copyOf(details);
        this.retryAfter = retryAfter;
    }

    /// @param code stable, for programs: `quantity_too_large`
    /// @param message for people: what is wrong and what to do
    public static Refusal invalid(String code, String message) {
        return new Refusal(Kind.INVALID, code, message, Map.of(), null);
    }

    public static Refusal unauthenticated(String code, String message) {
        return new Refusal(Kind.UNAUTHENTICATED, code, message, Map.of(), null);
    }

    public static Refusal forbidden(String code, String message) {
        return new Refusal(Kind.FORBIDDEN, code, message, Map.of(), null);
    }

    /// Also for what belongs to another shop: it is not said that it exists.
    public static Refusal notFound(String code, String message) {
        return new Refusal(Kind.NOT_FOUND, code, message, Map.of(), null);
    }

    public static Refusal conflict(String code, String message) {
        return new Refusal(Kind.CONFLICT, code, message, Map.of(), null);
    }

    public static Refusal tooLarge(String code, String message) {
        return new Refusal(Kind.TOO_LARGE, code, message, Map.of(), null);
    }

    /// @param retryAfter when it may be tried again, told in `Retry-After`
    public static Refusal tooMany(String code, String message, Duration retryAfter) {
        return new Refusal(Kind.TOO_MANY, code, message, Map.of(), retryAfter);
    }

    public static Refusal unavailable(String code, String message) {
        return new Refusal(Kind.UNAVAILABLE, code, message, Map.of(), Duration.ofSeconds(1));
    }

    /// The same refusal with more to tell, as members of the problem.
    public Refusal with(String name, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(details);
        more.put(name, value);
        return new Refusal(kind, code, String.valueOf(getMessage()), more, retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
