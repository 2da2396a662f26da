package io.parley.conversation.understanding;

import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// When, with whom or in what the goods are to come: "ship buổi tối", "send it by bus", "tuma kwa boda". It is said to
/// the seller, who arranges it, and it is nowhere.
final class Brought {
    private final Reading reading;
    private final Times times;

    private Brought(Reading reading) {
        this.reading = reading;
        this.times = new Times(reading);
    }

    /// @param least where it has been said; what follows in its clause may belong to it
    record Wish(int start, int least) {}

    static Stream<Wish> in(Reading reading) {
        Brought brought = new Brought(reading);
        return Asking.orNot(reading) ? Stream.of() : brought.wishes();
    }

    private Stream<Wish> wishes() {
        return Stream.of(
                        reading.all("pickup")
                                .filter(comes -> comes.weight() <= 0.5)
                                .map(comes -> new Wish(comes.end(), at(comes.end()))),
                        reading.marks("brings")
                                // "i go come *carry am* tomorrow" fetches it
                                .filter(sends -> !reading.within("pickup", sends.start()))
                                .map(sends -> new Wish(sends.start(), how(sends.end()))),
                        reading.marks("carried_by").map(by -> new Wish(by.start(), alone(known(by.end())))))
                .flatMap(wishes -> wishes)
                .filter(wish -> wish.least() > wish.start() && !leads(wish) && !asked(wish));
    }

    /// "*What time* do you deliver", and not "bring am for morning *when* sun never hot".
    private boolean asked(Wish wish) {
        return reading.all("question")
                .anyMatch(asks -> asks.start() >= reading.clauseStart(wish.start()) && asks.start() < wish.start());
    }

    /// "Ship toi so 9": written without accents "tới" is no evening, but leads to a place.
    private boolean leads(Wish wish) {
        return reading.marks("place_before")
                .anyMatch(lead -> lead.start() == wish.start() && lead.end() == wish.least());
    }

    /// Where it ends that is told behind "send it"; 0 when something else is.
    private int how(int from) {
        int with = reading.marks("carried_by")
                .filter(by -> by.start() == from)
                .mapToInt(by -> Math.max(known(by.end()), named(by)))
                .max()
                .orElse(0);
        return Stream.of(with, known(from), when(from)).max(Integer::compare).orElse(0);
    }

    /// "DHL", "a bike": whoever brings things; 0 when it is nobody known, or a thing that is sold.
    private int known(int from) {
        int at = reading.article(from) ? from + 1 : from;
        return reading.marks("carrier")
                .filter(carrier -> carrier.start() == at && !reading.inThing(at))
                .mapToInt(Hit::end)
                .max()
                .orElse(0);
    }

    /// "With *Guardian*": a name that is nowhere and nobody's.
    private int named(Hit by) {
        int at = by.end();
        boolean name = by.weight() > 0.5
                && at < reading.tokens.size()
                && reading.capital(at)
                && !reading.town(at)
                && !reading.person(at)
                && !reading.inThing(at)
                && !reading.inVariant(at);
        return name ? at + 1 : 0;
    }

    /// "In the *evening*", "*asap*"
    private int when(int from) {
        int soon = reading.marks("brought_when")
                .filter(when -> when.start() == from)
                .mapToInt(Hit::end)
                .max()
                .orElse(0);
        int time = times.after(from);
        return time > from ? Math.max(time, soon) : soon;
    }

    /// "I go come *by 4*": an hour without its word, that closes the clause.
    private int at(int from) {
        boolean hour = Stream.of("date_before", "place_near", "place_weak").anyMatch(lead -> reading.marked(lead, from))
                && reading.number(from + 1)
                && reading.clauseEnd(from) == from + 2;
        return hour ? from + 2 : 0;
    }

    /// "Bouaké *par car UTB*", and no "by bus station": nothing else is told of it than its name, or when.
    private int alone(int end) {
        boolean closes = IntStream.range(end, reading.clauseEnd(Math.max(0, end - 1)))
                .allMatch(i -> reading.nicety(i) || reading.capital(i) && !reading.marked("street", i));
        return end > 0 && (closes || times.after(end) > end || reading.is(end, Word.AND)) ? end : 0;
    }
}
