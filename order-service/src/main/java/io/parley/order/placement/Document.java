package io.parley.order.placement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.events.Contact;
import jakarta.persistence.AttributeConverter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A part of the order kept as JSON in the order's row. Parts are immutable: a change puts another in their place.
abstract class Document<T> implements AttributeConverter<T, String> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final TypeReference<T> type;

    private Document(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable T part) {
        return part == null ? null : JSON.writeValueAsString(part);
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, type);
    }

    @Immutable
    static class OfContact extends Document<Contact> {
        OfContact() {
            super(new TypeReference<>() {});
        }
    }

    @Immutable
    static class OfLines extends Document<List<OrderLine>> {
        OfLines() {
            super(new TypeReference<>() {});
        }
    }

    @Immutable
    static class OfNotes extends Document<List<Note>> {
        OfNotes() {
            super(new TypeReference<>() {});
        }
    }

    @Immutable
    static class OfPayments extends Document<List<Payment>> {
        OfPayments() {
            super(new TypeReference<>() {});
        }
    }

    @Immutable
    static class OfPendingChange extends Document<PendingChange> {
        OfPendingChange() {
            super(new TypeReference<>() {});
        }
    }

    @Immutable
    static class OfHistory extends Document<List<StatusChange>> {
        OfHistory() {
            super(new TypeReference<>() {});
        }
    }
}
