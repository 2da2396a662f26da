package io.parley.channel.meta;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Splitting;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what Meta's JSON says, whichever of several types it says it in; what is not there or
/// not of a sensible type is null, never an exception.
public final class Fields {
    private static final List<String> TIMES = List.of("timestamp", "time", "created_time");
    private static final int ID_MAX = 512;
    private static final int WORD_MAX = 2_000;
    private static final int URL_MAX = 8_000;
    private static final Instant FIRST = Instant.parse("2010-01-01T00:00:00Z");
    private static final Duration AHEAD_MAX = Duration.ofDays(1);
    private static final long SECONDS_MAX = 100_000_000_000L;
    private static final double MILLIS_MAX = 1e14;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");
    private static final double MICROS_MAX = 1e17;
    /// ISO 8601 as the Graph API writes it, `+0000` without a colon, or as everybody else does.
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Fields() {}

    /// An id: a text or a whole number, without blanks around it.
    public static @Nullable String id(JsonNode node) {
        String id = node.isString() || node.isIntegralNumber()
                ? Wording.clean(node.asString()).strip()
                : "";
        return id.isEmpty() || id.length() > ID_MAX ? null : id;
    }

    /// What a person wrote, whole and cleaned; null when there is none or it is blank.
    public static @Nullable String text(JsonNode node) {
        String text = node.isString() || node.isNumber() ? Wording.clean(node.asString()) : "";
        return text.isBlank() ? null : text;
    }

    /// A title, a payload, a code: cleaned, and cut when far too long.
    public static @Nullable String word(JsonNode node) {
        String word = node.isString() || node.isNumber() || node.isBoolean() ? Wording.clean(node.asString()) : "";
        if (word.isBlank()) {
            return null;
        }
        return word.length() > WORD_MAX ? Splitting.shorten(word, WORD_MAX, String::length) : word;
    }

    /// Names an event that is told to nobody: the same event sent again has the same. One without a time of its own
    /// happened when its entry says.
    public static String asideKey(JsonNode entry, JsonNode event) {
        boolean timed = TIMES.stream().anyMatch(time -> event.findValue(time) != null);
        String json = Wording.clean(event + (timed ? "" : "@" + entry.path("time")));
        return "aside:" + Wording.digest(json.getBytes(StandardCharsets.UTF_8));
    }

    /// Those of the fields that hold a word, one behind the other; empty when none does.
    public static String words(JsonNode node, String between, String... fields) {
        return Stream.of(fields)
                .map(field -> word(node.path(field)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(between));
    }

    /// An address; half of one is of no use, so one that is too long is none.
    public static @Nullable String url(JsonNode node) {
        String url = node.isString() ? Wording.clean(node.stringValue()).strip() : "";
        return url.startsWith("http://") || url.startsWith("https://") ? url.length() > URL_MAX ? null : url : null;
    }

    public static boolean flag(JsonNode node) {
        return node.isBoolean()
                ? node.booleanValue()
                : node.isString() && node.stringValue().equalsIgnoreCase("true")
                        || node.isInt() && node.intValue() == 1;
    }

    /// A number, also one written as a text.
    public static @Nullable Double number(JsonNode node) {
        double number = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
        if (node.isString() && NUMBER.matcher(node.stringValue().strip()).matches()) {
            number = Double.parseDouble(node.stringValue().strip());
        }
        return Double.isFinite(number) ? (Double) number : null;
    }

    /// A moment in seconds, milliseconds, microseconds, or ISO 8601; what nobody can have meant
    /// is not there.
    public static @Nullable Instant time(JsonNode node, Instant now) {
        @Nullable Instant time = null;
        if (node.isNumber()) {
            time = epoch(node.asDouble(0));
        } else if (node.isString()) {
            time = parsed(node.stringValue().strip());
        }
        return time == null || time.isBefore(FIRST) || time.isAfter(now.plus(AHEAD_MAX)) ? null : time;
    }

    private static @Nullable Instant parsed(String text) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return epoch(Double.parseDouble(text));
            }
            TemporalAccessor told = ISO.parseBest(
                    text.replaceFirst("^(\\S{10}) (?=\\d)", "$1T"), OffsetDateTime::from, LocalDateTime::from);
            // one without its zone is of no zone but the platform's own
            return told instanceof OffsetDateTime at
                    ? at.toInstant()
                    : LocalDateTime.from(told).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /// Exact to the millisecond for the next hundred thousand years.
    private static @Nullable Instant epoch(double value) {
        if (!(value > 0 && value < MICROS_MAX)) {
            return null;
        }
        return Instant.ofEpochMilli(
                (long) (value < SECONDS_MAX ? value * 1000 : value < MILLIS_MAX ? value : value / 1000));
    }
}
