package io.parley.conversation.dialogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How old somebody says they are, by the phrases of `dialogue/signs.txt`. Loaded once, as [Signs] are.
final class AgeSigns {
    private static final int AGE_MAX = 120;
    private static final Pattern CLAUSE_ENDS = Pattern.compile("[,;.!?\\n()…]+(?!\\d)");
    private static final AgeSigns ALL = new AgeSigns(Signs.phrases());

    private final Map<String, Integer> words = new HashMap<>();
    private final Pattern told;
    private final Pattern bare;
    private final Pattern coming;
    private final Pattern born;
    private final Pattern schoolClass;

    private AgeSigns(Map<String, List<String>> phrases) {
        for (String written : said(phrases, "ages")) {
            String[] parts = written.split(" = ");
            words.put(Signs.plain(parts[0]), Integer.valueOf(parts[1].strip()));
        }
        String number = "(?:\\d{1,3}|" + Signs.any(List.copyOf(words.keySet())) + ")";
        String goesOn = "(?=$| (?:" + Signs.any(said(phrases, "age_goes_on")) + ")\\b)";
        StringBuilder own = new StringBuilder();
        said(phrases, "age_of_others")
                .forEach(other -> own.append("(?<!\\b").append(other).append(" )"));
        String noAge = "(?! (?:" + Signs.any(said(phrases, "age_no_age")) + ")\\b)";
        told = Pattern.compile("\\b(?:" + Signs.any(said(phrases, "age_certain"))
                + ") (?<certain>" + number + ")\\b" + noAge + "|" + own + "\\b(?:"
                + Signs.any(said(phrases, "age_before"))
                + ") (?<age>" + number + ") ?(?:(?:" + Signs.any(said(phrases, "age_behind"))
                + ")\\b" + noAge + "|(?:" + Signs.any(said(phrases, "age_at_end")) + ")"
                + goesOn + ")");
        coming = Pattern.compile("\\b(?:" + Signs.any(said(phrases, "age_coming"))
                + ") (?<certain>" + number + ")\\b" + noAge + "|" + own + "\\b(?:"
                + Signs.any(said(phrases, "age_coming_when")) + ") (?<age>" + number + ") (?:"
                + Signs.any(said(phrases, "age_when")) + ")\\b" + noAge);
        born = Pattern.compile(
                "\\b(?:" + Signs.any(said(phrases, "born")) + ")(?: \\S+){0,4}? (?<year>(?:19|20)\\d\\d)\\b");
        schoolClass = Pattern.compile(own + "\\b(?:" + Signs.any(said(phrases, "class_before")) + ") (?:"
                + Signs.any(said(phrases, "class_number")) + ")\\b");
        bare = Pattern.compile("(?<certain>(?!))|\\b(?:"
                + Signs.any(said(phrases, "age_alone"))
                + ") (?<age>" + number + ")" + goesOn);
    }

    private static List<String> said(Map<String, List<String>> phrases, String sign) {
        return phrases.getOrDefault(sign, List.of());
    }

    /// "Not yet" as an answer to an age.
    static boolean notYet(String text) {
        return Signs.has("no_yet", text);
    }

    /// Somebody says that they are a child.
    static boolean child(String text, Instant now) {
        Integer age = age(text, now);
        return age != null && age < CHILD_BELOW || Signs.has("minor", text) || inClause(text, ALL.schoolClass);
    }

    private static boolean inClause(String text, Pattern says) {
        return clauses(text).stream().anyMatch(clause -> says.matcher(clause).find());
    }

    /// The years from which on nobody is a child to a shop (COPPA).
    static final int CHILD_BELOW = 13;

    /// How old the shopper says they are; null when they do not say.
    static @Nullable Integer age(String text, Instant now) {
        Integer coming = age(text, ALL.coming);
        if (coming != null) {
            return coming - 1;
        }
        Integer said = age(text, ALL.told);
        return said == null ? bornAged(text, now) : said;
    }

    /// By the year they were born in: in its second half most have had their birthday.
    private static @Nullable Integer bornAged(String text, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        for (String clause : clauses(text)) {
            Matcher born = ALL.born.matcher(clause);
            if (born.find()) {
                int turns = today.getYear() - Integer.parseInt(born.group("year"));
                int age = today.getMonthValue() > MONTHS_HALF ? turns : turns - 1;
                return age > 2 && age <= AGE_MAX ? age : null;
            }
        }
        return null;
    }

    private static final int MONTHS_HALF = 6;

    private static List<String> clauses(String text) {
        String cut = text.length() > Signs.READ_MAX ? text.substring(0, Signs.READ_MAX) : text;
        return CLAUSE_ENDS.splitAsStream(cut).map(Signs::plain).toList();
    }

    /// "I'm 12, is that ok?": a number alone is most likely an age; null when it is measured or counted by what
    /// stands beside it.
    static @Nullable Integer bareAge(String text) {
        return Signs.has("sized", text) ? null : age(text, ALL.bare);
    }

    private static @Nullable Integer age(String text, Pattern saysAge) {
        for (String clause : clauses(text)) {
            Matcher says = saysAge.matcher(clause);
            while (says.find()) {
                String number = says.group("certain") != null ? says.group("certain") : says.group("age");
                Integer age = number.matches("\\d+") ? Integer.valueOf(number) : ALL.words.get(number);
                if (age != null && age > 2 && age <= AGE_MAX) {
                    return age;
                }
            }
        }
        return null;
    }

    /// The first plain number of a text, up to 999; null when there is none.
    static @Nullable Integer number(String text) {
        Matcher number = Pattern.compile("(?<!\\d)\\d{1,3}(?!\\d)").matcher(text);
        return number.find() ? Integer.valueOf(number.group()) : null;
    }
}
