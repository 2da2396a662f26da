package io.parley.gateway.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The languages that the assistant speaks.
public final class Languages {
    static final String DEFAULT = "en";
    private static final List<String> ALL = List.of(DEFAULT, "fr", "sw", "vi", "pcm");
    private static final int HEADER_MAX = 500;

    private Languages() {}

    /// The first locale asked for whose language the assistant speaks, else English.
    ///
    /// @param chosen on the page
    /// @param acceptLanguage the header as the browser sends it, or anything
    public static String spoken(@Nullable String chosen, @Nullable String acceptLanguage) {
        return Optional.ofNullable(chosen)
                .flatMap(Languages::known)
                .or(() -> wanted(acceptLanguage).stream()
                        .flatMap(range -> known(range).stream())
                        .findFirst())
                .orElse(DEFAULT);
    }

    /// With the locale's own first: it is what a shopper is answered in whose language is not known.
    static List<String> beginningWith(String locale) {
        String first = Locale.forLanguageTag(locale).getLanguage();
        List<String> languages = new ArrayList<>(ALL);
        if (languages.remove(first)) {
            languages.addFirst(first);
        }
        return List.copyOf(languages);
    }

    private static Optional<String> known(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        return ALL.contains(locale.getLanguage())
                ? Optional.of(new Locale.Builder()
                        .setLanguage(locale.getLanguage())
                        .setRegion(locale.getCountry())
                        .build()
                        .toLanguageTag())
                : Optional.empty();
    }

    private static List<String> wanted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > HEADER_MAX) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(Locale.LanguageRange::getRange)
                    .toList();
        } catch (IllegalArgumentException notAHeader) {
            return List.of();
        }
    }
}
