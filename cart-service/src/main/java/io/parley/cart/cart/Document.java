package io.parley.cart.cart;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.AttributeConverter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A part of the cart kept as JSON in the cart's row. Parts are immutable: a change puts another in their place.
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
    static class OfLines extends Document<List<CartLine>> {
        OfLines() {
            super(new TypeReference<>() {});
        }
    }

    @Immutable
    static class OfCheckout extends Document<CheckoutDetails> {
        OfCheckout() {
            super(new TypeReference<>() {});
        }
    }
}
