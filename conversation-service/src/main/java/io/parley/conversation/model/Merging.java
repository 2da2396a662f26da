package io.parley.conversation.model;

import io.parley.conversation.understanding.Masked;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Details;
import io.parley.conversation.understanding.meaning.Heard.Emotion;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Loose;
import io.parley.conversation.understanding.meaning.Heard.Meaning;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the model says, as far as it can be true, laid over what the local engine is sure of. The model can name
/// products that were shown to it and words that the shopper wrote, and nothing else; a yes, a number, an address and
/// whatever protects the shopper is the local engine's.
final class Merging {
    private static final int QUANTITY_MAX = 9_999;
    private static final int ITEMS_MAX = 20;
    private static final double CONFIDENCE_MAX = 0.95;

    /// What the local engine is as sure of as this, the model adds to and does not replace.
    private static final double SURE = 0.8;

    /// A yes captures orders and a no drops them: both must stand in the shopper's own words.
    private static final Set<Intent> NEVER_THE_MODELS =
            Set.of(Intent.CONFIRM, Intent.DENY, Intent.OPT_OUT, Intent.OPT_IN, Intent.PAYMENT_CLAIM, Intent.UNKNOWN);

    /// Kept whatever the model thinks.
    private static final Set<Intent> ALWAYS_KEPT = Set.of(
            Intent.CONFIRM,
            Intent.DENY,
            Intent.OPT_OUT,
            Intent.OPT_IN,
            Intent.PAYMENT_CLAIM,
            Intent.HUMAN_REQUEST,
            Intent.MEDICAL_QUESTION,
            Intent.COMPLAINT);

    private Merging() {}

    static Heard merge(Heard sure, Said said, Candidates candidates, Masked masked) {
        List<Item> proposed = items(said, candidates, sure);
        List<Meaning> meanings = meanings(sure, said);
        boolean something =
                !proposed.isEmpty() || meanings.stream().anyMatch(meaning -> meaning.intent() != Intent.UNKNOWN);
        double confidence = something ? Math.max(sure.confidence(), confidence(said)) : sure.confidence();
        return new Heard(
                sure.text(),
                meanings,
                sure.answer(),
                proposed.isEmpty() ? sure.items() : withWhatIsSure(proposed, sure),
                proposed.isEmpty()
                        ? sure.loose()
                        : new Loose(null, null, List.of(), sure.loose().picks(), null),
                details(sure, said, masked),
                sure.manner(),
                sure.change(),
                emotion(sure, said),
                language(sure, said),
                sure.languageConfidence(),
                sure.media(),
                sure.tap(),
                confidence);
    }

    private static double confidence(Said said) {
        return Double.isNaN(said.confidence()) ? 0 : Math.clamp(said.confidence(), 0, CONFIDENCE_MAX);
    }

    private static List<Meaning> meanings(Heard sure, Said said) {
        Map<Intent, Double> meanings = new LinkedHashMap<>();
        double confidence = confidence(said);
        Objects.requireNonNullElse(said.intents(), List.<String>of()).stream()
                .filter(Objects::nonNull)
                .map(code -> Intent.of(code.toLowerCase(Locale.ROOT)))
                .forEach(intent -> intent.filter(it -> !NEVER_THE_MODELS.contains(it))
                        .ifPresent(it -> meanings.put(it, confidence)));
        for (Meaning meaning : sure.meanings()) {
            if (meanings.isEmpty() || kept(meaning) || confidence < Heard.UNSURE) {
                meanings.merge(meaning.intent(), meaning.confidence(), Math::max);
            }
        }
        // "2 of them" is more than a question about them
        if (sure.meanings().stream().anyMatch(it -> it.intent() == Intent.BUYING_INTENT && kept(it))
                && sure.meanings().stream().noneMatch(it -> it.intent() == Intent.PRODUCT_INQUIRY)) {
            meanings.remove(Intent.PRODUCT_INQUIRY);
        }
        return meanings.entrySet().stream()
                .map(e -> new Meaning(e.getKey(), e.getValue()))
                .toList();
    }

    private static boolean kept(Meaning meaning) {
        return meaning.confidence() >= SURE && meaning.intent() != Intent.UNKNOWN
                || ALWAYS_KEPT.contains(meaning.intent());
    }

    private static List<Item> items(Said said, Candidates candidates, Heard sure) {
        Map<UUID, Item> items = new LinkedHashMap<>();
        List<Said.Item> named = Objects.requireNonNullElse(said.items(), List.of());
        List<Item> several = new ArrayList<>();
        for (Said.Item item : named.subList(0, Math.min(named.size(), ITEMS_MAX))) {
            Candidates.Choice choice =
                    item == null ? null : candidates.choice(item.id()).orElse(null);
            if (item == null || choice == null) {
                continue;
            }
            Integer quantity = Objects.requireNonNullElse(item.quantity(), Optional.<Integer>empty())
                    .filter(q -> q >= 1 && q <= QUANTITY_MAX && written(q, sure))
                    .orElse(null);
            Item read = new Item(
                    List.of(choice.product()),
                    choice.variant() == null ? List.of() : List.of(choice.variant()),
                    quantity,
                    item.unwanted(),
                    false,
                    "");
            if (items.putIfAbsent(choice.variant() == null ? choice.product() : choice.variant(), read) == null) {
                several.add(read);
            }
        }
        return several;
    }

    /// Small numbers come in words of many languages; a large one must stand there in digits, or the local engine must
    /// have read it.
    private static boolean written(int quantity, Heard sure) {
        return quantity <= 12
                || sure.text().contains(Integer.toString(quantity))
                || Objects.equals(sure.loose().number(), quantity)
                || Objects.equals(sure.loose().quantity(), quantity)
                || sure.items().stream().anyMatch(item -> Objects.equals(item.quantity(), quantity));
    }

    /// The local engine's number and variant win where it has one for the same product; what it is sure of and the
    /// model has left out stays.
    private static List<Item> withWhatIsSure(List<Item> proposed, Heard sure) {
        List<Item> merged = new ArrayList<>();
        List<Item> used = new ArrayList<>();
        for (Item item : proposed) {
            UUID product = item.products().getFirst();
            Item known = sure.items().stream()
                    .filter(it -> !used.contains(it) && it.products().contains(product))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                Integer loose = proposed.size() == 1 && item.quantity() == null
                        ? sure.loose().quantity()
                        : null;
                merged.add(
                        loose == null
                                ? item
                                : new Item(
                                        item.products(),
                                        item.variants(),
                                        loose,
                                        item.negated(),
                                        item.category(),
                                        item.words()));
                continue;
            }
            used.add(known);
            boolean clear = known.products().size() == 1;
            merged.add(new Item(
                    item.products(),
                    clear && !known.variants().isEmpty() ? known.variants() : item.variants(),
                    known.quantity() != null ? known.quantity() : item.quantity(),
                    clear ? known.negated() : item.negated(),
                    false,
                    known.words()));
        }
        sure.items().stream()
                .filter(item -> !used.contains(item) && item.products().size() == 1)
                .forEach(merged::add);
        return merged;
    }

    private static Details details(Heard sure, Said said, Masked masked) {
        Details known = sure.details();
        String place = known.place() != null ? null : spoken(said, sure, masked);
        return place == null
                ? known
                : new Details(
                        place,
                        true,
                        known.orderNumber(),
                        known.phone(),
                        known.email(),
                        known.name(),
                        known.priceLimit(),
                        known.date(),
                        known.code(),
                        false,
                        sure.manner().question(),
                        false,
                        false,
                        known.note());
    }

    /// A place, if the shopper wrote it.
    private static @Nullable String spoken(Said said, Heard sure, Masked masked) {
        return Objects.requireNonNullElse(said.place(), Optional.<String>empty())
                .map(place -> masked.restore(place).strip())
                .filter(place -> place.length() > 1
                        && place.length() <= 200
                        && sure.text().toLowerCase(Locale.ROOT).contains(place.toLowerCase(Locale.ROOT)))
                .orElse(null);
    }

    private static Emotion emotion(Heard sure, Said said) {
        if (sure.emotion() != Emotion.NEUTRAL || said.emotion() == null) {
            return sure.emotion();
        }
        return switch (said.emotion().toLowerCase(Locale.ROOT)) {
            case "positive" -> Emotion.POSITIVE;
            case "negative" -> Emotion.NEGATIVE;
            default -> Emotion.NEUTRAL;
        };
    }

    private static String language(Heard sure, Said said) {
        boolean read = sure.languageConfidence() >= Heard.UNSURE;
        return read || said.language() == null || !said.language().matches("[a-z]{2,3}")
                ? sure.language()
                : said.language();
    }
}
