package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Way;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The whole answer to "where to?", without the niceties around it.
final class AnswerWhere {
    private AnswerWhere() {}

    static Optional<Place> read(Reading reading, Surroundings at) {
        int words = beforeReason(reading);
        if (onlyTown(reading)) {
            return PlaceEnd.trimmed(reading, 0, words, false);
        }
        int town = townBeforeBut(reading, words);
        if (town > 0) {
            return PlaceEnd.trimmed(reading, 0, town, false);
        }
        boolean house = reading.numbered() && NoPlace.addressLike(reading);
        boolean ofOrder =
                reading.namesOrdered && reading.marks("street").findAny().isEmpty();
        if (ofOrder
                || pointsAtThing(reading)
                || NoPlace.otherMatter(reading, house ? PlaceEnd.sentenceEnd(reading, 0, words) : words)) {
            return besideElse(reading, at).or(() -> opening(reading));
        }
        boolean[] nicety = niceties(reading);
        int start = 0;
        int end = words;
        while (start < end
                && (nicety[start] && !Postcodes.tied(reading, start) || !letterOrNumber(reading.tokens.get(start)))) {
            start++;
        }
        while (end > start && (nicety[end - 1] || !letterOrNumber(reading.tokens.get(end - 1)))) {
            end--;
        }
        return NoPlace.particles(reading, start, end)
                ? Optional.empty()
                : place(reading, start, beforeClosing(reading, start, end));
    }

    /// "14 Oak Lane *is my address*"
    private static int beforeClosing(Reading reading, int start, int end) {
        return reading.marks("place_end")
                .filter(hit -> hit.length() > 1 && hit.start() > start && hit.end() == end)
                .mapToInt(Hit::start)
                .min()
                .orElse(end);
    }

    /// "25 *because 5 may die*": why it is so lies nowhere, nor does whom it is for: "Cocody, *c'est pour mon papa*".
    private static int beforeReason(Reading reading) {
        Stream<Hit> whom = reading.marks("reason")
                .filter(why -> why.start() == reading.clauseStart(why.start())
                        && why.end() < reading.tokens.size()
                        && reading.person(why.end())
                        && IntStream.range(why.end(), reading.tokens.size())
                                .noneMatch(i -> reading.capital(i) || reading.number(i) || reading.town(i)));
        return Stream.concat(reading.marks("because"), whom)
                .mapToInt(Hit::start)
                .filter(why -> why > 0 && !reading.capital(why))
                .min()
                .orElse(reading.tokens.size());
    }

    /// "Nice", and not how nice; "nha trang", whose first word is a courtesy by itself.
    private static boolean onlyTown(Reading reading) {
        int words = reading.tokens.size();
        return (reading.capital(0) || words > 1) && reading.towns.contain(reading.tokens, 0, words);
    }

    /// "Lille stp *mais un seul*": what stands behind the but says how many, and no other place; 0 where it is not so.
    private static int townBeforeBut(Reading reading, int words) {
        int but = reading.found("but").mapToInt(Hit::start).min().orElse(0);
        int town = but;
        while (town > 0 && reading.marked("polite", town - 1)) {
            town--;
        }
        boolean only = but > 0
                && reading.towns.contain(reading.tokens, 0, town)
                && IntStream.range(but, words)
                        .noneMatch(i -> reading.number(i) && !reading.plural(i)
                                || reading.capital(i)
                                || reading.town(i)
                                || reading.begins("street", i));
        return only ? town : 0;
    }

    /// "The black one then, 1. Ikeja"
    private static boolean pointsAtThing(Reading reading) {
        return IntStream.range(0, reading.tokens.size() - 2)
                .filter(i -> reading.is(i, Word.POINTS))
                .anyMatch(i -> reading.is(i + 2, Word.PRONOUN));
    }

    /// "Sans la gigoteuse. 8 rue Nationale à Lille": the address, or the town, beside another matter.
    private static Optional<Place> besideElse(Reading reading, Surroundings at) {
        return Addresses.street(reading, at)
                .filter(place -> reading.house(place) && !Asking.of(reading, place))
                .or(() -> NamedTown.in(reading))
                .or(() -> Addresses.numberedName(reading)
                        .filter(place -> Addresses.closes(reading, place) || Addresses.opens(reading, place)))
                .or(() -> closing(reading))
                .filter(place -> !reading.question() || asksToCome(reading, place));
    }

    /// "Kapsabet *mnafika?*", as "mnafika Kapsabet?" tells where to.
    private static boolean asksToCome(Reading reading, Place place) {
        return reading.all("delivery_question").anyMatch(hit -> hit.start() == place.end());
    }

    /// "Et une gigoteuse. Rezé": a last sentence of nothing but a name.
    private static Optional<Place> closing(Reading reading) {
        int end = reading.tokens.size();
        int start = IntStream.range(0, end)
                        .filter(i -> reading.tokens.get(i).is("."))
                        .filter(i -> i + 1 < end)
                        .max()
                        .orElse(end)
                + 1;
        return start < end
                        && end - start <= NAME_MAX
                        && IntStream.range(start, end).allMatch(i -> unknownName(reading, i))
                ? PlaceEnd.trimmed(reading, start, end, false)
                : Optional.empty();
    }

    private static final int NAME_MAX = 3;

    private static boolean unknownName(Reading reading, int at) {
        return nameOfPlace(reading, at)
                && reading.capital(at)
                && !reading.catalogue.knows(reading.tokens.get(at).norm());
    }

    /// "Kitengela Milimani, nalipa ikifika sawa?", "Likoni, karibu na ferry. Jumla?": it opens with nothing but names,
    /// and something is asked in a clause behind it.
    private static Optional<Place> opening(Reading reading) {
        int asks = reading.hits.stream()
                .filter(hit -> Intent.of(hit.section()).filter(ASKED::contains).isPresent())
                .mapToInt(Hit::start)
                .min()
                .orElse(0);
        int end = reading.clauseStart(asks) - 1;
        boolean names = end > 0
                && IntStream.range(0, Math.min(end, reading.clauseEnd(0)))
                        .allMatch(i -> nameOfPlace(reading, i) && (reading.town(i) || !reading.common(i))
                                || i > 0 && (reading.marked("polite", i) || reading.marked("particle", i)));
        boolean otherwise = reading.hits.stream().anyMatch(hit -> hit.start() < end && NoPlace.wants(hit))
                || IntStream.range(0, Math.max(end, 0)).anyMatch(i -> reading.thingAt(i) || reading.inVariant(i));
        return names && !otherwise ? PlaceEnd.trimmed(reading, 0, end, false) : Optional.empty();
    }

    /// What is asked beside where it goes.
    private static final Set<Intent> ASKED =
            Set.of(Intent.VIEW_CART, Intent.PRICE_CHECK, Intent.PAYMENT_QUESTION, Intent.DELIVERY_QUESTION);

    private static boolean nameOfPlace(Reading reading, int at) {
        return reading.town(at)
                || reading.number(at) && at > 0
                || reading.capital(at)
                        && !reading.claimed(at)
                        && !reading.everyday(at)
                        && !reading.person(at)
                        && !reading.marked("polite", at);
    }

    private static Optional<Place> place(Reading reading, int from, int to) {
        // "1. My address is 5 Hill St"
        boolean counted = reading.number(from)
                && from + 1 < to
                && reading.tokens.get(from + 1).is(".")
                && leadEnd(reading, from + 2) > from + 2;
        int lead = leadEnd(reading, behindContact(reading, counted ? from + 2 : behindPurpose(reading, from, to), to));
        int end = PlaceEnd.beforeName(reading, lead, PlaceEnd.sentenceEnd(reading, lead, to));
        int address = behindWhich(reading, corrected(reading, lead, end), end);
        int behindOnly = behindOnlyCount(reading, behindDate(reading, address, end), end);
        int start = behindRefused(reading, behindCount(reading, behindOnly, end), end);
        if (NoPlace.besides(reading, start, end)) {
            return NamedTown.in(reading);
        }
        return end - start > PlaceEnd.WORDS_MAX || NoPlace.none(reading, start, end)
                ? Optional.empty()
                : PlaceEnd.trimmed(reading, start, end, false);
    }

    /// "Sđt em 0909 123 456, *7 hẻm 12*": the number has been taken out, and what led to it is no place.
    private static int behindContact(Reading reading, int from, int to) {
        int end = reading.clauseEnd(from);
        boolean contact = reading.marked("place_end", from)
                && end + 1 < to
                && IntStream.range(from, end).allMatch(i -> reading.everyday(i) || reading.marked("place_end", i));
        return contact ? end + 1 : from;
    }

    /// "It's for a colleague's leaving do. *44 Mare Street*", "worth a try lol. *Flat 3*": a first sentence that says
    /// what it is for, or only laughs.
    private static int behindPurpose(Reading reading, int from, int to) {
        int stop = IntStream.range(from, to)
                .filter(i -> reading.tokens.get(i).is(".")
                        || reading.tokens.get(i).is("!")
                        || reading.is(i, Word.LAUGHS)
                                && !reading.tokens.get(Math.min(i + 1, to - 1)).separates())
                .findFirst()
                .orElse(to);
        boolean purpose = stop + 1 < to
                && (reading.number(stop + 1) || reading.capital(stop + 1) || reading.marked("street", stop + 1))
                && IntStream.range(from, stop + 1)
                        .anyMatch(i -> reading.endsMark("share", i + 1) || reading.is(i, Word.LAUGHS))
                && IntStream.range(from, stop)
                        .noneMatch(i -> reading.number(i)
                                || reading.town(i)
                                || reading.begins("street", i)
                                || reading.capital(i) && i > from);
        return purpose ? stop + 1 : from;
    }

    private static int leadEnd(Reading reading, int from) {
        return Stream.of("place_lead", "place_before")
                .flatMap(section -> Stream.concat(reading.marks(section), accented(reading, section)))
                .filter(hit -> hit.start() == from)
                .mapToInt(Hit::end)
                .max()
                .orElse(from);
    }

    /// "À Cocody", where nothing else tells the language: written with its accent it leads to a place in any.
    private static Stream<Hit> accented(Reading reading, String section) {
        return reading.changing(section)
                .filter(hit ->
                        hit.length() == 1 && !reading.tokens.get(hit.start()).plain());
    }

    /// The words that are courtesy, or belong to a phrase that is no part of an address.
    private static boolean[] niceties(Reading reading) {
        boolean[] nicety = new boolean[reading.tokens.size()];
        Stream.concat(reading.hits.stream().filter(hit -> !partOfAddress(reading, hit)), reading.marks("polite"))
                .forEach(hit -> Arrays.fill(nicety, hit.start(), hit.end(), true));
        // "nhà mình số 14": no "nha"
        reading.marks("place_lead")
                .filter(hit -> hit.length() > 1)
                .forEach(hit -> Arrays.fill(nicety, hit.start(), hit.end(), false));
        return nicety;
    }

    static boolean partOfAddress(Reading reading, Hit hit) {
        return hit.section().equals("number")
                || houseNumber(reading, hit)
                || landmark(reading, hit)
                || NoPlace.landmark(reading, hit)
                || townBehind(reading, hit)
                || reading.marks("street").anyMatch(street -> street.start() < hit.start() && hit.end() <= street.end())
                || opensStreet(reading, hit)
                || Way.which(reading, hit)
                || district(reading, hit);
    }

    /// "No 7 Unity Close" refuses nothing.
    private static boolean houseNumber(Reading reading, Hit hit) {
        int next = hit.end() < reading.tokens.size()
                        && reading.tokens.get(hit.end()).is(".")
                ? hit.end() + 1
                : hit.end();
        return (hit.section().equals("no") || hit.section().equals("negation")) && reading.number(next);
    }

    /// "Near the bank" ends with no question of payment, and "61 Moss Lane, Sale" with none of prices.
    private static boolean landmark(Reading reading, Hit hit) {
        return hit.length() == 1
                && hit.start() > 2
                && hit.end() == reading.tokens.size()
                && (!reading.tokens.get(hit.start() - 1).separates()
                        || reading.tokens.get(hit.start() - 1).is(",") && reading.capital(hit.start()))
                && NoPlace.wants(hit);
    }

    /// "22, rue de la Paix, Nice" ends with a town, whatever else its name means.
    private static boolean townBehind(Reading reading, Hit hit) {
        return hit.start() > 1
                && reading.tokens.get(hit.start() - 1).is(",")
                && reading.capital(hit.start())
                && reading.town(hit.start());
    }

    /// "Block 3, Unity estate" blocks nobody, and "Lower Mill, 4 Quay Road" lowers no price.
    private static boolean opensStreet(Reading reading, Hit hit) {
        return hit.length() == 1
                && (reading.marked("street", hit.start()) && reading.number(hit.end())
                        || reading.capital(hit.start())
                                && reading.marked("street", hit.end())
                                && reading.capital(hit.end()));
    }

    /// "Lyon 1er", "Paris 2e", "3rd Avenue", "2nd floor": a number behind a name or before the word for a street or a
    /// part of a house picks nothing.
    private static boolean district(Reading reading, Hit hit) {
        boolean numbered = hit.section().equals("pick") && reading.number(hit.start());
        boolean floor = numbered && (reading.marked("within_house", hit.end()) || reading.is(hit.end(), Word.HOUSE));
        return floor
                || numbered && reading.marked("street", hit.end())
                || numbered && hit.start() > 0 && (reading.capital(hit.start() - 1) || reading.town(hit.start() - 1));
    }

    /// "Marseille, ah non, plutôt Nice": what comes last is meant.
    private static int corrected(Reading reading, int start, int end) {
        int from = reading.all("correction")
                .filter(hit -> hit.start() > start && hit.end() < end)
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
        while (from > start
                && from < end
                && (!letterOrNumber(reading.tokens.get(from)) || reading.marked("particle", from))) {
            from++;
        }
        return from < end ? from : start;
    }

    /// "*Rose alors.* Parcelles assainies unité 12": a sentence before it says no more than which one.
    private static int behindWhich(Reading reading, int start, int end) {
        return IntStream.range(start + 1, Math.max(start + 1, end - 1))
                .filter(i -> reading.tokens.get(i).is("."))
                .findFirst()
                .stream()
                .filter(stop -> NoPlace.saysWhich(reading, start, stop))
                .map(stop -> stop + 1)
                .findFirst()
                .orElse(start);
    }

    /// "Just two then, Kericho": a number spelled out, or with a word for pieces, before the comma is how many.
    private static int behindCount(Reading reading, int start, int end) {
        boolean counts = false;
        if (end - start > 2
                && reading.number(start)
                && reading.tokens.get(start + 1).is(".")
                && reading.number(start + 2)) {
            // "4. 27 Acacia Avenue"
            return start + 2;
        }
        for (int i = start; i + 1 < end; i++) {
            if (counts && reading.tokens.get(i).is(",")) {
                return i + 1;
            }
            boolean spelled = reading.within("number", i);
            boolean pieces = reading.number(i) && reading.marked("unit_pieces", i + 1);
            counts |= spelled || pieces;
            boolean beside = reading.everyday(i) || reading.marked("unit_pieces", i) || reading.marked("particle", i);
            if (!spelled && !pieces && (!beside || reading.capital(i) && i > start)) {
                return start;
            }
        }
        return start;
    }

    /// "Oh just 1 copy. *14 Park Row*", "mbili tu. *Dodoma*": a first sentence that says no more than how many.
    private static int behindOnlyCount(Reading reading, int start, int end) {
        int stop = IntStream.range(start, end)
                .filter(i ->
                        reading.tokens.get(i).is(".") || reading.tokens.get(i).is("!"))
                .findFirst()
                .orElse(end);
        boolean counts = IntStream.range(start, stop).anyMatch(i -> counts(reading, i));
        boolean name = stop + 1 < end && (reading.number(stop + 1) || reading.capital(stop + 1));
        return counts && name && IntStream.range(start, stop).allMatch(i -> besideCount(reading, i, start))
                ? stop + 1
                : start;
    }

    private static boolean counts(Reading reading, int at) {
        return (reading.number(at) || reading.within("number", at)) && !Addresses.numberOf(reading, at - 1);
    }

    private static boolean besideCount(Reading reading, int at, int start) {
        return counts(reading, at)
                || !(reading.capital(at) && at > start)
                        && (reading.everyday(at)
                                || Stream.of("only_that", "unit_pieces", "particle", "polite")
                                        .flatMap(reading::marks)
                                        .anyMatch(hit -> hit.start() <= at && at < hit.end())
                                || reading.within("correction", at));
    }

    /// "Mardi si possible, Le Bistrot 9 rue Berbisey": where to stands behind the comma.
    private static int behindDate(Reading reading, int start, int end) {
        if (start >= end || !reading.marked("date", start)) {
            return start;
        }
        int comma = reading.clauseEnd(start);
        boolean onlyDate = IntStream.range(start + 1, comma)
                .allMatch(i -> reading.everyday(i)
                        || Stream.of("date", "polite", "particle", "condition", "place_end")
                                .flatMap(reading::marks)
                                .anyMatch(hit -> hit.start() <= i && i < hit.end()));
        return onlyDate && comma + 1 < end ? comma + 1 : start;
    }

    /// "Si Karen, ni Langata", "not Yaba, Ikeja": behind the comma, where what stands before it is refused.
    private static int behindRefused(Reading reading, int start, int end) {
        boolean refused = reading.is(start, Word.NOT)
                || reading.is(start - 1, Word.NOT)
                || reading.found("negation").anyMatch(hit -> hit.start() == start || hit.end() == start);
        // "No 4, Admiralty Way" and "No. 4 Ogui Road, Enugu" refuse nothing
        boolean house = IntStream.rangeClosed(start, start + 2)
                .filter(i -> i < end && reading.number(i))
                .map(i -> i > 1 && reading.tokens.get(i - 1).is(".") ? i - 2 : i - 1)
                .anyMatch(i -> Addresses.numberOf(reading, i));
        for (int i = start; refused && !house && i + 1 < end; i++) {
            if (reading.tokens.get(i).is(",")) {
                int behind = i + 1;
                return Stream.of("place_lead", "place_before", "place_weak")
                        .flatMap(reading::marks)
                        .filter(hit -> hit.start() == behind && hit.end() < end)
                        .mapToInt(Hit::end)
                        .max()
                        .orElse(behind);
            }
        }
        return start;
    }

    private static boolean letterOrNumber(Token token) {
        return token.word() || token.number();
    }
}
