package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.ToldPlace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "Take Boise off the address, I'm in Meridian", "remove flat 3": what is taken out of the place that the order has,
/// and what comes instead. What is left is the whole place.
final class PlaceEdit {
    private static final String[] LEADS = {"place_lead", "place_before", "place_weak"};

    private PlaceEdit() {}

    static Optional<Place> in(Reading reading, Surroundings at) {
        String place = at.place();
        return place == null || !at.ordering() || reading.question()
                ? Optional.empty()
                : reading.found("remove_from_cart")
                        .sorted(Comparator.comparingInt(Hit::length).reversed())
                        .flatMap(off -> takenOut(reading, off, place).stream())
                        .findFirst();
    }

    private static Optional<Place> takenOut(Reading reading, Hit off, String place) {
        Hit address = address(reading, off);
        int to = address == null ? reading.clauseEnd(off.end() - 1) : address.start();
        List<Integer> said = IntStream.range(off.start(), to)
                .filter(i -> !(i < off.end() && off.owns(i)) && word(reading, i))
                .boxed()
                .toList();
        List<Token> words = said.stream().map(reading.tokens::get).toList();
        boolean ofPlace = address != null
                || said.stream().noneMatch(i -> reading.inThing(i) || reading.inVariant(i))
                        && (said.stream().anyMatch(i -> ofAddress(reading, i))
                                        // "j'ai oublié la rue : 14 rue des Lilas"
                                        && said.stream().noneMatch(reading::number)
                                || said.stream().anyMatch(i -> !reading.everyday(i) && !reading.number(i))
                                        && ToldPlace.without(place, words) != null);
        if (!ofPlace) {
            return Optional.empty();
        }
        String left = ToldPlace.without(place, words);
        int end = address == null ? to : address.end();
        Place other = other(reading, end);
        String rest = left == null ? place : left;
        return Optional.of(new Place(
                other == null ? rest : ToldPlace.inPlaceOf(rest, other.words()),
                off.start(),
                other == null ? end : other.end(),
                Place.Kind.WHOLE));
    }

    private static boolean word(Reading reading, int at) {
        return reading.tokens.get(at).word() || reading.number(at);
    }

    /// "The *postcode*", "the *flat*": what an address has, whether this one has it or not.
    private static boolean ofAddress(Reading reading, int at) {
        return Stream.of("street", "within_house", "place_lead").anyMatch(mark -> reading.marked(mark, at))
                && !reading.everyday(at);
    }

    /// Where it says that it speaks of the address.
    private static @Nullable Hit address(Reading reading, Hit off) {
        return Stream.of("from_address", "to_address")
                .flatMap(reading::marks)
                .filter(hit -> hit.start() > off.start()
                        && reading.clauseStart(hit.start()) == reading.clauseStart(off.start()))
                .min(Comparator.comparingInt(Hit::start))
                .orElse(null);
    }

    /// "…, *I'm in Meridian ID*": where it goes instead, told behind.
    private static @Nullable Place other(Reading reading, int from) {
        int start = from;
        boolean led = false;
        while (start < reading.tokens.size()) {
            int behind = behindLead(reading, start);
            led |= behind > start;
            boolean passes = behind > start || !word(reading, start) || reading.nicety(start);
            if (!passes) {
                break;
            }
            start = Math.max(behind, start + 1);
        }
        boolean place = start < reading.tokens.size()
                && !reading.thingAt(start)
                && (reading.town(start)
                        || led && (reading.capital(start) || reading.number(start))
                        || Addresses.looksLikePlace(reading, start));
        return place ? PlaceEnd.toClauseEnd(reading, start).orElse(null) : null;
    }

    private static int behindLead(Reading reading, int at) {
        return Stream.of(LEADS)
                .flatMap(reading::marks)
                .filter(lead -> lead.start() == at)
                .mapToInt(Hit::end)
                .max()
                .orElse(at);
    }
}
