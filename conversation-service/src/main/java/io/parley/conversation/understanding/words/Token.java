package io.parley.conversation.understanding.words;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern DRAWN_OUT = Pattern.compile("(\\p{L})\\1{2,}");

    /// "mmm" is no size, "hmmm" no price.
    private static final Pattern HUMMED = Pattern.compile("hm+|(\\p{L})\\1*");
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
        return Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /// Whether it was written without accents, as people do in a hurry.
    public boolean plain() {
        return isPlain(exact);
    }

    public static boolean isPlain(String word) {
        return word.chars().allMatch(c -> c < 128);
    }

    /// As words are compared.
    public static String normal(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        boolean ascii = plain.chars().allMatch(c -> c < 128);
        if (!ascii) {
            plain = ACCENTS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFKD))
                    .replaceAll("")
                    .replace('đ', 'd')
                    .replace("ß", "ss")
                    .replace("œ", "oe");
        }
        return plain.length() < 3 || HUMMED.matcher(plain).matches()
                ? plain
                : DRAWN_OUT.matcher(plain).replaceAll("$1");
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
        int type = Character.getType(point);
        return Character.isLetter(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
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
