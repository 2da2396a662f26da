package io.parley.conversation.understanding.reading;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Sizes;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "41 pls", "xxl", "46, one pair": a size said by itself, of what is spoken of and comes in sizes.
final class SizeAlone {
    /// Said to want one: "i'll take the 41".
    private static final List<String> WISHES = List.of("buying_intent", "add_to_cart", "update_cart", "correction");

    private SizeAlone() {}

    static boolean is(Reading reading, int word, Surroundings at) {
        UUID focus = at.focus();
        return focus != null
                && reading.products.isEmpty()
                && at.awaited() != Surroundings.Awaited.QUANTITY
                && (reading.number(word) ? numbered(reading, word, focus, at) : called(reading, word, focus, at))
                && onlyThat(reading, word, focus, at);
    }

    /// "Xxl", "medium"
    private static boolean called(Reading reading, int word, UUID thing, Surroundings at) {
        return !Sizes.called(reading.tokens.get(word).norm()).isEmpty()
                && !reading.is(word - 1, Word.A)
                && names(thing, at)
                        .allMatch(name -> name.stream()
                                .anyMatch(token -> !Sizes.called(token.norm()).isEmpty()));
    }

    /// A number near those it comes in, or of their kind where nothing else says what it is: "28 is fine", of loafers
    /// in 41 to 45.
    private static boolean numbered(Reading reading, int number, UUID thing, Surroundings at) {
        IntSummaryStatistics sizes = sizes(thing, at).orElse(null);
        int said = bare(reading, number);
        if (sizes == null || said < Heard.Loose.SIZE_LEAST) {
            return false;
        }
        boolean wished = WISHES.stream().anyMatch(reading::has);
        return near(said, sizes) || !wished && said * 2 >= sizes.getMin() && said <= sizes.getMax() * 2;
    }

    private static boolean near(int said, IntSummaryStatistics sizes) {
        return said >= sizes.getMin() - OtherVariants.SIZES_BEYOND
                && said <= sizes.getMax() + OtherVariants.SIZES_BEYOND;
    }

    /// Whether the number is like those that something comes in that was told or listed.
    static boolean likeThoseTold(Reading reading, int number, Surroundings at) {
        int said = bare(reading, number);
        return said >= Heard.Loose.SIZE_LEAST
                && Stream.concat(Stream.ofNullable(at.focus()), at.listed().stream())
                        .flatMap(thing -> sizes(thing, at).stream())
                        .anyMatch(sizes -> near(said, sizes));
    }

    /// The number, where neither a unit nor a word for money says what it counts; else -1.
    static int bare(Reading reading, int at) {
        if (!reading.number(at)) {
            return -1;
        }
        boolean tied = at > 0
                && (reading.tokens.get(at).glued()
                        || BEFORE.contains(reading.tokens.get(at - 1).norm())
                        || reading.endsMark("unit_money", at));
        boolean counts = at + 1 < reading.tokens.size()
                && (reading.tokens.get(at + 1).glued()
                                && reading.tokens.get(at + 1).word()
                        || reading.tokens.get(at + 1).is("%")
                        || reading.tokens.get(at + 1).is("x")
                        || Stream.of("unit_pieces", "unit_size", "unit_money")
                                .anyMatch(unit -> reading.marked(unit, at + 1)));
        boolean plain = !tied
                && !counts
                && OtherVariants.SIZE.matcher(reading.tokens.get(at).norm()).matches();
        return plain ? Integer.parseInt(reading.tokens.get(at).norm()) : -1;
    }

    private static final Set<String> BEFORE = Set.of("x", "×", "#", "$", "€", "£", "₦", "-", "+");

    /// From the least to the greatest, where it comes in several numbers and in nothing else: "38", "UK 8".
    static Optional<IntSummaryStatistics> sizes(UUID thing, Surroundings at) {
        List<List<Token>> names = names(thing, at).toList();
        boolean all = names.size() > 1
                && names.stream()
                        .allMatch(name -> name.size() <= 2
                                && name.getLast().kind() == Token.Kind.NUMBER
                                && name.getLast().norm().matches("\\d{1,3}"));
        IntSummaryStatistics sizes = all
                ? names.stream()
                        .mapToInt(name -> Integer.parseInt(name.getLast().norm()))
                        .summaryStatistics()
                : new IntSummaryStatistics();
        return sizes.getMax() >= Heard.Loose.SIZE_LEAST ? Optional.of(sizes) : Optional.empty();
    }

    private static Stream<List<Token>> names(UUID thing, Surroundings at) {
        return at.catalogue().catalogue().product(thing).stream()
                .flatMap(product -> product.sellable().stream())
                .map(Variant::name)
                .map(Token::read)
                .filter(name -> !name.isEmpty());
    }

    /// Its clause says nothing else but that it is wanted, and how many.
    private static boolean onlyThat(Reading reading, int word, UUID thing, Surroundings at) {
        return IntStream.range(reading.clauseStart(word), reading.clauseEnd(word))
                        .filter(i -> i != word)
                        .allMatch(i -> saysNothing(reading, i)
                                || counts(reading, i)
                                || i == word - 1 && stem(reading, i, thing, at))
                && Stream.of("street", "area_before", "price_limit", "because", "age_before", "negation")
                        .noneMatch(mark -> reading.endsMark(mark, word))
                && (!reading.ledTo(word)
                        || worn(reading, word)
                        || WISHES.stream().anyMatch(wish -> reading.within(wish, word - 1)))
                && !reading.is(word - 1, Word.NO)
                && !reading.is(word - 1, Word.HOUSE_NUMBER);
    }

    /// "*UK* 18", of what comes in UK 8 to UK 14.
    static boolean stem(Reading reading, int word, UUID thing, Surroundings at) {
        return word >= 0
                && reading.tokens.get(word).word()
                && names(thing, at)
                        .allMatch(name -> name.size() == 2
                                && name.getFirst().is(reading.tokens.get(word).norm()));
    }

    private static boolean saysNothing(Reading reading, int at) {
        return reading.nicety(at)
                || reading.everyday(at)
                || reading.is(at, Word.SIZE)
                || worn(reading, at)
                || Names.links(reading.tokens.get(at).norm())
                || reading.tokens.get(at).kind() == Token.Kind.EMOJI
                || WISHES.stream().anyMatch(wish -> reading.within(wish, at))
                || reading.within("availability_check", at);
    }

    /// "My size is 44", "na 39 i dey wear"
    private static boolean worn(Reading reading, int at) {
        return reading.marks("measured").anyMatch(mark -> mark.start() <= at && at < mark.end());
    }

    private static boolean counts(Reading reading, int at) {
        return reading.marked("unit_pieces", at)
                || reading.begins("number", at)
                || reading.number(at) && reading.tokens.get(at).norm().length() == 1;
    }
}
