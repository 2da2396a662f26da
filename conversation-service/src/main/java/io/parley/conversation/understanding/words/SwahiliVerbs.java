package io.parley.conversation.understanding.words;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Swahili verb agrees with what it is said of: "kimevunjika" of a pram, "limevunjika" of a box
/// and "imevunjika" of a lamp all say that it is broken. The language file has one of them.
public final class SwahiliVerbs {
    private static final Pattern VERB = Pattern.compile("(ha)?(ki|vi|li|ya|zi|i|u|a|wa)(.{3,})");
    private static final List<String> SUBJECTS = List.of("i", "zi", "ki", "vi", "u", "a", "li", "ya", "wa");

    /// So long a word, built like a verb the language has, is one whatever else is written.
    public static final int LONG = 9;

    private static final Pattern OF_IT = Pattern.compile("(ha)?(i|zi|ki|vi|li|ya|u)(na|li|me|ta)\\p{L}{3,}");

    private static final Pattern WISH = Pattern.compile("(i|zi|li|ya|ki|vi|u)\\p{L}{3,}e");

    private static final Pattern ASKED_OF_SHOP = Pattern.compile("(m(na|ta|me)|una)\\p{L}{3,}a");

    private SwahiliVerbs() {}

    /// "Kigamboni *mnafanya* leo?": what the shop does, and no part of a place's name.
    public static boolean asksShop(String word) {
        return ASKED_OF_SHOP.matcher(word).matches();
    }

    /// "*Lipasiwe* pasi", "*zikatwe* mbili": something is to be done with it.
    public static boolean wishes(String word) {
        return WISH.matcher(word).matches();
    }

    /// "*Zinateleza* kwa mvua?" asks of what is spoken of.
    public static boolean saysOfIt(String word) {
        return OF_IT.matcher(word).matches();
    }

    /// The same verb of something else, when the language has that one; null when it has none.
    public static @Nullable String known(String word, Lexicon lexicon) {
        Matcher verb = VERB.matcher(word);
        if (word.length() < 6 || !verb.matches()) {
            return null;
        }
        String not = verb.group(1) == null ? "" : verb.group(1);
        return SUBJECTS.stream()
                .map(subject -> not + subject + verb.group(3))
                .filter(other -> lexicon.knows(other, "sw"))
                .findFirst()
                .orElse(null);
    }
}
