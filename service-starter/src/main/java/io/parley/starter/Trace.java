package io.parley.starter;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Where a piece of work stands in its trace: W3C Trace Context, `00-<trace>-<span>-01`. The current one is carried by
/// the thread's log context, so every log line, problem and event names it.
///
/// @param traceId 32 hex digits, the same from the webhook to the last notification
/// @param spanId 16 hex digits
public record Trace(String traceId, String spanId) {
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final String KEY = "trace";
    private static final String SPAN = "span";

    /// Continues the trace a `traceparent` header names, or begins one when it names none.
    public static Trace continuing(@Nullable String traceparent) {
        var matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return new Trace(matcher.matches() ? matcher.group(1) : random(16), random(8));
    }

    /// The current trace's `traceparent`, for an outgoing header or event; begins one when there is none.
    public static String traceparent() {
        String trace = MDC.get(KEY);
        String span = MDC.get(SPAN);
        return "00-" + (trace == null ? random(16) : trace) + "-" + (span == null ? random(8) : span) + "-01";
    }

    /// Makes this the thread's trace until the scope is closed.
    public Scope enter(String service) {
        MDC.put("service", service);
        MDC.put(KEY, traceId);
        MDC.put(SPAN, spanId);
        return () -> {
            MDC.remove("service");
            MDC.remove(KEY);
            MDC.remove(SPAN);
        };
    }

    private static String random(int bytes) {
        byte[] id = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /// Ends what [#enter(String)] began.
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
