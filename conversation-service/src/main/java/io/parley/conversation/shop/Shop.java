package io.parley.conversation.shop;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The settings a conversation needs.
///
/// @param languages the assistant may answer in, the first is the default
/// @param model a model understands its shoppers, where one is configured
/// @param modelWording a model may word its answers
/// @param payByLink the shop takes payment by a hosted checkout page instead of arranging it with the seller
public record Shop(
        UUID id,
        String name,
        String currency,
        Locale locale,
        Tone tone,
        List<String> languages,
        boolean payByLink,
        boolean delayed,
        @Nullable String sells,
        boolean model,
        boolean modelWording) {

    /// A shop that leaves it to the local engine.
    public Shop(
            UUID id,
            String name,
            String currency,
            Locale locale,
            Tone tone,
            List<String> languages,
            boolean payByLink,
            boolean delayed,
            @Nullable String sells) {
        this(id, name, currency, locale, tone, languages, payByLink, delayed, sells, false, false);
    }

    public Shop {
        languages = languages.isEmpty() ? List.of("en") : List.copyOf(languages);
    }

    /// The language to answer in when the shopper writes in this one.
    public String answerIn(String heard) {
        return languages.contains(heard) ? heard : languages.getFirst();
    }
}
