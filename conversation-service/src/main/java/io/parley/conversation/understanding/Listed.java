package io.parley.conversation.understanding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers that are numbered: "1. Kate Brown 2. 14 Mill Lane", "1) two soaps 2) a toner". The numbers count nothing.
final class Listed {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.,])(\\d{1,2})[.)](?=\\s*\\p{L}|\\s+[\\d+(])");
    private static final int LEAST = 2;

    private Listed() {}

    /// The text, as long as it was, with a comma for each of them; itself when nothing in it is numbered from one on.
    static String unnumbered(String text) {
        StringBuilder plain = new StringBuilder(text);
        Matcher number = NUMBER.matcher(text);
        int next = 1;
        while (number.find()) {
            if (Integer.parseInt(number.group(1)) == next && (next > 1 || opens(text, number.start()))) {
                plain.replace(number.start(), number.end(), " ".repeat(number.end() - number.start()));
                if (next > 1) {
                    plain.setCharAt(
                            Character.isWhitespace(text.charAt(number.start() - 1))
                                    ? number.start() - 1
                                    : number.start(),
                            ',');
                }
                next++;
            }
        }
        return next > LEAST ? plain.toString() : text;
    }

    /// Whether nothing stands before it on its line, or what it answers.
    private static boolean opens(String text, int start) {
        String before = text.substring(0, start).stripTrailing();
        return before.isEmpty()
                || ":?!.,;".indexOf(before.charAt(before.length() - 1)) >= 0
                || text.substring(before.length(), start).contains("\n");
    }
}
