package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.Spent;
import io.parley.conversation.understanding.Understood;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Comments under posts and live videos: which of them want an answer in private, and what they want.
public final class Comments {
    private static final LocalUnderstanding READER = new LocalUnderstanding();

    private Comments() {}

    /// @param product of the post, where it is known and sold
    public record Wanted(Understood understood, @Nullable UUID product) {}

    /// Read without a model: of thousands of comments few want anything.
    ///
    /// @param productId of the post, where it is known
    /// @return what to answer to; empty for a comment that wants nothing
    public static Optional<Wanted> read(@Nullable String text, @Nullable UUID productId, CatalogueIndex index) {
        UUID product = Optional.ofNullable(productId)
                .flatMap(index.catalogue()::product)
                .filter(Product::available)
                .map(Product::id)
                .orElse(null);
        Optional<Wanted> ofPost = read(text, index, product);
        // "the ruby red one pls" may be of another product than the post's
        return ofPost.isPresent() || product == null ? ofPost : read(text, index, null);
    }

    private static Optional<Wanted> read(@Nullable String text, CatalogueIndex index, @Nullable UUID product) {
        Heard heard = READER.understand(
                Utterance.of(text == null ? "" : text),
                new Surroundings(
                        index,
                        Awaited.NOTHING,
                        product == null ? List.of() : List.of(product),
                        List.of(),
                        product,
                        false,
                        "en"));
        return wanted(heard, product, index.catalogue())
                .or(() -> variantAlone(heard, index.catalogue()))
                .map(wanted -> new Wanted(new Understood(wanted, READER.name(), Spent.NOTHING), product));
    }

    /// @param heard what was understood of the comment
    /// @param product of the post, where it is known
    /// @return what to answer to; empty for a comment that wants nothing
    private static Optional<Heard> wanted(Heard heard, @Nullable UUID product, Catalogue catalogue) {
        if (Signs.override(heard.text())) {
            return Optional.empty();
        }
        boolean named = !heard.named().isEmpty();
        if (Signs.claims(heard.text()) && !heard.manner().question()) {
            Integer said = heard.loose().count() != null ? heard.loose().number() : null;
            boolean picks =
                    product != null && !named && heard.loose().variants().isEmpty();
            return Optional.of(
                    picks
                            ? tapped(heard, product + "*" + (said == null || said < 1 || said > 9999 ? 1 : said))
                            : meaning(heard, Intent.BUYING_INTENT));
        }
        if (heard.wantsAny(
                Intent.PRICE_CHECK,
                Intent.AVAILABILITY_CHECK,
                Intent.BUYING_INTENT,
                Intent.ADD_TO_CART,
                Intent.DELIVERY_QUESTION,
                Intent.PAYMENT_QUESTION,
                Intent.DISCOUNT_QUESTION,
                Intent.ORDER_STATUS,
                Intent.COMPLAINT,
                Intent.HUMAN_REQUEST,
                Intent.MEDICAL_QUESTION,
                Intent.CUSTOM_REQUEST,
                Intent.RETURN_REQUEST,
                Intent.COMPARE)) {
            return Optional.of(heard);
        }
        if (Signs.interest(heard.text()) || heard.manner().question() && heard.wants(Intent.PRODUCT_INQUIRY)) {
            return Optional.of(meaning(heard, product == null && !named ? Intent.PRODUCT_INQUIRY : Intent.PRICE_CHECK));
        }
        return isName(heard, catalogue) ? Optional.of(of(product, meaning(heard, Intent.PRODUCT_INQUIRY))) : Optional.empty();
    }

    /// "SERUM", "velvet lipstick please": what is sold is named and nothing else is said, as posts ask for it ("comment
    /// SERUM"). Praise says more, and who names a friend tells the friend.
    private static boolean isName(Heard heard, Catalogue catalogue) {
        if (heard.named().isEmpty()
                || !heard.refused().isEmpty()
                || heard.text().contains("@")) {
            return false;
        }
        String rest = heard.text();
        int variants = 0;
        for (Heard.Item item : heard.named()) {
            rest = rest.replaceFirst(Pattern.quote(item.words()), " ");
            String bare = without(rest, item.variants(), catalogue);
            // "matte lipstick": what it comes in may be called otherwise, and stand apart from its name
            variants += item.variants().isEmpty() || !bare.equals(Signs.plain(rest)) ? 0 : 1;
            rest = bare;
        }
        int beside = Signs.besideName(rest);
        // "Glow Serum 🔥🔥" praises; "GLOW SERUM 🔥🔥" is the word that the post asks for
        return heard.wants(Intent.CHIT_CHAT) ? beside == 0 && isShouted(heard.text()) : beside <= variants;
    }

    private static boolean isShouted(String text) {
        return text.codePoints().filter(Character::isLetter).allMatch(Character::isUpperCase);
    }

    /// "The ruby red one pls": what one product alone comes in, and nothing else.
    private static Optional<Heard> variantAlone(Heard heard, Catalogue catalogue) {
        List<UUID> variants = heard.loose().variants();
        Set<UUID> owners = catalogue.having(variants);
        if (owners.size() != 1
                || heard.wants(Intent.CHIT_CHAT)
                || !heard.items().isEmpty()
                || heard.text().contains("@")
                || Signs.besideName(without(heard.text(), variants, catalogue)) > 0) {
            return Optional.empty();
        }
        Heard.Item item = new Heard.Item(List.copyOf(owners), variants, null, false, false, heard.text());
        return Optional.of(with(
                heard,
                List.of(new Heard.Meaning(Intent.PRODUCT_INQUIRY, 0.8)),
                List.of(item),
                Math.max(heard.confidence(), 0.8)));
    }

    /// Without the words, not the sizes, that the variants are called by.
    private static String without(String text, List<UUID> variants, Catalogue catalogue) {
        String rest = Signs.plain(text);
        for (UUID id : variants) {
            String name = Signs.plain(catalogue.variant(id).map(Variant::name).orElse(""));
            for (String word : name.split(" ")) {
                if (word.codePoints().allMatch(Character::isLetter)) {
                    rest = rest.replaceAll("(?<!\\S)" + word + "(?!\\S)", " ");
                }
            }
        }
        return rest;
    }

    /// "GLOW" may be several things; under the post of one of them it is that one.
    private static Heard of(@Nullable UUID product, Heard heard) {
        List<Heard.Item> items = heard.items().stream()
                .map(item -> product != null
                                && item.products().size() > 1
                                && item.products().contains(product)
                        ? new Heard.Item(
                                List.of(product), List.of(), item.quantity(), item.negated(), false, item.words())
                        : item)
                .toList();
        return with(heard, heard.meanings(), items, heard.confidence());
    }

    private static Heard tapped(Heard heard, String picked) {
        return new Heard(
                heard.text(),
                List.of(new Heard.Meaning(Intent.BUYING_INTENT, 1)),
                Heard.Answer.NONE,
                List.of(),
                new Heard.Loose(null, null, List.of(), List.of(), null),
                new Heard.Details(null, false, null, null, null, null, null),
                new Heard.Manner(false, false, false, false, false, false, false),
                Heard.Change.NONE,
                heard.emotion(),
                heard.language(),
                heard.languageConfidence(),
                List.of(),
                new Heard.Tap(Taps.PICKED, picked),
                1);
    }

    private static Heard meaning(Heard heard, Intent intent) {
        return heard.wants(intent)
                ? heard
                : with(
                        heard,
                        List.of(new Heard.Meaning(intent, 0.8)),
                        heard.items(),
                        Math.max(heard.confidence(), 0.8));
    }

    private static Heard with(Heard heard, List<Heard.Meaning> meanings, List<Heard.Item> items, double confidence) {
        return new Heard(
                heard.text(),
                meanings,
                Heard.Answer.NONE,
                items,
                heard.loose(),
                heard.details(),
                heard.manner(),
                heard.change(),
                heard.emotion(),
                heard.language(),
                heard.languageConfidence(),
                heard.media(),
                null,
                confidence);
    }
}
