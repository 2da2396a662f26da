package io.parley.conversation.understanding;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be recognised by its shape alone; the rest of the text keeps its length.
record Marked(
        String rest,
        @Nullable String orderNumber,
        @Nullable String phone,
        @Nullable String email) {
    static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{2,63}){1,4}");
    private static final Pattern ORDER = Pattern.compile("(?i)\\bORD-[A-Z0-9]{4,12}\\b");
    static final Pattern LINK = Pattern.compile("(?i)\\bhttps?://\\S{1,500}");
    static final Pattern PHONE = Pattern.compile("(?<![\\w])\\+?\\d[\\d ()-]{7,18}\\d(?![\\w])");

    static Marked in(String text) {
        StringBuilder rest = new StringBuilder(text);
        blank(LINK, rest);
        String email = blank(EMAIL, rest);
        String order = blank(ORDER, rest);
        String phone = rest.length() > 500 ? null : phone(rest);
        return new Marked(rest.toString(), order == null ? null : order.toUpperCase(Locale.ROOT), phone, email);
    }

    private static @Nullable String blank(Pattern pattern, StringBuilder rest) {
        Matcher matcher = pattern.matcher(rest.toString());
        String first = null;
        while (matcher.find()) {
            first = first == null ? matcher.group() : first;
            for (int i = matcher.start(); i < matcher.end(); i++) {
                rest.setCharAt(i, ' ');
            }
        }
        return first;
    }

    private static @Nullable String phone(StringBuilder rest) {
        Matcher matcher = PHONE.matcher(rest.toString());
        while (matcher.find()) {
            long digits = matcher.group().chars().filter(Character::isDigit).count();
            if (digits >= 8 && digits <= 15) {
                for (int i = matcher.start(); i < matcher.end(); i++) {
                    rest.setCharAt(i, ' ');
                }
                return matcher.group().replaceAll("[^+\\d]", "");
            }
        }
        return null;
    }
}
