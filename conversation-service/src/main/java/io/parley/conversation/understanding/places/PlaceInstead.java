package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.GivenNames;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.ToldPlace;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "Not Leeds, York", "non pas à Pau, à Tarbes", "make it Fakenham": where it goes in place of the town that is
/// refused, or of what was told.
final class PlaceInstead {
    private static final int NAME_WORDS_MAX = 4;

    private PlaceInstead() {}

    static Optional<Place> in(Reading reading, Surroundings at) {
        return ofOrder(reading, at).or(() -> refused(reading, at));
    }

    /// Whatever it is called: the order's own place is refused, or the summary is mended and nothing else is said.
    private static Optional<Place> ofOrder(Reading reading, Surroundings at) {
        String place = at.place();
        boolean ofPlace = place != null
                && (at.awaited() == Awaited.CONFIRMATION || at.awaited() == Awaited.NOTHING && at.ordering())
                && reading.products.isEmpty()
                && reading.variants.isEmpty()
                && !reading.question();
        if (place == null || !ofPlace) {
            return Optional.empty();
        }
        return IntStream.range(0, reading.tokens.size())
                .filter(i -> denied(reading, i) && told(reading, i, place) > i)
                .boxed()
                .flatMap(i -> insteadOf(reading, i, told(reading, i, place), place).stream())
                .findFirst()
                .or(() -> mended(reading))
                .or(() -> area(reading, place));
    }

    /// "Hyde Park", of what goes to Leeds: nothing but an area of it, whatever else is called so.
    private static Optional<Place> area(Reading reading, String place) {
        int end = IntStream.range(0, reading.tokens.size())
                .filter(i -> !reading.tokens.get(i).word() && !reading.number(i) || reading.marked("polite", i))
                .findFirst()
                .orElse(reading.tokens.size());
        boolean only = reading.capital(0)
                && IntStream.range(end, reading.tokens.size())
                        .allMatch(i -> !reading.tokens.get(i).word() || reading.marked("polite", i));
        boolean known = only
                && Stream.of(place.split(",")).anyMatch(part -> reading.towns.areaOf(part, reading.tokens, 0, end));
        return known ? PlaceEnd.trimmed(reading, 0, end, true) : Optional.empty();
    }

    /// Where the words of the place end that begin here; here where none do.
    private static int told(Reading reading, int from, String place) {
        // "not *there*, Adjiringanor"
        if (reading.is(from, Word.THERE) && reading.clauseEnd(from) == from + 1) {
            return from + 1;
        }
        return IntStream.iterate(reading.clauseEnd(from), end -> end > from, end -> end - 1)
                .filter(end -> ToldPlace.says(place, reading.tokens.subList(from, end)))
                .findFirst()
                .orElse(from);
    }

    /// "Not Elm Street, *Elm Road*", "not Leeds, *York*": what was not refused of a house's address stays.
    private static Optional<Place> insteadOf(Reading reading, int refused, int end, String place) {
        List<Token> words = reading.tokens.subList(refused, end);
        return behind(reading, refused, end)
                .or(() -> before(reading, refused))
                .map(other -> IntStream.range(other.start(), other.end()).anyMatch(reading::number)
                                || !ToldPlace.mayStayWithout(place, words)
                        ? other
                        : new Place(
                                Objects.requireNonNull(ToldPlace.instead(place, words, other.words())),
                                Math.min(refused, other.start()),
                                Math.max(end, other.end()),
                                Place.Kind.WHOLE));
    }

    /// "*Not* Mbita", "*không phải* Cái Bè"; "*make that* 27 Victoria Road, Leeds" has the same street in another town.
    static boolean denied(Reading reading, int at) {
        // "no 12 Harcourt Street" is a house
        boolean house = reading.is(at - 1, Word.NO) && reading.number(at);
        return refused(reading, at) && !house
                || reading.found("correction")
                        .anyMatch(hit -> hit.end() == at
                                && hit.length() > 1
                                && IntStream.range(hit.start(), at).noneMatch(i -> reading.is(i, Word.MAKES)));
    }

    /// "Not Mbita, *Sindo*", and "no be Ndiya, na *Nung Udoe*".
    private static Optional<Place> behind(Reading reading, int refused, int end) {
        int joint = end;
        while (joint < reading.tokens.size() && reading.tokens.get(joint).separates()) {
            joint++;
        }
        int other = behind(reading, behind(reading, joint, "but", "correction"), LEADS);
        boolean capitals = reading.capital(refused);
        while (capitals
                && other < reading.tokens.size()
                && reading.tokens.get(other).word()
                && reading.everyday(other)
                && !reading.capital(other)) {
            other++;
        }
        return other > end && other < reading.tokens.size() && (!capitals || reading.capital(other))
                ? PlaceEnd.toClauseEnd(reading, other)
                : Optional.empty();
    }

    /// "Should be *Wells* not Bath".
    private static Optional<Place> before(Reading reading, int refused) {
        int end = Stream.of("no", "negation")
                .flatMap(reading::all)
                .filter(not -> not.end() == refused)
                .mapToInt(Hit::start)
                .min()
                .orElse(refused - 1);
        while (end > 0 && reading.tokens.get(end - 1).separates()) {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < NAME_WORDS_MAX && name(reading, start - 1)) {
            start--;
        }
        return start < end ? PlaceEnd.trimmed(reading, start, end, true) : Optional.empty();
    }

    /// "*Make it* Fakenham", "đổi thành Gò Công": nothing but what mends, and a name that nobody sells.
    private static Optional<Place> mended(Reading reading) {
        int end = reading.tokens.size();
        while (end > 0 && (!reading.tokens.get(end - 1).word() || reading.marked("polite", end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && reading.capital(start - 1) && !mends(reading, start - 1)) {
            start--;
        }
        int name = start;
        boolean called = end > name
                && end - name <= NAME_WORDS_MAX
                && (end - name > 1 || Addresses.looksLikePlace(reading, name))
                && !GivenNames.contain(reading.tokens.get(name).norm())
                && IntStream.range(name, end).allMatch(i -> nobodys(reading, i));
        boolean only = IntStream.range(0, name)
                        .allMatch(i -> mends(reading, i)
                                || reading.within("no", i)
                                || !reading.tokens.get(i).word() && !reading.number(i)
                                || reading.everyday(i)
                                || reading.marked("polite", i))
                && IntStream.range(0, name).anyMatch(i -> mends(reading, i));
        return called && only ? PlaceEnd.toClauseEnd(reading, name) : Optional.empty();
    }

    private static boolean mends(Reading reading, int at) {
        return Stream.of("correction", "update_cart", "order_modification")
                        .anyMatch(section -> reading.within(section, at))
                || reading.is(at, Word.MAKES);
    }

    private static boolean nobodys(Reading reading, int at) {
        String word = reading.tokens.get(at).norm();
        return !reading.marked("date", at) && !reading.person(at) && !reading.catalogue.knows(word);
    }

    private static final String[] LEADS = {"place_weak", "place_before", "place_lead"};

    private static Optional<Place> refused(Reading reading, Surroundings at) {
        // "non pas Pau, Tarbes" speaks of nothing but where it goes
        boolean ofPlaceOnly =
                at.awaited() == Awaited.CONFIRMATION && reading.products.isEmpty() && reading.variants.isEmpty();
        return IntStream.range(1, reading.tokens.size())
                .filter(word -> name(reading, word) && refused(reading, word))
                .map(word -> other(reading, word, ofPlaceOnly))
                .filter(behind -> behind > 0)
                .boxed()
                .flatMap(behind -> PlaceEnd.toClauseEnd(reading, behind).stream())
                .reduce((first, last) -> last);
    }

    /// Where the name of another place begins behind the refused one; 0 where none does.
    private static int other(Reading reading, int refused, boolean ofPlaceOnly) {
        int end = refused;
        while (name(reading, end)) {
            end++;
        }
        int joint = end < reading.tokens.size() && reading.tokens.get(end).separates() ? end + 1 : end;
        int rather = behind(reading, joint, "but", "correction");
        int other = behind(reading, rather, LEADS);
        boolean town = ofPlaceOnly || reading.town(refused) || reading.town(other);
        return rather > end && town && name(reading, other) ? other : 0;
    }

    private static boolean refused(Reading reading, int at) {
        int from = leads(reading)
                .filter(lead -> lead.end() == at)
                .mapToInt(Hit::start)
                .min()
                .orElse(at);
        return reading.is(from - 1, Word.NOT)
                || Stream.of("no", "negation").flatMap(reading::all).anyMatch(not -> not.end() == from);
    }

    private static int behind(Reading reading, int at, String... sections) {
        return Stream.of(sections)
                .flatMap(section -> Stream.concat(reading.marks(section), reading.all(section)))
                .filter(hit -> hit.start() == at)
                .mapToInt(Hit::end)
                .max()
                .orElse(at);
    }

    private static Stream<Hit> leads(Reading reading) {
        return Stream.of(LEADS).flatMap(reading::marks);
    }

    private static boolean name(Reading reading, int at) {
        return at < reading.tokens.size()
                && reading.capital(at)
                && !reading.inThing(at)
                && !reading.inVariant(at)
                && !reading.person(at)
                && (reading.town(at) || !reading.everyday(at) && !reading.claimed(at));
    }
}
