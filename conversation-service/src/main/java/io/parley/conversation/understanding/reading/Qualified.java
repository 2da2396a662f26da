package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Sizes;
import io.parley.conversation.understanding.words.Word;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "Eggless cake", "a diary for 2027", "hats for children": a thing is asked for with something beside its name that no
/// name of it says. That there is the thing answers no such question.
public final class Qualified {
    private static final int LETTERS_MIN = 4;

    private Qualified() {}

    /// Whether one of the things named is.
    public static boolean any(Reading reading) {
        return reading.products.stream()
                .anyMatch(name -> unknown(reading, name.start() - 1)
                        || unknown(reading, name.end())
                        || year(reading, name.end())
                        || reading.marked("share", name.end()) && year(reading, name.end() + 1)
                        || forWhom(reading, name)
                        || sized(reading, name)
                        || need(reading, name)
                        || explained(reading, name)
                        || beyondVariant(reading)
                        || behind(reading, name));
    }

    /// "E dey charge iphone?", "dem dey mix the oil?": behind the word for what a thing is or does stands no thing.
    public static boolean does(Reading reading) {
        return reading.all("availability_check")
                .filter(hit -> reading.is(hit.end() - 1, Word.DOES))
                .mapToInt(hit -> does(reading, hit.end()))
                .anyMatch(word -> said(reading, word)
                        && !reading.marked("polite", word)
                        && !reading.marked("date", word)
                        && !reading.inVariant(word)
                        && !reading.town(word));
    }

    /// Behind "e dey": "*charge*", "come with *wire*".
    private static int does(Reading reading, int from) {
        int at = from;
        while (at < reading.tokens.size() && at - from < LITTLE_MAX && reading.everyday(at) && !reading.claimed(at)) {
            at++;
        }
        return at;
    }

    private static final int LITTLE_MAX = 2;

    /// "Có túi quà không", of what was spoken of: something else is asked of it.
    public static boolean other(Reading reading, Surroundings at) {
        UUID focus = at.focus();
        return focus != null && (sizedOf(reading, focus) || asksElse(reading));
    }

    private static boolean asksElse(Reading reading) {
        return reading.unsold.isEmpty()
                && reading.lacking == null
                && reading.variants.isEmpty()
                && reading.all("pick").findAny().isEmpty()
                && (guessed(reading) || reading.all("availability_check").anyMatch(hit -> holdsWords(reading, hit)));
    }

    /// "Có khắc tên không": no more than like a question for what there is.
    private static boolean guessed(Reading reading) {
        return !reading.has("availability_check") && Asking.orNot(reading);
    }

    private static boolean unknown(Reading reading, int at) {
        return said(reading, at)
                && reading.tokens.get(at).norm().length() >= LETTERS_MIN
                && !reading.common(at)
                && !reading.towns.contain(reading.tokens, at, at + 1)
                && !reading.catalogue.knows(reading.tokens.get(at).norm());
    }

    /// "Des agendas *2027*"
    private static boolean year(Reading reading, int at) {
        return reading.number(at) && reading.tokens.get(at).norm().matches("(?:19|20)\\d\\d");
    }

    /// "Bonnets *pour enfant*", and not "for my son" or "pour dimanche".
    private static boolean forWhom(Reading reading, Named name) {
        int whom = name.end() + 1;
        return reading.marked("share", name.end())
                && whom < reading.tokens.size()
                && reading.tokens.get(whom).word()
                && !reading.everyday(whom)
                && !saysNoMore(reading, whom)
                && !reading.inVariant(whom);
    }

    /// "Legging có *size L* không", where it is told of colours only.
    private static boolean sized(Reading reading, Named name) {
        return sized(reading, name.end(), reading.clauseEnd(name.end()), name.products());
    }

    /// "Shop có size M không", of a legging that comes in colours only.
    private static boolean sizedOf(Reading reading, UUID focus) {
        return reading.products.isEmpty() && sized(reading, 1, reading.tokens.size(), Set.of(focus));
    }

    private static boolean sized(Reading reading, int from, int to, Set<UUID> things) {
        return IntStream.range(from, to)
                .filter(i -> reading.is(i - 1, Word.SIZE))
                .anyMatch(i -> (reading.number(i)
                                || !Sizes.called(reading.tokens.get(i).norm()).isEmpty())
                        && Stream.concat(
                                        reading.variants.stream()
                                                .filter(v -> v.start() <= i && i < v.end())
                                                .map(VariantNames.NamedVariant::variants),
                                        Stream.of(reading.catalogue.sized(
                                                reading.tokens.get(i).norm())))
                                .noneMatch(of ->
                                        reading.catalogue.having(of).stream().anyMatch(things::contains)));
    }

    /// "Sữa rửa mặt cho *da mụn*": behind the name, in a phrase that asks what it is like.
    private static boolean explained(Reading reading, Named name) {
        return reading.all("product_inquiry")
                .filter(hit -> !hit.gapped() && hit.start() > name.end() && hit.end() <= reading.clauseEnd(name.end()))
                .anyMatch(hit -> reading.marked("share", hit.start() - 1)
                        && reading.all("availability_check").noneMatch(asks -> asks.start() == hit.start()));
    }

    /// "Ip 14 *pro max* có ốp ko": more of a model's name than the shop has.
    private static boolean beyondVariant(Reading reading) {
        return reading.variants.stream()
                .filter(variant -> reading.number(variant.end() - 1))
                .anyMatch(variant -> said(reading, variant.end())
                        && reading.tokens.get(variant.end()).norm().length() > 2
                        && !reading.common(variant.end())
                        && !reading.town(variant.end())
                        && !reading.catalogue.knows(
                                reading.tokens.get(variant.end()).norm()));
    }

    /// "Có trà gì *dễ ngủ* ko", "cát *mùi lavender* còn ko": words of the clause that ask for more than the thing.
    private static boolean need(Reading reading, Named name) {
        return IntStream.range(reading.clauseStart(name.start()), reading.clauseEnd(name.end()))
                .filter(i -> said(reading, i) && !reading.nicety(i) && !reading.inVariant(i) && !reading.person(i))
                .filter(i -> !saysNoMore(reading, i) && !reading.hurried(i))
                .filter(i -> reading.common(i) || reading.tokens.get(i).norm().length() >= LETTERS_MIN)
                .filter(i -> !reading.town(i)
                        && !reading.catalogue.knows(reading.tokens.get(i).norm()))
                .filter(i -> Stream.of(Word.SIZE, Word.SHADE_BEFORE, Word.WHICH).noneMatch(part -> reading.is(i, part)))
                .filter(i -> !reading.is(i - 1, Word.A))
                .anyMatch(i -> Stream.of("unit_pieces", "unit_size", "place_before", "place_weak")
                        .noneMatch(mark -> reading.marked(mark, i)));
    }

    /// "Y a attiéké *aujourd'hui* ?", "en ce *moment*": it asks for no more than the thing.
    private static boolean saysNoMore(Reading reading, int at) {
        return Stream.of("date", "polite").flatMap(reading::marks).anyMatch(hit -> hit.start() <= at && at < hit.end());
    }

    /// "Bún bò *có cay lắm không*": the name stands before what asks, and not in it.
    private static boolean behind(Reading reading, Named name) {
        return reading.products.size() == 1
                && reading.lacking == null
                && reading.variants.isEmpty()
                && reading.all("availability_check")
                        .anyMatch(hit -> name.end() <= hit.start() && holdsWords(reading, hit));
    }

    /// Words that mean nothing else stand within it.
    private static boolean holdsWords(Reading reading, Hit hit) {
        return hit.gapped()
                && IntStream.range(hit.start(), hit.end())
                        .anyMatch(i -> reading.tokens.get(i).word()
                                && !reading.everyday(i)
                                && reading.hits.stream()
                                        .noneMatch(other -> other.start() <= i && i < other.end() && owns(other, i)));
    }

    private static boolean owns(Hit hit, int at) {
        return !hit.gapped() || hit.owns(at);
    }

    private static boolean said(Reading reading, int at) {
        return at >= 0
                && at < reading.tokens.size()
                && reading.tokens.get(at).word()
                && !reading.claimed(at)
                && !reading.everyday(at);
    }
}
