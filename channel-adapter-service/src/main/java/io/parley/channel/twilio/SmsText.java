package io.parley.channel.twilio;

import io.parley.channel.platform.Splitting;
import java.util.List;
import java.util.Map;

/// Counts and cuts text as carriers do: 160 characters of the GSM alphabet in one part, or 153
/// each when it takes more; a single character outside of it, an emoji or a typographer's quote,
/// and it is 70 and 67.
/// <https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding>
final class SmsText {
    /// In one message to Twilio, whatever the alphabet.
    static final int CHARS_MAX = 1_600;
    /// Carriers begin to lose or reorder longer ones.
    static final int PARTS_MAX = 10;

    private static final int GSM_ONE = 160;
    private static final int GSM_EACH = 153;
    private static final int UCS_ONE = 70;
    private static final int UCS_EACH = 67;
    private static final String GSM =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /// Two of the alphabet's places each.
    private static final String GSM_TWICE = "\f^{}\\[~]|€";
    /// Signs that only look finer than the plain ones.
    private static final Map<Character, String> PLAIN = Map.ofEntries(
            Map.entry('‘', "'"),
            Map.entry('’', "'"),
            Map.entry('‚', "'"),
            Map.entry('“', "\""),
            Map.entry('”', "\""),
            Map.entry('„', "\""),
            Map.entry('–', "-"),
            Map.entry('—', "-"),
            Map.entry('−', "-"),
            Map.entry('…', "..."),
            Map.entry('•', "-"),
            Map.entry('·', "-"),
            Map.entry('×', "x"),
            Map.entry('\u00a0', " "),
            Map.entry('\u202f', " "),
            Map.entry('\u2009', " "),
            Map.entry('\t', " "));

    private SmsText() {}

    static boolean isGsm(String text) {
        return text.chars().allMatch(c -> GSM.indexOf(c) >= 0 || GSM_TWICE.indexOf(c) >= 0);
    }

    /// With plain signs for fine ones, where that lets the whole text go in the cheaper alphabet.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            String other = PLAIN.get(c);
            plain.append(other == null ? String.valueOf(c) : other);
        }
        return isGsm(plain.toString()) ? plain.toString() : text;
    }

    /// How many parts a carrier makes of it.
    static int parts(String text) {
        boolean gsm = isGsm(text);
        int units = gsm ? septets(text) : text.length();
        int one = gsm ? GSM_ONE : UCS_ONE;
        int each = gsm ? GSM_EACH : UCS_EACH;
        return units <= one ? 1 : (units + each - 1) / each;
    }

    /// In messages of [#PARTS_MAX] parts at most.
    static List<String> split(String text) {
        String plain = plain(text);
        return isGsm(plain)
                ? Splitting.split(plain, Math.min(CHARS_MAX, GSM_EACH * PARTS_MAX), SmsText::septets)
                : Splitting.split(plain, UCS_EACH * PARTS_MAX, String::length);
    }

    private static int septets(String text) {
        return text.length()
                + (int) text.chars().filter(c -> GSM_TWICE.indexOf(c) >= 0).count();
    }
}
