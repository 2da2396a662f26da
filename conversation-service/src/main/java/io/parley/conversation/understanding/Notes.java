package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the seller is to heed when they make or bring what is ordered: "no onions", "leave it with the neighbour".
/// It names nothing that is sold and no place, so it is taken out of the message before the rest of it is read.
final class Notes {
    /// Between "no" and the thing: "no more of the onions".
    private static final int LITTLE_MAX = 3;

    private static final int LETTERS_MIN = 3;
    private static final int WORDS_MAX = 14;

    private final Reading reading;
    /// Something is ordered, so that what is told beside it is said of that.
    private final boolean ordered;
    private final List<Note> found = new ArrayList<>();

    private Notes(Reading reading, boolean ordered) {
        this.reading = reading;
        this.ordered = ordered;
    }

    record Note(int start, int end) {}

    /// Those of a message that orders something, or is said to something that is being ordered or was told.
    static List<Note> in(Reading reading, Surroundings at) {
        boolean ofSomething =
                at.ordering() || at.focus() != null || !at.listed().isEmpty() || !reading.products.isEmpty();
        Notes notes = new Notes(reading, at.ordering() || !reading.products.isEmpty() && !reading.question());
        if (ofSomething) {
            reading.marks("note").sorted(Comparator.comparingInt(Hit::start)).forEach(notes::wish);
            if (!reading.question()) {
                reading.marks("note_before")
                        .sorted(Comparator.comparingInt(Hit::start))
                        .forEach(notes::without);
            }
        }
        return notes.found.stream().sorted(Comparator.comparingInt(Note::start)).toList();
    }

    /// As the shopper wrote them.
    static String words(Reading reading, List<Note> notes) {
        return notes.stream()
                .map(note -> reading.words(note.start(), note.end()))
                .collect(Collectors.joining(", "));
    }

    /// The message without them, every word that stays where it was; what stood around them is parted.
    static String rest(Reading reading, List<Note> notes) {
        StringBuilder rest = new StringBuilder(reading.text);
        for (Note note : notes) {
            int from = reading.tokens.get(note.start()).start();
            int to = reading.tokens.get(note.end() - 1).end();
            rest.replace(from, to, "." + " ".repeat(to - from - 1));
        }
        return rest.toString();
    }

    /// "Leave it with the neighbour", to the end of its clause or to where a place begins.
    private void wish(Hit hit) {
        int said = reading.marks("note")
                .filter(other -> other.start() >= hit.start() && other.start() < hit.end())
                .mapToInt(Hit::end)
                .max()
                .orElse(hit.end());
        int end = said;
        while (end < reading.tokens.size()
                && end - hit.start() < WORDS_MAX
                && !reading.tokens.get(end).separates()
                && (!leadsElsewhere(end) || end == said && withWhom(end))) {
            end++;
        }
        add(hit.start(), withoutCourtesy(said, end));
    }

    /// "No onions", "extra fish": of what nobody sells here.
    private void without(Hit hit) {
        int thing = skip(hit.end(), LITTLE_MAX);
        if (!stranger(thing) || !opens(hit.start())) {
            return;
        }
        int end = thing;
        while (stranger(end) || end > thing && reading.is(end, Word.OR) && stranger(end + 1)) {
            end++;
        }
        int closing = skip(end, LITTLE_MAX);
        if (closing >= reading.tokens.size()
                || reading.tokens.get(closing).separates()
                || leadsElsewhere(closing)
                || reading.thingAt(closing)
                || goesOn(closing)) {
            add(hit.start(), withoutCourtesy(end, closing));
        }
    }

    private void add(int start, int end) {
        boolean apart = found.stream().noneMatch(other -> start < other.end() && other.start() < end);
        // what is made to order is asked of a person
        boolean custom = reading.found("custom_request").anyMatch(hit -> hit.start() < end && start < hit.end());
        // "hủ tiếu không hành", where it comes in that too
        boolean variant = reading.variants.stream().anyMatch(name -> name.start() == start);
        // "I'm allergic to wool, anything without it?" asks a person, and orders nothing yet
        boolean medical =
                !ordered && reading.found("medical_question").anyMatch(hit -> hit.start() < end && start < hit.end());
        if (apart && !custom && !variant && !medical) {
            found.add(new Note(start, end));
        }
    }

    /// A clause begins with it, or it stands behind a thing, a count or a courtesy: "fried rice no liver".
    private boolean opens(int at) {
        int before = at - 1;
        return before < 0
                || reading.tokens.get(before).separates()
                || reading.number(before)
                || reading.nicety(before)
                || reading.inVariant(before)
                || reading.is(before, Word.AND)
                || reading.is(before, Word.WITH)
                || reading.within("but", before)
                || found.stream().anyMatch(note -> note.end() == at)
                || reading.products.stream().anyMatch(name -> name.end() == at);
    }

    private boolean stranger(int at) {
        if (at >= reading.tokens.size()) {
            return false;
        }
        Token token = reading.tokens.get(at);
        return token.word()
                && token.norm().length() >= LETTERS_MIN
                && !reading.claimed(at)
                && !reading.everyday(at)
                && !reading.person(at)
                && !reading.town(at)
                && !reading.inVariant(at)
                && !reading.is(at, Word.SHADE)
                && reading.products.stream().noneMatch(name -> name.start() <= at && at < name.end())
                && Stream.of("polite", "particle", "unit_size", "unit_money", "date", "note_before", "place_before")
                        .noneMatch(mark -> reading.marked(mark, at));
    }

    /// Where to, how many or what else.
    private boolean leadsElsewhere(int at) {
        return reading.marked("place_before", at)
                || reading.marked("place_weak", at)
                        && at + 1 < reading.tokens.size()
                        && (reading.capital(at + 1) || reading.town(at + 1) || reading.number(at + 1))
                || reading.is(at, Word.AND) && (reading.thingAt(at + 1) || reading.number(at + 1));
    }

    /// "Sonnez chez Dupont": neither a town nor a house.
    private boolean withWhom(int at) {
        return at + 1 < reading.tokens.size()
                && !reading.thingAt(at + 1)
                && (reading.marked("place_before", at) || reading.marked("place_weak", at))
                && !reading.town(at + 1)
                && !reading.number(at + 1);
    }

    /// With another wish.
    private boolean goesOn(int at) {
        return reading.marked("note", at) || reading.marked("note_before", at);
    }

    /// Little words, as many as there may be.
    private int skip(int from, int most) {
        int at = from;
        while (at < reading.tokens.size()
                && at - from < most
                && reading.tokens.get(at).word()
                && (reading.everyday(at) || reading.nicety(at))
                && !leadsElsewhere(at)
                && !goesOn(at)) {
            at++;
        }
        return at;
    }

    private int withoutCourtesy(int least, int end) {
        int last = end;
        while (last > least
                && (reading.marked("polite", last - 1)
                        || !reading.tokens.get(last - 1).word() && !reading.number(last - 1))) {
            last--;
        }
        return last;
    }
}
