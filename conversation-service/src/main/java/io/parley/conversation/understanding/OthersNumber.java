package io.parley.conversation.understanding;

import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.GivenNames;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "Call her 0809 988 7766", "elle s'appelle Aya, son num 0708 09 10 11": a telephone that is somebody else's than the
/// shopper's. It is told the seller in the shopper's words, and no contact of theirs.
///
/// @param start where its words begin, as tokens
/// @param end behind what is still said of the call
record OthersNumber(int start, int end) {
    /// Between what says whose it is and the number: "her number for the delivery is".
    private static final int WORDS_MAX = 8;

    private static final int NAMES_MAX = 6;
    private static final int REST_MAX = 6;
    private static final String OTHERS = "other";

    /// @param phone where it stood in the text, that has been taken out
    static @Nullable OthersNumber in(Reading reading, Marked.Span phone) {
        if (phone.end() == 0) {
            return null;
        }
        int at = (int) reading.tokens.stream()
                .filter(token -> token.start() < phone.start())
                .count();
        Hit whose = whose(reading, at);
        if (whose == null || !whose.value().equals(OTHERS)) {
            return null;
        }
        int start = whose.start() < at ? fromName(reading, fromNote(reading, whose.start())) : at;
        return new OthersNumber(start, rest(reading, Math.max(at, whose.end())));
    }

    /// The nearest before the number in its sentence; else what stands right behind it.
    private static @Nullable Hit whose(Reading reading, int at) {
        return reading.marks("whose_number")
                .filter(hit -> hit.end() <= at && at - hit.end() <= WORDS_MAX && sameSentence(reading, hit.end(), at))
                .max(Comparator.comparingInt(Hit::end).thenComparing(Hit::length))
                .or(() -> reading.marks("whose_number")
                        .filter(hit ->
                                hit.start() >= at && hit.start() - at <= 2 && sameSentence(reading, at, hit.start()))
                        .max(Comparator.comparingInt(Hit::length)))
                .orElse(null);
    }

    private static boolean sameSentence(Reading reading, int from, int to) {
        return IntStream.range(from, to)
                .noneMatch(i -> reading.tokens.get(i).is(".")
                                && !(i > 0 && reading.tokens.get(i - 1).norm().length() <= 3)
                        || reading.tokens.get(i).is("!")
                        || reading.tokens.get(i).is("?"));
    }

    /// "*Tell the rider make e* call her".
    private static int fromNote(Reading reading, int start) {
        return reading.marks("note")
                .filter(hit -> hit.start() < start && start <= hit.end())
                .mapToInt(Hit::start)
                .min()
                .orElse(start);
    }

    /// "*Anayepokea ni Achieng*, namba yake", "*it's for my sister Jane*, her number is": with who it is.
    private static int fromName(Reading reading, int start) {
        int from = start;
        while (from > 0 && start - from < NAMES_MAX && ofName(reading, from - 1)) {
            from--;
        }
        while (from < start && !reading.tokens.get(from).word()) {
            from++;
        }
        int first = from;
        boolean named = IntStream.range(first, start)
                .anyMatch(i -> reading.person(i)
                        || GivenNames.contain(reading.tokens.get(i).norm()));
        int led = Stream.of("name_before", "receiver", "to_whom")
                .flatMap(reading::marks)
                .filter(hit -> hit.start() < start && hit.end() >= first && hit.start() < first + 2)
                .mapToInt(Hit::start)
                .min()
                .orElse(-1);
        if (led < 0) {
            return named ? first : start;
        }
        int opens = Math.min(led, first);
        return opens > 0 && reading.person(opens - 1) ? opens - 1 : opens;
    }

    private static boolean ofName(Reading reading, int at) {
        Token token = reading.tokens.get(at);
        boolean name = reading.capital(at) || GivenNames.contain(token.norm());
        return token.is(",")
                || reading.is(at, Word.AND)
                || reading.person(at)
                || reading.is(at, Word.TITLE)
                || name
                        && !reading.number(at)
                        && !reading.town(at)
                        && !reading.begins("street", at)
                        && !reading.inThing(at);
    }

    /// "Call her on …, *when you get there*", and not "…, 12 Mill Lane".
    private static int rest(Reading reading, int at) {
        int end = reading.clauseEnd(at);
        boolean said = end - at <= REST_MAX
                && IntStream.range(at, end)
                        .noneMatch(i -> reading.number(i)
                                || reading.capital(i)
                                || reading.town(i)
                                || reading.thingAt(i)
                                || reading.inVariant(i)
                                || reading.marked("polite", i)
                                || reading.marked("street", i))
                && reading.hits.stream().noneMatch(hit -> hit.start() >= at && hit.start() < end);
        return said ? end : at;
    }

    /// As the shopper wrote it, with the number.
    String words(Reading reading, String written, Marked.Span phone) {
        return written.substring(from(reading, phone), to(reading, phone)).replaceAll("\\s+", " ");
    }

    /// The message without it, every word that stays where it was; what stood around it is parted.
    String rest(Reading reading, Marked.Span phone) {
        int from = from(reading, phone);
        int to = to(reading, phone);
        String mark = reading.text.substring(to).stripLeading().startsWith(",") ? "," : ".";
        StringBuilder rest = new StringBuilder(reading.text);
        rest.replace(from, to, mark + " ".repeat(to - from - 1));
        before(rest, from, mark.charAt(0));
        behind(rest, to);
        return rest.toString();
    }

    /// "…, *.*": one mark is enough.
    private static void before(StringBuilder rest, int from, char mark) {
        int last = from - 1;
        while (last >= 0 && rest.charAt(last) == ' ') {
            last--;
        }
        if (last >= 0 && ",;.".indexOf(rest.charAt(last)) >= 0) {
            rest.setCharAt(from, ' ');
            rest.setCharAt(last, mark);
        }
    }

    private static void behind(StringBuilder rest, int to) {
        int first = to;
        while (first < rest.length() && rest.charAt(first) == ' ') {
            first++;
        }
        if (first < rest.length() && ",.".indexOf(rest.charAt(first)) >= 0) {
            rest.setCharAt(first, ' ');
        }
    }

    private int from(Reading reading, Marked.Span phone) {
        return start < reading.tokens.size()
                ? Math.min(reading.tokens.get(start).start(), phone.start())
                : phone.start();
    }

    private int to(Reading reading, Marked.Span phone) {
        return end > start ? Math.max(reading.tokens.get(end - 1).end(), phone.end()) : phone.end();
    }
}
