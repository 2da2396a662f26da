package io.parley.channel.voice;

import io.parley.channel.platform.Splitting;
import java.util.regex.Pattern;

/// A text for the ear, where nobody has worded it so: nothing that can only be seen.
final class SpokenText {
    /// About a minute; nobody listens longer.
    static final int CHARS_MAX = 1_000;

    private static final Pattern ADDRESS = Pattern.compile("https?://(?:www\\.)?([^/\\s?#:]+)[^\\s]*");
    private static final Pattern SEEN = Pattern.compile(
            "[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2190}-\\x{21FF}\\x{FE0F}\\x{200D}\\x{20E3}*_~`•]+");

    private SpokenText() {}

    /// Empty when there is nothing to be heard.
    static String of(String text) {
        String plain = ADDRESS.matcher(text).replaceAll("$1");
        plain = SEEN.matcher(plain)
                .replaceAll("")
                .replaceAll("(?m)^\\s*[-–]\\s+", "")
                .replaceAll("(?<=[\\p{L}\\p{N})])\\s*\\n+\\s*", ". ")
                .replaceAll("\\s+", " ")
                .replaceAll(" (?=[.,!?;:])", "")
                .strip();
        return Splitting.shorten(plain, CHARS_MAX, String::length);
    }

    /// How long it takes to say, roughly, in milliseconds.
    static long millis(String words) {
        return 400 + 65L * words.length();
    }
}
