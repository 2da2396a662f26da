package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Lexicon.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a message says of the shopper and the time: a name, a day, a discount's code.
final class Particulars {
    private static final int NAME_WORDS_MAX = 3;
    private static final Set<String> SINCE = Set.of("since", "depuis", "tangu", "tu", "last", "from");

    /// "Black friday deals" and "good morning" name no day.
    private static final Set<String> NO_DATES = Set.of("discount_question", "greeting", "chit_chat", "goodbye");

    /// What follows the word for a code: letters with a digit in them, or capitals.
    private static final Pattern CODE = Pattern.compile(
            "^\\W{0,3}(?:(?i:is|est|ni|la|là|c'est)\\W{1,3})?([A-Za-z]{2,15}[-_]?\\d{1,6}[A-Za-z0-9]{0,8}|\\d{1,4}[A-Z]{2,12}|[A-Z]{4,20})(?![\\w])");

    private Particulars() {}

    /// @param start of the code's characters in the text
    record Code(String code, int start, int end) {}

    /// @param codeWords phrases that announce a code, over the tokens
    static @Nullable Code code(String text, List<Token> tokens, List<Hit> codeWords) {
        for (Hit hit : codeWords) {
            int from = tokens.get(hit.end() - 1).end();
            Matcher matcher = CODE.matcher(text.substring(from));
            if (matcher.find()) {
                return new Code(
                        matcher.group(1).toUpperCase(Locale.ROOT), from + matcher.start(1), from + matcher.end(1));
            }
        }
        return null;
    }

    /// The day or time named, in the shopper's words; one that lies behind ("since monday") is none.
    static @Nullable String date(Reading reading) {
        return reading.marks("date")
                .filter(hit -> reading.products.stream().noneMatch(p -> p.start() < hit.end() && hit.start() < p.end()))
                .filter(hit -> reading.hits.stream()
                        .noneMatch(other -> NO_DATES.contains(other.section())
                                && other.start() <= hit.start()
                                && other.end() >= hit.end()))
                .filter(hit -> hit.start() == 0
                        || !SINCE.contains(reading.tokens.get(hit.start() - 1).norm()))
                .max(Comparator.comparingInt(Hit::length).thenComparing(Hit::start, Comparator.reverseOrder()))
                .map(hit -> reading.words(hit.start(), hit.end()).toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    /// @param start of the name's tokens
    record Name(String name, int start, int end) {}

    /// "My name is ada" says it; "I'm Ada" does when the word is no other word and is written like a name.
    static @Nullable Name name(Reading reading, Lexicon lexicon, Places places, Surroundings at, String language) {
        for (Hit hit : reading.marks("name_before").toList()) {
            Name name = name(reading, hit.end(), lexicon, places, at, language, true);
            if (name != null) {
                return name;
            }
        }
        boolean placeDue = at.awaited() == Surroundings.Awaited.LOCATION;
        for (Hit hit : placeDue ? List.<Hit>of() : reading.marks("name_weak").toList()) {
            Name name = name(reading, hit.end(), lexicon, places, at, language, false);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable Name name(
            Reading reading,
            int start,
            Lexicon lexicon,
            Places places,
            Surroundings at,
            String language,
            boolean said) {
        int end = start;
        while (end < reading.tokens.size() && end - start < NAME_WORDS_MAX) {
            Token token = reading.tokens.get(end);
            boolean capital = Character.isUpperCase(reading.text.codePointAt(token.start()));
            boolean stranger = !lexicon.knows(token.norm(), "en")
                    && !lexicon.knows(token.norm(), "pcm")
                    && !lexicon.knows(token.norm(), language)
                    && !at.catalogue().knows(token.norm())
                    && !places.knows(token.norm());
            boolean fits = token.word() && (said && end == start ? stranger || capital : capital && stranger);
            if (!fits) {
                break;
            }
            end++;
        }
        return end == start ? null : new Name(reading.words(start, end), start, end);
    }
}
