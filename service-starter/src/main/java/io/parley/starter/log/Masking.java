package io.parley.starter.log;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes e-mail addresses, phone numbers and secrets out of a line before it is written. What it cannot tell apart
/// from a phone number (a long bare number) goes with them: a log is better short of a number than full of people's.
final class Masking {
    private record Mask(Pattern what, String instead) {}

    /// Longer lines are cut: nothing that long is read, and looking through it would hold up who writes it.
    static final int LINE_MAX = 16_000;

    private static final List<Mask> MASKS = List.of(
            // tokens: JSON web tokens, bearer headers, keys of Parley, Stripe, Meta, OpenAI; secrets by name
            mask("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*)?", "[token]"),
            mask("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}", "$1 [token]"),
            mask("\\b(?:pk|sk|rk)[-_](?:live|test|proj)[-_][A-Za-z0-9_-]{6,}", "[token]"),
            mask("\\b(?:whsec_|sk-)[A-Za-z0-9_-]{12,}", "[token]"),
            mask("\\bEAA[A-Za-z0-9]{16,}", "[token]"),
            mask(
                    "(?i)\\b([a-z_-]{0,20}(?:token|secret|password|api[_-]?key|appsecret_proof))(\"?\\s*[=:]\\s*\"?)"
                            + "(?!\\[token])[^\\s\"&,;}]{4,}",
                    "$1$2[token]"),
            mask("[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?", "[e-mail]"),
            // with a country's code, however it is broken up; then bare digits, but not parts of ids and decimals
            mask("\\+\\d(?:[ ().-]{0,2}\\d){6,14}(?!\\d)", "[phone]"),
            mask("(?<![A-Za-z0-9.-])\\(?0\\d{1,4}\\)?(?:[ .-]\\d{2,4}){2,4}(?![A-Za-z0-9-])", "[phone]"),
            mask("(?<![A-Za-z0-9._-])\\d{10,15}(?![A-Za-z0-9_-])", "[phone]"));

    private Masking() {}

    static String masked(String line) {
        String masked = line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX) + "…";
        for (Mask mask : MASKS) {
            Matcher found = mask.what.matcher(masked);
            if (found.find()) {
                masked = found.replaceAll(mask.instead);
            }
        }
        return masked;
    }

    private static Mask mask(String what, String instead) {
        return new Mask(Pattern.compile(what), instead);
    }
}
