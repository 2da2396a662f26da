package io.parley.catalog.product;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// In what a variant differs from its siblings.
enum VariantType {
    SIZE,
    SHADE,
    SCENT,
    COLOUR,
    CUSTOM,
    /// The one variant of a product without variants.
    DEFAULT;

    /// In requests and events: small letters.
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static VariantType of(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.word().equals(plain.equals("color") ? "colour" : plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such type of variant"));
    }
}
