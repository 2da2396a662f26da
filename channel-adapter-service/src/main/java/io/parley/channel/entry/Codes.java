package io.parley.channel.entry;

import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Referral codes: six characters that are told apart in print and on the phone, without vowels
/// and with at least one letter and one digit, so that none is a word or a number.
@Component
class Codes {
    static final int LENGTH = 6;
    /// A shopper's message is not searched for more.
    static final int IN_A_MESSAGE_MAX = 3;

    private static final String LETTERS = "CDFGHJKMNPQRTVWXY";
    private static final String DIGITS = "2346789";
    private static final String ALL = LETTERS + DIGITS;
    private static final Pattern SHAPE =
            Pattern.compile("(?=.*[" + DIGITS + "])(?=.*[" + LETTERS + "])[" + ALL + "]{" + LENGTH + "}");
    private static final Pattern IN_TEXT = Pattern.compile(
            "(?<![\\p{L}\\p{N}_-])([" + ALL + "]{" + LENGTH + "})(?![\\p{L}\\p{N}_-])", Pattern.CASE_INSENSITIVE);

    private final RandomGenerator random = new SecureRandom();

    /// A new one; whether it is free is for the caller to find out.
    String next() {
        while (true) {
            StringBuilder code = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                code.append(ALL.charAt(random.nextInt(ALL.length())));
            }
            if (SHAPE.matcher(code).matches()) {
                return code.toString();
            }
        }
    }

    /// As it is kept, if this could be one.
    static Optional<String> read(@Nullable String given) {
        if (given == null || given.length() > 3 * LENGTH) {
            return Optional.empty();
        }
        String code = given.strip().toUpperCase(Locale.ROOT);
        return SHAPE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }

    /// What could be codes in a message, in order.
    static Set<String> in(@Nullable String text) {
        Set<String> found = new LinkedHashSet<>();
        if (text != null) {
            Matcher matcher = IN_TEXT.matcher(text);
            while (found.size() < IN_A_MESSAGE_MAX && matcher.find()) {
                read(matcher.group(1)).ifPresent(found::add);
            }
        }
        return found;
    }

    /// A message without a code and what introduces it: "Hi! (ref K7M2QX)" is "Hi!". One that has
    /// nothing but the code stays as it is.
    static String without(String text, String code) {
        String bare = text.replaceFirst(
                        "(?iU)\\s*[(\\[]\\s*(?:[\\p{L}\\p{M}.]{1,20}[:\\s]\\s*)?" + code + "\\s*[)\\]]", "")
                .strip();
        if (bare.equals(text.strip())) {
            bare = text.replaceFirst("(?iU)(?:\\b(?:ref|code)\\b[.:\\s]*)?(?<![\\p{L}\\p{N}_-])" + code + "\\b", "")
                    .strip();
        }
        return bare.codePoints().anyMatch(Character::isLetterOrDigit) && !bare.equalsIgnoreCase("/start") ? bare : text;
    }
}
