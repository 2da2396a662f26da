package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.SwahiliVerbs;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Numbers that are said of something else than what is ordered: what somebody measures, whom it is to serve, what
/// else is counted.
final class OfOthers {
    private final Reading reading;
    private final Surroundings at;
    private final List<Number> numbers;

    OfOthers(Reading reading, Surroundings at, List<Number> numbers) {
        this.reading = reading;
        this.at = at;
        this.numbers = numbers;
    }

    /// "My head is 58, which size of helmet?": what somebody measures, where a size is asked for.
    boolean measures(Number number) {
        boolean asksSize = IntStream.range(1, reading.tokens.size())
                .anyMatch(i -> reading.is(i, Word.SIZE) && reading.within("question", i - 1)
                        || reading.is(i, Word.SIZE) && reading.begins("question", i - 1));
        boolean thing =
                reading.products.stream().anyMatch(p -> p.start() >= number.end() && p.start() - number.end() <= 1)
                        || reading.variants.stream().anyMatch(v -> v.start() == number.end());
        // "tour de tête 58 je prends quel casque"
        boolean asksWhich = reading.found("question")
                .anyMatch(asks -> asks.start() > number.end()
                        && reading.products.stream().anyMatch(p -> p.start() == asks.end()));
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && ((asksSize || asksWhich) && !reading.is(number.start() - 1, Word.SIZE) || ofDescribed(number))
                && !thing;
    }

    /// "J'ai *57* de tour de tête", "he wears a *42*": what somebody measures or wears.
    boolean worn(Number number) {
        return number.kind() == Kind.BARE
                && reading.marks("measured")
                        .anyMatch(mark -> mark.start() <= number.start() && number.end() <= mark.end());
    }

    /// "Ça fait *180* du coup", "non, *180* c'est le prix": what it costs; where the words could tell how many,
    /// too, only the price of something that is named or in hand.
    boolean costs(Number number) {
        return number.kind() == Kind.BARE
                && reading.marks("price_told")
                        .filter(told -> told.start() <= number.start() && number.end() <= told.end())
                        .anyMatch(told ->
                                told.weight() > 0.5 || number.whole() >= Heard.Loose.SIZE_LEAST && priceOf(number));
    }

    private boolean priceOf(Number number) {
        Stream<UUID> named = reading.products.stream().flatMap(p -> p.products().stream());
        Stream<UUID> spokenOf = Stream.concat(at.inHand().stream(), at.listed().stream());
        return Stream.concat(named, spokenOf)
                .distinct()
                .flatMap(id -> at.catalogue().catalogue().product(id).stream())
                .flatMap(product -> product.variants().stream())
                .anyMatch(variant -> inShort(variant.price().decimal(), number.value()));
    }

    /// 180 for 180.00, and for 180 000.
    private static boolean inShort(BigDecimal price, BigDecimal said) {
        return price.compareTo(said) == 0 || price.compareTo(said.movePointRight(3)) == 0;
    }

    /// "Mtoto wa *kilo 8*": so heavy or so old is somebody, and nothing is counted.
    boolean ofSomebody(Number number) {
        int unit = number.start() - 1;
        return number.kind() == Kind.BARE
                && reading.marked("unit_size", unit)
                && unit > 1
                && Names.links(reading.tokens.get(unit - 1).norm())
                && reading.person(unit - 2);
    }

    /// "Poignet 17", of a bracelet that is described by the wrists it is for.
    private boolean ofDescribed(Number number) {
        int word = number.start() - 1;
        return word >= 0
                && reading.tokens.get(word).word()
                && reading.free(word, word + 1)
                && !reading.everyday(word)
                // "1 pack 27", of what is described as one pack
                && !reading.marked("unit_pieces", word)
                && at.catalogue().describes(reading.tokens.get(word).norm())
                && !at.catalogue().knows(reading.tokens.get(word).norm());
    }

    /// "De la fondue pour 6", of fondue that is sold for 2 and for 4.
    boolean serves(Number number) {
        return reading.is(number.start() - 1, Word.SERVES)
                && reading.products.stream()
                        .filter(p ->
                                p.end() == number.start() - 1 && p.products().size() == 1)
                        .flatMap(p -> at
                                .catalogue()
                                .catalogue()
                                .product(p.products().iterator().next())
                                .stream())
                        .flatMap(product -> product.sellable().stream())
                        .flatMap(variant -> Token.read(variant.name()).stream())
                        .anyMatch(token -> reading.is(token.norm(), Word.PEOPLE));
    }

    /// "C'est bien à *3* ?", "jouable à *3* ou pas": for how many it is asked about, and nothing is counted.
    boolean asked(Number number) {
        int end = reading.clauseEnd(number.end());
        int start = reading.clauseStart(number.start());
        boolean asks = end < reading.tokens.size() && reading.tokens.get(end).is("?")
                || reading.is(number.end(), Word.OR) && end == number.end() + 2;
        boolean changes = Stream.of("update_cart", "add_to_cart", "buying_intent", "discount_question", "price_check")
                .flatMap(reading::found)
                .anyMatch(hit -> hit.start() >= start && hit.start() < number.start());
        if (people(number)) {
            return true;
        }
        return number.kind() == Kind.BARE
                && asks
                && !changes
                // "any left in a 26?"
                && !reading.is(number.start() - 2, Word.IN)
                && (reading.is(number.start() - 1, Word.SERVES) || reading.is(number.start() - 1, Word.TOWARDS))
                && (end == number.end() || reading.is(number.end(), Word.OR));
    }

    /// "Ok for *2* players?", "un jeu pour *4* joueurs": whom it serves.
    private boolean people(Number number) {
        return number.kind() == Kind.BARE
                && at.awaited() != Surroundings.Awaited.QUANTITY
                && reading.is(number.start() - 1, Word.SERVES)
                && reading.is(number.end(), Word.PEOPLE);
    }

    /// "L'un des *deux* en bleu": of how many it is one; "one of each of those *two*".
    boolean allThereAre(Number number) {
        return part(number).isPresent() || eachOf(number);
    }

    private boolean eachOf(Number number) {
        return reading.all("each")
                .filter(each -> each.end() < number.start())
                .anyMatch(each -> IntStream.range(each.end(), number.start())
                        .allMatch(i -> i == each.end() ? ofThem(i) : reading.everyday(i) || ofThem(i)));
    }

    private boolean ofThem(int at) {
        return reading.is(at, Word.OF) || reading.is(at, Word.POINTER) || reading.within("unit_pieces", at);
    }

    /// So many of them, where no number says so by itself: "*l'un* des deux".
    Optional<Number> partOf(Number number) {
        return part(number)
                .filter(part -> numbers.stream().noneMatch(said -> said.start() == part.start()))
                .map(part -> Integer.parseInt(part.value()))
                .map(some -> new Number(number.start(), number.end(), some, BigDecimal.valueOf(some), Kind.PIECES));
    }

    private Optional<Hit> part(Number number) {
        return reading.changing("some_of_them")
                .filter(some -> some.start() < number.start() && some.end() == number.end())
                .flatMap(some -> reading.changing("number")
                        .filter(part -> part.start() >= some.start() && part.end() <= number.start()))
                .findFirst();
    }

    /// "Make it 8 because there are *two* of them": another number than the one it is to be.
    boolean reasons(Number number) {
        return reading.marks("because")
                .filter(why -> why.end() <= number.start())
                .anyMatch(why -> numbers.stream().anyMatch(said -> said.end() <= why.start()));
    }

    /// "on one side", "3 kids": another thing is counted, which every shop knows and this one does not sell.
    boolean counts(Number number) {
        int next = number.end();
        // "6 baskets" answers how many, whatever the word
        boolean answers =
                (at.awaited() == Surroundings.Awaited.QUANTITY || at.awaited() == Surroundings.Awaited.YES_OR_NO)
                        && reading.tokens.size() <= 4;
        return number.kind() == Kind.BARE
                && !answers
                && next < reading.tokens.size()
                && reading.tokens.get(next).word()
                // "mashine mbili mnanifanyia ngapi"
                && !SwahiliVerbs.asksShop(reading.tokens.get(next).norm())
                // "can I pay in 2 installments?"
                && (reading.free(next, next + 1) || reading.within("payment_question", next))
                && reading.common(next)
                && !reading.everyday(next)
                // "kitanda kimoja *cha* 5x6"
                && !(reading.tokens.get(next).plain()
                        && Names.links(reading.tokens.get(next).norm()))
                && !reading.marked("polite", next)
                && !reading.marked("particle", next)
                && !reading.marked("place_before", next)
                && !reading.marked("place_weak", next)
                && !at.catalogue().knows(reading.tokens.get(next).norm())
                && !reading.is(next, Word.SIZE)
                && !reading.is(next, Word.TOO)
                && !reading.is(next, Word.PRONOUN)
                && numbers.stream().noneMatch(n -> n.start() == next)
                && reading.variants.stream().noneMatch(v -> v.start() == next)
                && reading.products.stream().noneMatch(p -> p.start() <= next + 2 && p.start() > next);
    }
}
