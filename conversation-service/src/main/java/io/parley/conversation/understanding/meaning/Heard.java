package io.parley.conversation.understanding.meaning;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a message meant, as far as an engine can tell.
///
/// @param text the shopper's words
/// @param meanings what is wanted, in the order it was said; at least one
/// @param items things named, in the order they were named
/// @param confidence 0 to 1, of the whole
public record Heard(
        String text,
        List<Meaning> meanings,
        Answer answer,
        List<Item> items,
        Loose loose,
        Details details,
        Manner manner,
        Change change,
        Emotion emotion,
        String language,
        double languageConfidence,
        List<String> media,
        @Nullable Tap tap,
        double confidence) {

    /// Below this the assistant does not trust what it understood.
    public static final double UNSURE = 0.5;

    /// @param confidence 0 to 1
    public record Meaning(Intent intent, double confidence) {}

    /// A yes or a no. A weak yes ("ok", "fine") is a yes only when nothing else was said.
    public enum Answer {
        YES,
        WEAK_YES,
        NO,
        NONE;

        public boolean yes() {
            return this == YES || this == WEAK_YES;
        }
    }

    public enum Emotion {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    /// Something of the catalogue that was named.
    ///
    /// @param products what it may be: one when it is clear, several when it is not, none when only a variant or a
    ///     number was said ("2 of the 50")
    /// @param variants those that fit what was said; empty when none was named
    /// @param quantity how many, when it was said
    /// @param negated "not the cream", "no bag"
    /// @param words as the shopper said it
    public record Item(
            List<UUID> products,
            List<UUID> variants,
            @Nullable Integer quantity,
            boolean negated,
            boolean category,
            String words) {
        public Item with(List<UUID> variants, @Nullable Integer quantity) {
            return new Item(products, variants, quantity, negated, category, words);
        }

        public Item refused() {
            return new Item(products, variants, quantity, true, category, words);
        }
    }

    /// What was said without naming a product.
    ///
    /// @param number a bare number: pieces or a size
    /// @param quantity a number that can only be pieces: "2 pcs", "x2"
    /// @param variants that fit a variant named alone, of any product
    /// @param sought what seems to be asked for and is not in the catalogue
    /// @param lacking a shade or a size that what is spoken of does not come in
    /// @param unsold goods that are named beside others and are not in the catalogue
    public record Loose(
            @Nullable Integer number,
            @Nullable Integer quantity,
            List<UUID> variants,
            List<Pick> picks,
            @Nullable String sought,
            @Nullable Lacking lacking,
            List<String> unsold) {

        public Loose(
                @Nullable Integer number,
                @Nullable Integer quantity,
                List<UUID> variants,
                List<Pick> picks,
                @Nullable String sought) {
            this(number, quantity, variants, picks, sought, null, List.of());
        }

        public static final Loose NOTHING = new Loose(null, null, List.of(), List.of(), null);

        /// Smaller bare numbers are rather pieces than a size that is also a number.
        public static final int SIZE_LEAST = 10;

        public Loose numberless() {
            return new Loose(null, quantity, variants, picks, sought, lacking, unsold);
        }

        /// How many, as far as it was said.
        public @Nullable Integer count() {
            return quantity != null ? quantity : number;
        }

        /// The first of what was picked.
        public @Nullable Pick pick() {
            return picks.isEmpty() ? null : picks.getFirst();
        }
    }

    /// A shade or a size that a thing does not come in.
    ///
    /// @param products what it was said of
    /// @param words as the shopper said it
    public record Lacking(List<UUID> products, String words) {
        /// "2 pink", beside others of the thing that it does come in.
        boolean counts(Item item) {
            return item.variants().isEmpty()
                    && item.products().equals(products)
                    && item.words().equals(words);
        }
    }

    /// One of what was listed, or a way to choose.
    ///
    /// @param kind `index` (1-based, −1 for the last), `cheapest`, `dearest`, `smallest`, `biggest`, `both`, `any`,
    ///     `other` of two, `untold` where the catalogue does not tell which: the darkest
    /// @param count how many of it: "2 of the big one"
    public record Pick(String kind, int index, @Nullable Integer count) {
        /// "The other size".
        public static final String OTHER = "other";

        /// "Whichever".
        public boolean any() {
            return kind.equals("any");
        }

        /// "The cheaper one".
        public boolean byPrice() {
            return kind.equals("cheapest") || kind.equals("dearest");
        }

        /// "The small one", "the biggest".
        public boolean bySize() {
            return kind.equals("smallest") || kind.equals("biggest");
        }
    }

    /// @param placeSaid the message says that this is a place; otherwise it may be one because a place was asked for
    /// @param phone E.164 when the shop's country tells which number it is, else the digits as written
    /// @param name what the shopper is called, as they wrote it
    /// @param priceLimit the most they want to pay, in the shop's major unit
    /// @param date when, in the shopper's words: `friday`, `kesho`
    /// @param code a discount's, upper case
    /// @param nearby the place says only what it is near: "next to the blue gate"
    /// @param placeAsked the place stands in a question: whether they come there
    /// @param streetOnly the place is a street or a house, and no town is told with it
    /// @param placeWhole the place is all of where it goes, whatever was told before; blank when nothing is left
    /// @param note what the seller is to heed when they make or bring it, as the shopper wrote it
    public record Details(
            @Nullable String place,
            boolean placeSaid,
            @Nullable String orderNumber,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String name,
            @Nullable BigDecimal priceLimit,
            @Nullable String date,
            @Nullable String code,
            boolean nearby,
            boolean placeAsked,
            boolean streetOnly,
            boolean placeWhole,
            @Nullable String note) {

        public Details(
                @Nullable String place,
                boolean placeSaid,
                @Nullable String orderNumber,
                @Nullable String phone,
                @Nullable String email,
                @Nullable String name,
                @Nullable BigDecimal priceLimit) {
            this(
                    place,
                    placeSaid,
                    orderNumber,
                    phone,
                    email,
                    name,
                    priceLimit,
                    null,
                    null,
                    false,
                    false,
                    false,
                    false,
                    null);
        }
    }

    /// How it was said.
    ///
    /// @param correction "actually", "no, I meant"
    /// @param instead what is named takes the place of what was picked
    /// @param more "another", "2 more"
    /// @param each "two of each"
    /// @param sameAgain "the same as last time"
    /// @param but a yes with a condition
    /// @param question it asks something
    public record Manner(
            boolean correction,
            boolean instead,
            boolean more,
            boolean each,
            boolean sameAgain,
            boolean but,
            boolean question) {}

    /// From this to that: what is to become of something that is ordered.
    ///
    /// @param from what gives way; null when only what comes instead was said
    /// @param to what comes instead; null when nothing does
    /// @param extents how much of what is ordered it is about
    /// @param pieces how many, when it was said of what gives way or of the only thing named
    public record Change(
            @Nullable Item from,
            @Nullable Item to,
            Set<Extent> extents,
            @Nullable Integer pieces) {
        public static final Change NONE = new Change(null, null, Set.of(), null);

        public boolean is(Extent extent) {
            return extents.contains(extent);
        }
    }

    /// How much of what is ordered a change is about.
    public enum Extent {
        /// "one of them"
        SOME,
        /// "them all"
        ALL,
        /// "just the small one": the others go
        ONLY,
        /// "finally just the gum", and nothing more is said: all else that is ordered goes
        ALONE,
        /// "double it"
        TWICE,
        /// "half of that"
        HALF,
        /// "half vanilla, half chocolate"
        HALVES,
        /// "one less"
        FEWER,
        /// "and the rest in blue"
        REST,
        /// "no wait, keep it": the last change is taken back
        BACK,
        /// "the other tee, same size"
        SAME
    }

    /// A button was tapped; it says exactly what it means.
    ///
    /// @param kind see [Taps]
    public record Tap(String kind, String value) {}

    /// What it was understood as, by name; an answer to a question of ours is part of buying.
    public List<String> labels() {
        boolean onlyAnswers = meanings.size() == 1 && meanings.getFirst().intent() == Intent.UNKNOWN && !unclear();
        return onlyAnswers
                ? List.of(Intent.BUYING_INTENT.code())
                : meanings.stream().map(meaning -> meaning.intent().code()).toList();
    }

    public boolean wants(Intent intent) {
        return meanings.stream().anyMatch(m -> m.intent() == intent && m.confidence() >= UNSURE);
    }

    public boolean wantsAny(Intent... intents) {
        for (Intent intent : intents) {
            if (wants(intent)) {
                return true;
            }
        }
        return false;
    }

    /// A yes that stands alone or is strong enough to be meant.
    public boolean yes() {
        return answer.yes();
    }

    public boolean no() {
        return answer == Answer.NO;
    }

    /// Whether it is counted apart in what the thing does not come in: which one is still to be said.
    public boolean comesNotSo(Item item) {
        return loose.lacking() != null && loose.lacking().counts(item);
    }

    /// The items that are wanted.
    public List<Item> named() {
        return items.stream().filter(item -> !item.negated()).toList();
    }

    public List<Item> refused() {
        return items.stream().filter(Item::negated).toList();
    }

    /// Whether nothing at all could be made of it.
    public boolean unclear() {
        return confidence < UNSURE;
    }
}
