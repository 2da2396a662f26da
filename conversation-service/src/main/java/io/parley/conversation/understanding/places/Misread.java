package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.catalogue.Glossary;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Word;
import java.util.stream.IntStream;

/// What was read as a place and is none: a size, a count, for how many, a word of a thing's own name.
final class Misread {
    private Misread() {}

    static boolean is(Reading reading, Place place) {
        return lacking(reading, place)
                || notThere(reading, place)
                || littleWord(reading, place)
                || thingInSize(reading, place)
                || people(reading, place)
                || pieces(reading, place)
                || ofThing(reading, place)
                || ofThingMade(reading, place)
                || reading.inAmount(place.start(), place.end())
                || spokenOf(reading, place)
                || NoPlace.purpose(reading, place.start(), place.end())
                // "na for *toilet or* room?"
                || reading.is(place.end() - 1, Word.OR);
    }

    /// "C'est pour *mon bac*", "no i already *have a lamp, remove* that": what the shopper has.
    private static boolean spokenOf(Reading reading, Place place) {
        return reading.onlyOwned || IntStream.range(place.start(), place.end()).anyMatch(i -> reading.owned(i, i + 1));
    }

    /// "The jumper in XS", though there is none.
    private static boolean lacking(Reading reading, Place place) {
        return reading.lacking != null && place.words().equals(reading.lacking.words());
    }

    /// "No, *not to* Bodija": where it is not to go.
    private static boolean notThere(Reading reading, Place place) {
        return reading.ledTo(place.start()) && reading.is(place.start() - 2, Word.NOT);
    }

    /// "For *the* harness", "can it come *before* saturday", "mnatuma *kwa* siku ngapi", "zifike *kabla ya saa
    /// mbili*": what is left of it is called nothing.
    static boolean littleWord(Reading reading, Place place) {
        int at = place.start();
        boolean time = !reading.capital(at)
                && reading.marks("date_before")
                        .filter(hit -> hit.start() == at)
                        .anyMatch(hit -> reading.marked("unit_size", hit.end())
                                && (reading.number(hit.end() + 1) || reading.begins("number", hit.end() + 1)));
        if (time) {
            return true;
        }
        return place.end() - at == 1
                && !reading.capital(at)
                && (reading.is(at, Word.ARTICLE_OF_PLACE)
                        || reading.is(at, Word.POINTER)
                        || reading.is(at, Word.HOUR)
                        || reading.is(at, Word.TOWARDS)
                        || reading.marked("date_before", at));
    }

    /// "And *the 4mm needles*": a thing in its size, and no house in its street.
    private static boolean thingInSize(Reading reading, Place place) {
        return IntStream.range(place.start(), place.end())
                        .allMatch(i -> reading.is(i, Word.POINTER)
                                || i == place.start() && reading.is(i, Word.AND)
                                || reading.inVariant(i)
                                || reading.inThing(i))
                && IntStream.range(place.start(), place.end()).anyMatch(i -> reading.inThing(i))
                && IntStream.range(place.start(), place.end()).anyMatch(i -> reading.number(i) && reading.inVariant(i));
    }

    /// "C'est pour *2 joueurs* ?": for how many, and nowhere.
    private static boolean people(Reading reading, Place place) {
        return reading.number(place.start())
                && reading.is(place.start() + 1, Word.PEOPLE)
                && place.end() == place.start() + 2;
    }

    /// "Send *2 pcs*": so many, and nowhere.
    private static boolean pieces(Reading reading, Place place) {
        return reading.marked("unit_pieces", place.end() - 1)
                && IntStream.range(place.start(), place.end())
                        .allMatch(i -> reading.number(i) || reading.marked("unit_pieces", i));
    }

    /// "Mito miwili ya *kochi*", of a cushion that is called "mto wa kochi": a word of the thing's own name.
    private static boolean ofThing(Reading reading, Place place) {
        return place.end() - place.start() == 1
                && !reading.capital(place.start())
                && reading.products.stream()
                        .filter(thing -> thing.end() <= place.start()
                                && reading.clauseStart(thing.start()) == reading.clauseStart(place.start()))
                        .flatMap(thing -> thing.products().stream())
                        .anyMatch(product -> reading.catalogue.named(
                                product, reading.tokens.get(place.start()).norm()));
    }

    /// "Un pain au *chocolat*", "2 croissants aux *raisins*": right behind a thing of the shop, what is in it.
    private static boolean ofThingMade(Reading reading, Place place) {
        int at = place.start();
        return place.end() - at == 1
                && !reading.capital(at)
                && !reading.town(at)
                && reading.products.stream().anyMatch(thing -> thing.end() == at - 1)
                && (reading.catalogue.knows(reading.tokens.get(at).norm())
                        || !Glossary.english(reading.tokens.get(at).exact()).isEmpty());
    }
}
