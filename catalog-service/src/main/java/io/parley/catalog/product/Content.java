package io.parley.catalog.product;

import io.parley.events.Money;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a seller says about a product, as a whole.
///
/// @param name 3 to 100 characters
/// @param description 0 to 500 characters
/// @param price above 0
/// @param available the seller's own switch, beside stock
/// @param ageRestriction 0, 13 or 18 years
record Content(
        String name,
        @Nullable String description,
        Money price,
        boolean available,
        ProductStatus status,
        @Nullable String imageUrl,
        List<String> tags,
        List<String> categories,
        List<String> synonyms,
        int ageRestriction) {
    static final int NAME_MIN = 3;
    static final int NAME_MAX = 100;
    static final int DESCRIPTION_MAX = 500;
    private static final Set<Integer> AGES = Set.of(0, 13, 18);

    Content {
        name = name.strip();
        if (name.length() < NAME_MIN || name.length() > NAME_MAX) {
            throw Prices.wrong("name", "must have " + NAME_MIN + " to " + NAME_MAX + " characters");
        }
        description = description == null || description.isBlank() ? null : description.strip();
        if (description != null && description.length() > DESCRIPTION_MAX) {
            throw Prices.wrong("description", "may have " + DESCRIPTION_MAX + " characters at most");
        }
        if (price.minor() <= 0) {
            throw Prices.wrong("price", "must be greater than 0");
        }
        imageUrl = imageUrl == null || imageUrl.isBlank() ? null : imageUrl.strip();
        if (!AGES.contains(ageRestriction)) {
            throw Prices.wrong("ageRestriction", "must be 0, 13 or 18");
        }
        tags = words(tags);
        categories = words(categories);
        synonyms = words(synonyms);
    }

    private static List<String> words(List<String> words) {
        return words.stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
