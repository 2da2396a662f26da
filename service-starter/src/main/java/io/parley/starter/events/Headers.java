package io.parley.starter.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// CloudEvents 1.0 in Kafka's binary mode: the envelope is the record's headers, the value is the event.
/// <https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md>
public final class Headers {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SHOP = "ce_shopid";
    public static final String SPEC = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    private Headers() {}

    /// Writes an envelope.
    ///
    /// @param source the service that tells it
    /// @param subject the aggregate's id, which is also the record's key
    public static void write(
            org.apache.kafka.common.header.Headers headers,
            String id,
            String type,
            String source,
            String subject,
            String time,
            @Nullable String shopId,
            String traceparent) {
        add(headers, SPEC, "1.0");
        add(headers, ID, id);
        add(headers, TYPE, type);
        add(headers, SOURCE, "/parley/" + source);
        add(headers, SUBJECT, subject);
        add(headers, TIME, time);
        add(headers, CONTENT_TYPE, "application/json");
        add(headers, TRACEPARENT, traceparent);
        if (shopId != null) {
            add(headers, SHOP, shopId);
        }
    }

    static void add(org.apache.kafka.common.header.Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    /// A header's text, or null when the record has none of that name.
    public static @Nullable String text(org.apache.kafka.common.header.Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /// Reads an envelope.
    ///
    /// @throws UnreadableEvent when something an envelope must have is missing or broken
    static EventMeta read(org.apache.kafka.common.header.Headers headers) {
        try {
            String shop = text(headers, SHOP);
            return new EventMeta(
                    UUID.fromString(required(headers, ID)),
                    required(headers, TYPE),
                    Instant.parse(required(headers, TIME)),
                    shop == null ? null : UUID.fromString(shop),
                    text(headers, TRACEPARENT));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new UnreadableEvent("envelope: " + e.getMessage(), e);
        }
    }

    private static String required(org.apache.kafka.common.header.Headers headers, String name) {
        String value = text(headers, name);
        if (value == null) {
            throw new UnreadableEvent("header " + name + " is missing", null);
        }
        return value;
    }
}
