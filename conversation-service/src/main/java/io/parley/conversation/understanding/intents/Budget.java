package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Heard.Loose;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the shopper would pay: at most, or their own price.
public final class Budget {
    /// More than anybody orders in a chat.
    private static final int OWN_PRICE_LEAST = 1000;

    private static final Pattern PLAIN = Pattern.compile("\\d{3,7}");

    /// As many are taken of a thing in a chat.
    private static final int PIECES_MAX = 100;

    /// What is bid for a thing, as a share of what it costs.
    private static final double PRICE_LEAST = 0.3;

    private static final double PRICE_MOST = 1.5;

    /// Fewer are pieces or hours: "between 2 and 4".
    private static final int LIMIT_LEAST = 50;

    private Budget() {}

    /// The amounts that say what it may cost at most; the first is the limit.
    public static List<Number> limits(Reading reading, List<Number> numbers) {
        for (int i = 0; i + 1 < numbers.size(); i++) {
            Number low = numbers.get(i);
            Number high = numbers.get(i + 1);
            boolean range = high.start() - low.end() == 1
                    && low.value().compareTo(high.value()) < 0
                    && (high.kind() == Kind.MONEY || high.whole() >= LIMIT_LEAST)
                    && (reading.is(low.start() - 1, Word.BETWEEN)
                            || reading.is(low.start() - 1, Word.OF) && reading.is(low.start() - 2, Word.BETWEEN));
            if (range) {
                // "between 2000 and 3000"
                return List.of(high, low);
            }
        }
        List<Number> said = numbers.stream().filter(n -> limit(reading, n)).toList();
        List<Number> money =
                numbers.stream().filter(n -> n.kind() == Kind.MONEY).toList();
        boolean wished = said.isEmpty()
                && money.size() == 1
                && reading.has("recommend")
                && !reading.has("discount_question")
                && reading.is(money.getFirst().start() - 1, Word.SERVES);
        // "anything for 300 cedis"
        return wished ? money : said;
    }

    /// So few are pieces, in every currency.
    private static final int COUNT_SURELY = 2;

    private static boolean limit(Reading reading, Number number) {
        // "how do I go about ordering *one*", "bump it up to *2*"
        boolean amount = number.kind() == Kind.MONEY && number.value().signum() > 0
                || number.kind() == Kind.BARE
                        && number.whole() > COUNT_SURELY
                        && !Numbers.noPrice(reading, number.start());
        boolean announced = phrases(reading, "price_limit")
                .anyMatch(hit -> hit.end() <= number.start()
                        && number.start() - hit.end() <= 2
                        && reading.marks("date").noneMatch(date -> date.end() == hit.start())
                        && !recounts(reading, hit)
                        && !asksAfter(reading, hit)
                        && (hit.start() == 0
                                || !reading.is(hit.start() - 1, Word.FEEDS)
                                        && !reading.is(hit.start() - 1, Word.SERVES)));
        boolean added = phrases(reading, "price_limit_after")
                .anyMatch(hit -> hit.start() >= number.end() && hit.start() - number.end() <= 1);
        return amount && (announced || added);
    }

    /// "*Bump it up* to six".
    private static boolean recounts(Reading reading, Hit limit) {
        return reading.all("update_cart")
                .anyMatch(change -> change.start() < limit.start() && change.end() > limit.start());
    }

    /// "*What about* 43?" asks for it, and limits nothing.
    private static boolean asksAfter(Reading reading, Hit limit) {
        return reading.all("asks_after").anyMatch(asks -> asks.start() < limit.start() && limit.end() <= asks.end());
    }

    /// "3 high tops in 42" names no limit.
    private static Stream<Hit> phrases(Reading reading, String section) {
        return reading.found(section)
                .filter(hit ->
                        reading.products.stream().noneMatch(p -> p.start() <= hit.start() && hit.end() <= p.end()));
    }

    /// "Fanya 13000", "15000 ça va ?": more than anybody orders, and about what a thing costs that is spoken of.
    private static boolean likeAPrice(Wants wants, Loose said) {
        Integer number = said.number();
        boolean postcode = wants.awaits(Awaited.LOCATION)
                && wants.reading.wordCount() == 1
                && !wants.has(Intent.DISCOUNT_QUESTION);
        return number != null && !postcode && wants.nothingNamed() && likeAPrice(wants.at, number);
    }

    private static boolean likeAPrice(Surroundings at, int number) {
        return number > PIECES_MAX
                && prices(at).anyMatch(price -> {
                    double share = number / price.doubleValue();
                    return share >= PRICE_LEAST && share <= PRICE_MOST;
                });
    }

    /// "1500 sawa?", asked where to: a bid, and no place.
    public static boolean bids(Reading reading, Surroundings at, Place place) {
        Token first = reading.tokens.get(place.start());
        boolean bid = at.awaitsPlace()
                && !place.said()
                && reading.wordCount() > 1
                && first.kind() == Token.Kind.NUMBER
                && PLAIN.matcher(first.norm()).matches()
                && likeAPrice(at, Integer.parseInt(first.norm()));
        for (int i = place.start() + 1; bid && i < reading.tokens.size(); i++) {
            Token token = reading.tokens.get(i);
            bid = !token.number() && (!token.word() || reading.everyday(i) || reading.claimed(i));
        }
        return bid;
    }

    /// "1800 ni sawa", of what costs 1,800: nothing is bargained for.
    public static boolean agreed(Wants wants, Loose said) {
        Integer number = said.number();
        return number != null
                && number > PIECES_MAX
                && wants.answer.yes()
                && !wants.awaits(Awaited.CONFIRMATION)
                && prices(wants.at).anyMatch(price -> price.compareTo(BigDecimal.valueOf(number)) == 0);
    }

    private static Stream<BigDecimal> prices(Surroundings at) {
        return Stream.of(
                        at.focus() == null ? Stream.<UUID>of() : Stream.of(at.focus()),
                        at.inHand().stream(),
                        at.listed().stream())
                .flatMap(ids -> ids)
                .distinct()
                .flatMap(id -> at.catalogue().catalogue().product(id).stream())
                .flatMap(product -> product.sellable().stream())
                .map(variant -> variant.price().decimal());
    }

    /// "Yes if you do it for 40", "6500 and I say yes": what the shopper would pay, and no count.
    public static boolean ownPrice(Wants wants, Loose said) {
        if (wants.has(Intent.PRODUCT_INQUIRY) && !wants.has(Intent.DISCOUNT_QUESTION)) {
            // "yes but mine is a 2008, will it fit?"
            return false;
        }
        return !wants.has(Intent.COMPARE) && likeAPrice(wants, said) && !agreed(wants, said)
                || wants.answer.yes()
                        && !wants.has(Intent.COMPARE)
                        && !agreed(wants, said)
                        && said.number() != null
                        && !wants.awaits(Awaited.QUANTITY)
                        && (said.number() >= OWN_PRICE_LEAST || wants.reading.has("but") && !wants.any(Intent::orders));
    }
}
