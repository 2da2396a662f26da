package io.parley.conversation.shop;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The settings a conversation needs.
///
/// @param languages the assistant may answer in, the first is the default
/// @param payByLink the shop takes payment by a hosted checkout page instead of arranging it with the seller
/// @param holdMinutes how long stock is held for what a shopper picks; 0 for not at all
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
        Settings settings) {

    public Shop {
        languages = languages.isEmpty() ? List.of("en") : List.copyOf(languages);
    }

    /// A shop that has set nothing more.
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
        this(id, name, currency, locale, tone, languages, payByLink, delayed, sells, Settings.usual());
    }

    /// What the seller wants to be said to certain questions.
    public List<OwnAnswer> answers() {
        return settings.answers();
    }

    /// A model understands its shoppers, where one is configured.
    public boolean model() {
        return settings.engine().equals("model");
    }

    /// A model may word its answers.
    public boolean modelWording() {
        return settings.modelWording();
    }

    /// How long a pick is held, 0 for not at all.
    public int holdMinutes() {
        return settings.holdMinutes();
    }

    public Shop with(Settings settings) {
        return new Shop(id, name, currency, locale, tone, languages, payByLink, delayed, sells, settings);
    }

    /// The language to answer in when the shopper writes in this one.
    public String answerIn(String heard) {
        return languages.contains(heard) ? heard : languages.getFirst();
    }
}
