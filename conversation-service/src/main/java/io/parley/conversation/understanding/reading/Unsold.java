package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.ProductNames;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "A samosa and two mango juices": goods that are listed beside what is sold here, or behind "do you have", and that
/// the catalogue does not know.
public final class Unsold {
    private static final int WORDS_MAX = 4;
    private static final int LETTERS_MIN = 3;

    private final Reading reading;
    private final @Nullable Place place;
    private final @Nullable UUID told;
    private final List<Thing> found = new ArrayList<>();

    /// @param start with the count that stands before it
    /// @param end with the count that stands behind it
    /// @param counted how many was said too, or "a"
    public record Thing(int start, int end, String words, boolean counted) {
        public boolean counts(Numbers.Number number) {
            return number.start() >= start && number.end() <= end;
        }
    }

    private Unsold(Reading reading, @Nullable Place place, @Nullable UUID told) {
        this.reading = reading;
        this.place = place;
        this.told = told;
    }

    /// @param told what was spoken of last
    public static List<Thing> in(Reading reading, @Nullable Place place, @Nullable UUID told) {
        Unsold unsold = new Unsold(reading, place, told);
        unsold.found.addAll(OtherModel.in(reading));
        for (int i = 0; i < reading.tokens.size(); i++) {
            if (unsold.stranger(i)) {
                int name = unsold.nameStart(i);
                int end = unsold.nameEnd(i);
                unsold.look(name, i, end);
                i = end;
            }
        }
        return unsold.found;
    }

    private void look(int name, int stranger, int nameEnd) {
        int start = skipBack(name, this::countsOrPoints);
        int end = nameEnd;
        if (start == skipBack(name, this::holds)) {
            // "viazi kilo 3"
            end = skip(nameEnd, i -> holds(i) || number(i));
            end = end > nameEnd && number(end - 1) ? end : nameEnd;
        }
        boolean counted = start < name || end > nameEnd;
        boolean known = onlyKnown(stranger, nameEnd);
        // "will it fit my laptop and a water bottle?" wants no bottle
        boolean wanted = !Asking.whether(reading)
                || reading.all("availability_check").findAny().isPresent()
                || reading.all("price_check").findAny().isPresent()
                || reading.all("buying_intent").findAny().isPresent();
        boolean listed = wanted && (joinedBefore(start) || joinedBehind(end));
        boolean sought = endsAt(start, "availability_check")
                || endsAt(start, "asks_after")
                || asked(stranger) && asksFirst(start)
                || asksBehind(start, end)
                || counted && goesOn(start)
                // "can you add a ladle"
                || counted && name == stranger && endsAt(start, "add_to_cart") && !reading.has("custom_request");
        boolean opens = start < name && opens(start) && !known;
        boolean other = name < stranger;
        // "la couverture des cahiers" is asked of the notebooks
        boolean part = IntStream.range(start, name).noneMatch(this::number)
                && end + 1 < reading.tokens.size()
                && (Names.links(reading.tokens.get(end).norm()) || reading.is(end, Word.SOME))
                && skipTo(end + 1);
        if (nameEnd - name <= WORDS_MAX
                && !part
                && !tellsWho(start)
                && closed(end)
                && (listed && (counted || !known && !other && !somebody(stranger))
                        || sought && (other || !known)
                        || opens)) {
            found.add(new Thing(start, withOwner(end), reading.words(name, nameEnd), counted));
        }
    }

    /// "Oui mais 5, *Koffi* en veut aussi": a name within the message.
    private boolean somebody(int at) {
        return at > 0 && reading.capital(at) && !reading.text.equals(reading.text.toUpperCase(Locale.ROOT));
    }

    /// "I'm *a keen camper*, which tent…"
    private boolean tellsWho(int start) {
        return reading.marks("spoken_of")
                .anyMatch(hit -> hit.weight() <= 0.5 && hit.start() <= start && start <= hit.end());
    }

    private boolean skipTo(int at) {
        return reading.thingAt(at) || reading.is(at, Word.ARTICLE_OF_PLACE) && reading.thingAt(at + 1);
    }

    /// "Strings for my guitar": what it is for is not wanted too.
    private int withOwner(int end) {
        boolean leads = end < reading.tokens.size() && reading.marked("share", end);
        int thing = leads ? skip(end + 1, i -> reading.everyday(i) || reading.person(i)) : end;
        return leads && reading.thingAt(thing)
                ? reading.products.stream()
                        .filter(name -> name.start() == thing)
                        .findFirst()
                        .orElseThrow()
                        .end()
                : end;
    }

    /// "Dog food", where things for dogs are sold, "hạt hướng dương" where other "hạt" are: no more than a word of a
    /// name, and another word that is in none.
    private int nameStart(int stranger) {
        return reading.products.stream()
                .filter(name -> !name.certain() && name.end() - name.start() == 1)
                // "dawa *ya kupe*", where a pump for "dawa" is sold
                .filter(name -> name.end() == stranger
                        || name.end() == stranger - 1
                                && !reading.catalogue.called(
                                        name.products().iterator().next(),
                                        reading.tokens.get(name.start()).norm())
                                && Names.links(reading.tokens.get(stranger - 1).norm()))
                .findFirst()
                .map(ProductNames.Named::start)
                .orElse(stranger);
    }

    private boolean stranger(int at) {
        Token token = reading.tokens.get(at);
        return token.word()
                && token.norm().length() >= LETTERS_MIN
                && (!reading.claimed(at) || asked(at))
                && !reading.everyday(at)
                // "I'd like one ring, *taille* 54"
                && !(reading.is(at, Word.SIZE) && number(at + 1))
                // "kikaango *cha* 28cm kimoja"
                && !(token.plain() && Names.links(token.norm()))
                && !inPlace(at)
                && !countedAs(at)
                && !reading.person(at)
                && !reading.town(at)
                && Stream.of(
                                "polite",
                                "unit_pieces",
                                "unit_size",
                                "unit_money",
                                "date",
                                "place_near",
                                "place_before",
                                "street",
                                "particle")
                        .noneMatch(mark -> reading.marks(mark).anyMatch(hit -> hit.start() <= at && at < hit.end()));
    }

    /// "Black fondant, 3 *blocks*", of what is described as one: so many of it.
    private boolean countedAs(int at) {
        String word = Names.stem(reading.tokens.get(at).norm());
        Stream<UUID> meant = reading.products.isEmpty()
                ? Stream.ofNullable(told)
                : reading.products.stream().flatMap(name -> name.products().stream());
        return number(at - 1)
                && meant.flatMap(id -> reading.catalogue.catalogue().product(id).stream())
                        .flatMap(product -> Stream.ofNullable(product.description()))
                        .flatMap(text -> Token.read(text).stream())
                        .anyMatch(token -> Names.stem(token.norm()).equals(word));
    }

    /// "Có piano không": within what asks whether there is any.
    private boolean asked(int at) {
        return !named(at)
                && reading.all("availability_check").anyMatch(hit -> reaches(hit, at))
                && reading.hits.stream().allMatch(hit -> at < hit.start() || at >= hit.end() || reaches(hit, at));
    }

    /// "Shop có bán bún bò không", and not "đàn có vang không".
    private boolean asksFirst(int start) {
        return reading.all("availability_check")
                .filter(hit -> reaches(hit, start))
                .anyMatch(hit -> skip(
                                reading.clauseStart(start),
                                i -> i < start && (reading.nicety(i) || i >= hit.start() && hit.owns(i)))
                        == start);
    }

    /// "Na chai *mnauza?*": the question stands behind it, and nothing else in its clause.
    private boolean asksBehind(int start, int end) {
        int clause = reading.clauseStart(start);
        return reading.all("availability_check").anyMatch(hit -> hit.start() == end && !hit.gapped())
                && IntStream.range(clause, start).allMatch(i -> joins(i) || reading.nicety(i));
    }

    /// "2 Squeaky Dragons": nothing but courtesies stand before it.
    private boolean opens(int start) {
        return IntStream.range(0, start).allMatch(i -> reading.nicety(i) || reading.within("buying_intent", i));
    }

    /// "And a walnut oil": the message goes on with what was ordered before it.
    private boolean goesOn(int start) {
        return start > 0
                && IntStream.range(0, start).allMatch(i -> joins(i) || reading.marked("particle", i))
                && IntStream.range(0, start).anyMatch(i -> reading.is(i, Word.AND));
    }

    /// Over a word that is none of its own.
    private static boolean reaches(Hit hit, int at) {
        return hit.gapped() && hit.start() < at && at + 1 < hit.end() && !hit.owns(at);
    }

    private boolean inPlace(int at) {
        return place != null && at >= place.start() && at < place.end();
    }

    /// "Kamba za viatu", "puces d'oreille".
    private int nameEnd(int from) {
        int end = from + 1;
        while (end < reading.tokens.size()
                && (stranger(end)
                        || reading.marked("unit_pieces", end) && closed(end + 1)
                        || Names.links(reading.tokens.get(end).norm())
                                && end + 1 < reading.tokens.size()
                                && stranger(end + 1))) {
            end++;
        }
        return ofItsKind(from, end);
    }

    /// "1 *mango butter*", where another butter is sold: behind a word that no language knows and nothing in the
    /// shop is called or described by, a word for several things says what kind it is. Only in English the kind
    /// stands last.
    private int ofItsKind(int from, int end) {
        boolean led = from > 0
                && (reading.number(from - 1)
                        || reading.is(from - 1, Word.A)
                        || reading.all("availability_check").anyMatch(hit -> hit.end() == from));
        boolean unknown = led
                && end == from + 1
                && reading.writtenIn(ENGLISH)
                && (!reading.common(from) || reading.respelled(from))
                && !reading.capital(from)
                && !reading.catalogue.describes(reading.said(from));
        return reading.products.stream()
                .filter(name -> unknown
                        && name.start() == end
                        && name.end() == end + 1
                        && !name.certain()
                        && name.products().stream()
                                .noneMatch(id -> reading.catalogue.called(
                                        id, reading.tokens.get(end).norm())))
                .map(ProductNames.Named::end)
                .findFirst()
                .orElse(end);
    }

    private static final Set<String> ENGLISH = Set.of("en", "pcm");

    /// Nothing but words of some language: "a bit".
    private boolean onlyKnown(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!reading.common(i) || reading.respelled(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean countsOrPoints(int at) {
        return number(at) || holds(at) || reading.is(at, Word.A) || reading.is(at, Word.SOME);
    }

    private boolean number(int at) {
        return at >= 0 && at < reading.tokens.size() && (reading.number(at) || reading.begins("number", at));
    }

    /// "A *box of* candles".
    private boolean holds(int at) {
        return reading.marked("unit_pieces", at) || reading.marked("unit_size", at) || reading.is(at, Word.OF);
    }

    private boolean joins(int at) {
        if (at < 0 || at >= reading.tokens.size()) {
            return false;
        }
        Token token = reading.tokens.get(at);
        return reading.is(at, Word.AND)
                || reading.is(at, Word.JOINS)
                || token.is(",")
                || token.is("+")
                || token.is("&");
    }

    /// A thing that is sold, or another that is not, stands before it: "un casque M, une pompe".
    private boolean joinedBefore(int start) {
        int before = skipBack(start, i -> joins(i) || reading.tokens.get(i).is("."));
        if (before == start || before == 0 || stopsOnly(before, start)) {
            return false;
        }
        int at = skipBack(before, i -> !named(i) && (number(i) || holds(i) || reading.marked("polite", i))) - 1;
        return at >= 0
                && (named(at)
                        || number(at)
                        || reading.within("pick", at)
                        || found.stream().anyMatch(thing -> thing.end() == at + 1));
    }

    /// "The lot. A teapot": a sentence of its own lists nothing.
    private boolean stopsOnly(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!reading.tokens.get(i).is(".")) {
                return false;
            }
        }
        return true;
    }

    /// "Chapati na samosa".
    private boolean joinedBehind(int end) {
        int behind = skip(end, this::joins);
        int at = skip(behind, this::countsOrPoints);
        return behind > end
                && !reading.tokens.get(behind - 1).is(",")
                && at < reading.tokens.size()
                && reading.thingAt(at);
    }

    private boolean named(int at) {
        return reading.inVariant(at)
                || reading.products.stream().anyMatch(name -> name.start() <= at && at < name.end());
    }

    /// Nothing is told of it: the clause ends, or says no more than for whom and where to.
    private boolean closed(int at) {
        return at >= reading.tokens.size()
                || reading.tokens.get(at).separates()
                || !reading.tokens.get(at).word()
                || joins(at)
                || inPlace(at)
                || number(at)
                || reading.is(at, Word.TOO)
                || reading.everyday(at) && reading.is(at + 1, Word.TOO)
                || Stream.of("condition", "polite", "share", "place_weak", "place_before", "date_before")
                        .anyMatch(mark -> reading.marked(mark, at))
                || reading.begins("availability_check", at)
                || reading.found("availability_check").anyMatch(hit -> hit.gapped() && hit.end() == at + 1);
    }

    private boolean endsAt(int at, String section) {
        return reading.found(section).anyMatch(hit -> hit.end() == at);
    }

    private int skip(int from, IntPredicate over) {
        int at = from;
        while (at < reading.tokens.size() && over.test(at)) {
            at++;
        }
        return at;
    }

    private int skipBack(int to, IntPredicate over) {
        int at = to;
        while (at > 0 && over.test(at - 1)) {
            at--;
        }
        return at;
    }
}
