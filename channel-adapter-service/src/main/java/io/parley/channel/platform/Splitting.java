package io.parley.channel.platform;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/// Cuts a text into pieces a platform takes: between words where there are some, never inside what a reader sees as
/// one
/// character (an emoji with its skin tone, a letter with its accents).
public final class Splitting {
    private static final String ELLIPSIS = "…";

    private Splitting() {}

    /// The text in pieces of at most `max`, in order, without the blanks at the cuts.
    ///
    /// @param size what the platform counts: characters or bytes; the size of a whole is the sum of its parts'
    public static List<String> split(String text, int max, ToIntFunction<String> size) {
        List<String> pieces = new ArrayList<>();
        String rest = text.strip();
        while (size.applyAsInt(rest) > max) {
            int cut = cut(rest, max, size);
            String piece = rest.substring(0, cut).strip();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    /// The text itself, or its beginning with an ellipsis.
    public static String shorten(String text, int max, ToIntFunction<String> size) {
        String whole = text.strip();
        if (size.applyAsInt(whole) <= max) {
            return whole;
        }
        return whole.substring(0, graphemes(whole, max - size.applyAsInt(ELLIPSIS), size))
                        .strip()
                + ELLIPSIS;
    }

    private static int cut(String text, int max, ToIntFunction<String> size) {
        int hard = graphemes(text, max, size);
        if (hard < text.length() && Character.isWhitespace(text.charAt(hard))) {
            return hard;
        }
        for (int i = hard; i > hard / 4; i--) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return i;
            }
        }
        return hard;
    }

    /// Where the last whole character that fits ends; at least one code point, so that splitting comes to an end.
    private static int graphemes(String text, int max, ToIntFunction<String> size) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = 0;
        int used = 0;
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            used += size.applyAsInt(text.substring(end, next));
            if (used > max) {
                break;
            }
            end = next;
        }
        return end > 0 ? end : codePoints(text, max, size);
    }

    private static int codePoints(String text, int max, ToIntFunction<String> size) {
        int end = text.offsetByCodePoints(0, 1);
        int used = size.applyAsInt(text.substring(0, end));
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += size.applyAsInt(text.substring(end, next));
            if (used > max) {
                break;
            }
            end = next;
        }
        return end;
    }
}
