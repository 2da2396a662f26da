package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the shopper has already, or what a thing is to be used with: "j'ai un bac de 60 litres, quel filtre ?", "nina
/// wavu tayari", "it's for my paddle". It is spoken of and never ordered, nor is its size or its count of anything.
public record Owned(int start, int end) {
    /// Between the words that say so and the thing: "j'ai *8* néons", "I have *a 2 litre* flask".
    private static final int BETWEEN_MAX = 3;

    private static final String BEFORE = "before";

    static List<Owned> in(Reading reading, Found found, Surroundings at) {
        return reading.marks("has")
                .filter(has -> found.competing().stream().noneMatch(hit -> wants(hit, has)))
                .filter(has -> reading.marks("condition")
                        .noneMatch(
                                mark -> mark.start() >= reading.clauseStart(has.start()) && mark.end() <= has.start()))
                .flatMap(has -> found.things().stream()
                        .filter(thing ->
                                asks(reading, has) || thing.products().stream().noneMatch(at.settled()::contains))
                        .filter(thing -> goesWith(reading, found, has, thing) && !refused(reading, found, thing))
                        .findFirst()
                        .map(thing -> new Owned(
                                Math.min(has.start(), counted(reading, thing.start())),
                                Math.max(has.end(), end(reading, found, Math.max(has.end(), thing.end())))))
                        .stream())
                .filter(owned -> IntStream.range(owned.start, owned.end).noneMatch(i -> reading.is(i, Word.OR_NOT)))
                .filter(owned -> found.competing().stream()
                        .filter(hit -> owned.holds(hit.start(), hit.end()))
                        .flatMap(hit -> Intent.of(hit.section()).stream())
                        .noneMatch(intent -> intent.grave() || intent.business()))
                .toList();
    }

    /// "Can *I have* a lamp"
    private static boolean wants(Hit hit, Hit has) {
        boolean overlaps = hit.start() < has.end() && has.start() < hit.end();
        boolean within = has.start() <= hit.start() && hit.end() <= has.end();
        return overlaps && !within && (hit.section().equals("question") || WANTS.contains(hit.section()));
    }

    private static final List<String> WANTS =
            List.of("buying_intent", "add_to_cart", "view_cart", "update_cart", "availability_check");

    private static boolean goesWith(Reading reading, Found found, Hit has, Named thing) {
        if (has.value().equals(BEFORE)) {
            return thing.end() <= has.start() && has.start() - thing.end() <= BETWEEN_MAX;
        }
        if (has.gapped()) {
            return has.start() < thing.start() && thing.end() < has.end();
        }
        return thing.start() >= has.end()
                && thing.start() - has.end() <= BETWEEN_MAX
                && IntStream.range(has.end(), thing.start())
                        .allMatch(i -> leads(reading, i)
                                || found.variants().stream().anyMatch(v -> v.start() <= i && i < v.end()));
    }

    /// "Je ne veux pas de frigo, j'en ai déjà un": that is said of it, whatever the shopper has.
    private static boolean refused(Reading reading, Found found, Named thing) {
        int clause = reading.clauseStart(thing.start());
        return found.competing().stream()
                .anyMatch(
                        hit -> hit.section().equals("negation") && clause <= hit.start() && hit.end() <= thing.start());
    }

    private static boolean asks(Reading reading, Hit has) {
        int end = reading.clauseEnd(has.end());
        return end < reading.tokens.size() && reading.tokens.get(end).is("?");
    }

    /// With the count before it.
    private static int counted(Reading reading, int thing) {
        return thing > 0 && leads(reading, thing - 1) ? thing - 1 : thing;
    }

    private static boolean leads(Reading reading, int at) {
        return reading.number(at)
                || reading.begins("number", at)
                || reading.is(at, Word.A)
                || reading.is(at, Word.POINTER)
                || reading.is(at, Word.NEW)
                || reading.begins("pick", at)
                || reading.marked("unit_pieces", at);
    }

    /// To the end of its clause, or to what is asked or wanted in it: "j'ai un bac *quel filtre*".
    private static int end(Reading reading, Found found, int from) {
        int clause = reading.clauseEnd(from);
        return found.competing().stream()
                .filter(hit -> hit.start() >= from && hit.start() < clause)
                .filter(hit -> hit.section().equals("question") || WANTS.contains(hit.section()))
                .mapToInt(Hit::start)
                .min()
                .orElse(clause);
    }

    boolean holds(int from, int to) {
        return start <= from && to <= end;
    }

    /// Whether more is said than what the shopper has.
    static boolean more(Reading reading, Found found, List<Owned> owned) {
        return Stream.concat(
                                found.things().stream().map(thing -> new Owned(thing.start(), thing.end())),
                                Stream.concat(
                                        found.variants().stream().map(v -> new Owned(v.start(), v.end())),
                                        found.competing().stream()
                                                .filter(hit -> hit.section().equals("question")
                                                        || hit.section().equals("number")
                                                        || Intent.of(hit.section())
                                                                .isPresent())
                                                .map(hit -> new Owned(hit.start(), hit.end()))))
                        .anyMatch(said ->
                                owned.stream().noneMatch(part -> part.start < said.end && said.start < part.end))
                || IntStream.range(0, reading.tokens.size())
                        .anyMatch(i -> reading.number(i) && owned.stream().noneMatch(part -> part.holds(i, i + 1)));
    }
}
