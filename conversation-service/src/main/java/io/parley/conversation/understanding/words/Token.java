package io.parley.conversation.understanding.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A word, a number, an emoji or a mark of a text.
///
/// @param norm lower case, without accents and without letters drawn out ("hiiii" is "hi")
/// @param exact lower case with its accents: Vietnamese tells words apart by them
/// @param start where it begins in the text
/// @param glued it follows the token before without a gap ("50ml")
/// @param elided an apostrophe ties it to a neighbour: the "m" of "I'm" is no size
public record Token(String norm, String exact, Kind kind, int start, int end, boolean glued, boolean elided) {
    public enum Kind {
        WORD,
        NUMBER,
        EMOJI,
        MARK
    }

    private static final java.util.Set<String> ORDINAL =
            java.util.Set.of("st", "nd", "rd", "th", "e", "er", "ere", "eme");
    private static final int DRAWN_OUT = 3;
    private static final int TOKENS_MAX = 300;

    public static List<Token> read(String text) {
        List<Token> tokens = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < text.length() && tokens.size() < TOKENS_MAX; ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            if (Character.isLetter(point)) {
                while (next < text.length() && isLetterLike(text.codePointAt(next))) {
                    next += Character.charCount(text.codePointAt(next));
                }
                tokens.add(new Token(
                        normal(text.substring(i, next)),
                        exact(text.substring(i, next)),
                        Kind.WORD,
                        i,
                        next,
                        i == end && i > 0,
                        apostrophe(text, i - 1) || apostrophe(text, next)));
                end = next;
            } else if (Character.isDigit(point) || startsNegative(text, i)) {
                next = numberEnd(text, i + (Character.isDigit(point) ? 0 : 1));
                tokens.add(
                        new Token(digits(text.substring(i, next)), "", Kind.NUMBER, i, next, i == end && i > 0, false));
                end = next;
            } else if (isEmoji(point)) {
                tokens.add(new Token(Character.toString(point), "", Kind.EMOJI, i, next, false, false));
            } else if (point == '-' && tiesWords(text, i)) {
                // "avez-vous" is two words, "t-shirt" too
                next = i + 1;
            } else if (".,;!?\n&+/:()#$€£₦×%-–".indexOf(point) >= 0) {
                tokens.add(new Token(
                        point == '\n' ? ";" : Character.toString(point),
                        "",
                        Kind.MARK,
                        i,
                        next,
                        i == end && i > 0,
                        false));
                end = next;
            }
            i = next;
        }
        return tokens;
    }

    private static boolean tiesWords(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }

    private static boolean apostrophe(String text, int at) {
        return at >= 0 && at < text.length() && "'\u2019\u02BC`".indexOf(text.charAt(at)) >= 0;
    }

    static String exact(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return isPlain(lower) ? lower : Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    /// Whether it was written without accents, as people do in a hurry.
    public boolean plain() {
        return isPlain(exact);
    }

    public static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /// As words are compared.
    public static String normal(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        if (!isPlain(plain)) {
            plain = withoutAccents(Normalizer.normalize(plain, Normalizer.Form.NFKD))
                    .replace('đ', 'd')
                    .replace("ß", "ss")
                    .replace("œ", "oe");
        }
        return drawnOut(plain) && !hummed(plain) ? oneOfEachDrawnOut(plain) : plain;
    }

    private static String withoutAccents(String decomposed) {
        StringBuilder letters = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(point -> !isAccent(point)).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static boolean isAccent(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean drawnOut(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (run(word, i) >= DRAWN_OUT) {
                return true;
            }
        }
        return false;
    }

    /// "mmm" is no size, "hmmm" no price.
    private static boolean hummed(String word) {
        return run(word, 0) == word.length() || word.startsWith("hm") && run(word, 1) == word.length() - 1;
    }

    private static String oneOfEachDrawnOut(String word) {
        StringBuilder once = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); ) {
            int run = run(word, i);
            once.append(word, i, run >= DRAWN_OUT ? i + 1 : i + run);
            i += run;
        }
        return once.toString();
    }

    /// How often the letter that stands there is repeated.
    private static int run(String word, int from) {
        char letter = word.charAt(from);
        int to = from + 1;
        while (to < word.length() && word.charAt(to) == letter && Character.isLetter(letter)) {
            to++;
        }
        return to - from;
    }

    /// This token read as another word.
    public Token as(String word) {
        return new Token(word, word, kind, start, end, glued, elided);
    }

    public boolean word() {
        return kind == Kind.WORD;
    }

    /// The "nd" of "22nd", the "e" of "3e".
    public boolean endsOrdinal() {
        return glued && ORDINAL.contains(norm);
    }

    public boolean number() {
        return kind == Kind.NUMBER;
    }

    public boolean is(String mark) {
        return norm.equals(mark);
    }

    /// Whether a clause ends here.
    public boolean separates() {
        return kind == Kind.MARK && ",;.!?&+".contains(norm);
    }

    public boolean endsSentence() {
        return kind == Kind.MARK && ".;!?".contains(norm);
    }

    private static boolean isLetterLike(int point) {
        return Character.isLetter(point) || isAccent(point);
    }

    private static boolean startsNegative(String text, int i) {
        return text.charAt(i) == '-'
                && i + 1 < text.length()
                && Character.isDigit(text.charAt(i + 1))
                && (i == 0 || Character.isWhitespace(text.charAt(i - 1)));
    }

    private static int numberEnd(String text, int from) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean inside = (c == '.' || c == ',') && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
            if (!Character.isDigit(c) && !inside) {
                break;
            }
            i++;
        }
        return i;
    }

    private static String digits(String written) {
        StringBuilder plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            plain.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : c);
        }
        return plain.toString();
    }

    private static boolean isEmoji(int point) {
        return Character.isEmoji(point) && !Character.isEmojiModifier(point) && point > 0x200D;
    }
}
