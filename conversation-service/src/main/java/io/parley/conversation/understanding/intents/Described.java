package io.parley.conversation.understanding.intents;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.SwahiliVerbs;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "Is the fleece thick", while a hoodie is being ordered: asked in the words that the seller describes a thing by.
public final class Described {
    private static final int WORD_LEAST = 4;
    /// What may be said beside such a question without being what is asked.
    private static final Set<Intent> BESIDE =
            Set.of(Intent.PRODUCT_INQUIRY, Intent.CONFIRM, Intent.DENY, Intent.GREETING, Intent.THANKS);

    private Described() {}

    /// Of the things in hand the one that is asked about so; null when nothing is.
    public static @Nullable UUID asked(Wants wants) {
        Reading reading = wants.reading;
        Surroundings at = wants.at;
        int from = question(reading);
        if (from < 0 || at.inHand().isEmpty() || !wants.only(BESIDE::contains)) {
            return null;
        }
        Set<String> said = IntStream.range(from, reading.tokens.size())
                .filter(i -> reading.tokens.get(i).word()
                        && (reading.tokens.get(i).norm().length() >= WORD_LEAST || code(reading.tokens, i))
                        && !reading.everyday(i)
                        && !reading.towns.contain(reading.tokens, i, i + 1)
                        && !reading.person(i))
                .mapToObj(i -> Names.stem(reading.tokens.get(i).norm()))
                .collect(Collectors.toSet());
        // "is it tested on animals?", of what is spoken of: that the seller knows
        UUID best = asksOfIt(wants)
                ? at.focus()
                : asksOfOne(wants) ? inHand(at).iterator().next() : null;
        long most = 0;
        for (UUID product : inHand(at)) {
            long words = words(at, product).filter(said::contains).distinct().count();
            if (words > most) {
                most = words;
                best = product;
            }
        }
        return best;
    }

    /// A question of what was spoken of last that no phrase explains, and that names nothing.
    private static boolean asksOfIt(Wants wants) {
        return Asking.within(wants.reading, wants.at)
                || wants.none()
                        && wants.reading.question()
                        && IntStream.range(0, wants.reading.tokens.size())
                                .filter(i -> wants.reading.tokens.get(i).word())
                                .anyMatch(i -> wants.reading.is(i, Word.OF_IT) || swahiliVerb(wants, i));
    }

    /// "*Is the big one* nice too?", "*do the small ones* smell the same": what one is like, which picks none.
    public static boolean asksOfOne(Wants wants) {
        Reading reading = wants.reading;
        return wants.none()
                && reading.found("question")
                        .filter(asks -> opens(reading, asks.start()))
                        .anyMatch(asks -> IntStream.concat(
                                        reading.all("pick")
                                                .filter(one -> leads(asks, one.start()))
                                                .mapToInt(Hit::end),
                                        reading.variants.stream()
                                                .filter(one -> leads(asks, one.start()))
                                                .mapToInt(NamedVariant::end))
                                .anyMatch(end -> IntStream.range(end, reading.clauseEnd(end - 1))
                                        .anyMatch(i -> reading.tokens.get(i).word()
                                                && !reading.is(i, Word.PRONOUN)
                                                && !reading.marked("polite", i))));
    }

    private static boolean leads(Hit asks, int one) {
        return one > asks.start() && one <= asks.end();
    }

    private static boolean swahiliVerb(Wants wants, int at) {
        return wants.at.language().equals("sw")
                && !wants.reading.claimed(at)
                && SwahiliVerbs.saysOfIt(wants.reading.tokens.get(at).norm());
    }

    /// "Is it UV400?"
    private static boolean code(List<Token> tokens, int at) {
        return at + 1 < tokens.size()
                && tokens.get(at + 1).number()
                && tokens.get(at + 1).start() == tokens.get(at).end();
    }

    private static Set<UUID> inHand(Surroundings at) {
        Set<UUID> products = new LinkedHashSet<>();
        if (at.focus() != null) {
            products.add(at.focus());
        }
        products.addAll(at.inHand());
        return products;
    }

    private static Stream<String> words(Surroundings at, UUID product) {
        return at.catalogue().catalogue().product(product).map(Product::description).stream()
                .flatMap(description -> Token.read(description).stream())
                .filter(Token::word)
                .map(token -> Names.stem(token.norm()));
    }

    /// Where a clause begins that asks, −1 when none does.
    private static int question(Reading reading) {
        return IntStream.range(0, reading.tokens.size())
                .filter(i -> reading.begins("question", i) && opens(reading, i))
                .findFirst()
                .orElse(reading.question() ? 0 : -1);
    }

    /// "Hmm is the palm leather": nothing but a little word before it in its clause.
    private static boolean opens(Reading reading, int at) {
        int from = at;
        while (from > 0 && (reading.marked("particle", from - 1) || reading.marked("polite", from - 1))) {
            from--;
        }
        return from == 0 || reading.tokens.get(from - 1).separates();
    }
}
