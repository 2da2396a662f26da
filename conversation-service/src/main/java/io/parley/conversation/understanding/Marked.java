package io.parley.conversation.understanding;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What can be recognised by its shape alone; the rest of the text keeps its length.
///
/// @param phoneAt where the phone stands in the text, 0 to 0 without one
record Marked(
        String rest,
        @Nullable String orderNumber,
        @Nullable String phone,
        @Nullable String email,
        Span phoneAt) {
    record Span(int start, int end) {
        static final Span NONE = new Span(0, 0);
    }

    private record Phone(String number, Span at) {}

    static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{2,63}){1,4}");
    private static final Pattern ORDER =
            Pattern.compile("(?i)\\bORD(?:-[A-Z0-9]{4,12}|[ #]?(?=[A-Z]{0,5}\\d)[A-Z0-9]{6})\\b");
    private static final int LITTLE = 8;
    static final Pattern LINK = Pattern.compile("(?i)\\bhttps?://\\S{1,500}");
    static final Pattern PHONE = Pattern.compile("(?<![\\w])\\+?\\d[\\d ()-]{7,18}\\d(?![\\w])");

    /// "P.O. Box 1234-00100", "B.P. 2045", "S.L.P. 56": before the number of a box.
    private static final Pattern BOX = Pattern.compile("(?i)\\b(?:box|b\\.?p|s\\.?l\\.?p)[.:]?\\s*$");

    /// "76 12 45 88", as in Mali
    private static final Pattern IN_PAIRS = Pattern.compile("\\d{2}(?: \\d{2}){3,}");

    private static final Pattern QUOTED =
            Pattern.compile("[\"“”«][^\"“”«»\\n]{2,60}\\s[^\"“”«»\\n]{1,60}\\s[^\"“”«»\\n]{1,200}[\"“”»]");

    /// Words to be written on a card name no goods and no place; they are left out unless they are all there is.
    static String withoutQuoted(String text) {
        StringBuilder rest = new StringBuilder(text);
        blank(QUOTED, rest);
        return rest.toString().strip().length() < LITTLE ? text : rest.toString();
    }

    /// The same, with the number an order goes by elsewhere.
    Marked of(String order, String without) {
        return new Marked(without, order, phone, email, phoneAt);
    }

    /// @param region the shop's country, ISO 3166: how a number without a country code is read;
    ///     null when unknown
    static Marked in(String text, @Nullable String region) {
        StringBuilder rest = new StringBuilder(text);
        blank(LINK, rest);
        String email = blank(EMAIL, rest);
        String order = blank(ORDER, rest);
        Phone phone = rest.length() > 500 ? null : phone(rest, region);
        return new Marked(
                rest.toString(),
                order == null
                        ? null
                        : "ORD-" + order.substring(3).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""),
                phone == null ? null : phone.number,
                email,
                phone == null ? Span.NONE : phone.at);
    }

    /// The same, with a phone that is not the shopper's own.
    Marked withoutPhone() {
        return new Marked(rest, orderNumber, null, email, phoneAt);
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

    private static @Nullable Phone phone(StringBuilder rest, @Nullable String region) {
        Matcher matcher = PHONE.matcher(rest.toString());
        while (matcher.find()) {
            if (BOX.matcher(rest.substring(0, matcher.start())).find()) {
                continue;
            }
            String written = alone(matcher.group(), region);
            String digits = written.replaceAll("[^+\\d]", "");
            int count = (int) digits.chars().filter(Character::isDigit).count();
            if (count < 8 || count > 15) {
                continue;
            }
            String known = international(digits, region);
            boolean looksLikeOne = digits.startsWith("+")
                    || digits.startsWith("0")
                    || count >= 9
                    || IN_PAIRS.matcher(written.strip()).matches();
            if (known != null || looksLikeOne) {
                for (int i = matcher.start(); i < matcher.start() + written.length(); i++) {
                    rest.setCharAt(i, ' ');
                }
                return new Phone(
                        known == null ? digits : known, new Span(matcher.start(), matcher.start() + written.length()));
            }
        }
        return null;
    }

    /// "*0912345678* 15 le loi": without the house's number behind it.
    private static String alone(String written, @Nullable String region) {
        for (int end = written.length(); end > 0; end = written.lastIndexOf(' ', end - 1)) {
            String first = written.substring(0, end).strip();
            if (international(first.replaceAll("[^+\\d]", ""), region) != null) {
                return first;
            }
        }
        return written;
    }

    private static @Nullable String international(String digits, @Nullable String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(digits, region);
            return numbers.isValidNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException notOne) {
            return null;
        }
    }
}
