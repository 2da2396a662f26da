package io.parley.conversation.understanding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text without what tells who somebody is: addresses, phone numbers and links stand as marks, which can be
/// turned back.
public final class Masked {
    private final String text;
    private final Map<String, String> marks;

    private Masked(String text, Map<String, String> marks) {
        this.text = text;
        this.marks = marks;
    }

    /// @param personal further words that are hidden, a place for instance
    public static Masked of(String text, List<String> personal) {
        Map<String, String> marks = new LinkedHashMap<>();
        String masked = hide(text, Marked.LINK, "link", marks);
        masked = hide(masked, Marked.EMAIL, "email", marks);
        masked = hide(masked, Marked.PHONE, "phone", marks);
        for (String word : personal) {
            if (word.length() > 2) {
                masked = hide(masked, Pattern.compile(Pattern.quote(word)), "private", marks);
            }
        }
        return new Masked(masked, marks);
    }

    private static String hide(String text, Pattern pattern, String kind, Map<String, String> marks) {
        return pattern.matcher(text).replaceAll(found -> {
            String mark = "[" + kind + letters(marks.size()) + "]";
            marks.put(mark, found.group());
            return Matcher.quoteReplacement(mark);
        });
    }

    /// a, b, … z, aa, ab: digits would be read as figures.
    private static String letters(int number) {
        String last = String.valueOf((char) ('a' + number % 26));
        return number < 26 ? last : letters(number / 26 - 1) + last;
    }

    public String text() {
        return text;
    }

    public List<String> marks() {
        return List.copyOf(marks.keySet());
    }

    /// The words as they were before.
    public String restore(String words) {
        String restored = words;
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            restored = restored.replace(mark.getKey(), mark.getValue());
        }
        return restored;
    }
}
