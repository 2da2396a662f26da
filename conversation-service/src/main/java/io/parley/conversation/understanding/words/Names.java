package io.parley.conversation.understanding.words;

import io.parley.conversation.files.TextFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// How names of goods are built, and taken apart into the words by which they are found. The words that a rule
/// looks for are in `language/names.txt`.
public final class Names {
    private static final Map<String, Set<String>> SECTIONS = read();

    /// Parts of a name that nobody needs to say, as they are written.
    public static final Set<String> LITTLE = section("little");

    /// They may stand between two words of one name.
    static final Set<String> LINKS = section("link");

    public static final Set<String> ARTICLES = section("article");

    /// Before a thing, even one that is called like an everyday word.
    public static final Set<String> DETERMINERS = section("determiner");

    /// What comes in pairs.
    public static final Set<String> PAIRED = section("pair");

    /// In the name of a variant that is so many pieces.
    public static final Set<String> PACKS = section("pack");

    /// They name a variant only together with what follows.
    public static final Set<String> UNTOLD = section("untold");

    private Names() {}

    /// The words of a name that tell it from others, without plural endings.
    public static Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (Token token : Token.read(name)) {
            // "yếm ăn dặm" has no article
            if (token.kind() != Token.Kind.MARK && !LITTLE.contains(token.exact())) {
                words.add(token.norm().endsWith("ies") ? withoutS(token.norm()) : stem(token.norm()));
            }
        }
        return words;
    }

    /// All words of a name and its numbers, as they follow each other.
    public static List<String> phrase(String name) {
        return Token.read(name).stream()
                .filter(token -> token.kind() != Token.Kind.MARK)
                .map(Token::norm)
                .toList();
    }

    /// Without a plural's ending.
    public static String stem(String word) {
        int length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4
                && (word.endsWith("shes") || word.endsWith("ches") || word.endsWith("sses") || word.endsWith("xes"))) {
            return word.substring(0, length - 2);
        }
        return length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")
                ? word.substring(0, length - 1)
                : word;
    }

    /// "hoodies" are hoodies, though "berries" are berries.
    public static String withoutS(String word) {
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /// Whether the word ties a word to a name before it: "sabuni *ya* mtoto".
    public static boolean links(String word) {
        return LINKS.contains(word);
    }

    /// What begins at each of the places, where nothing found before reaches over it.
    ///
    /// @param at what begins there; null when nothing does
    /// @param end where it ends, behind where it begins
    public static <T> List<T> leftToRight(int places, IntFunction<@Nullable T> at, ToIntFunction<T> end) {
        List<T> found = new ArrayList<>();
        for (int i = 0; i < places; ) {
            T one = at.apply(i);
            if (one == null) {
                i++;
            } else {
                found.add(one);
                i = end.applyAsInt(one);
            }
        }
        return found;
    }

    private static Set<String> section(String name) {
        return Objects.requireNonNull(SECTIONS.get(name), name);
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> sections = new HashMap<>();
        Set<String> section = Set.of();
        for (String line : TextFile.lines("/language/names.txt")) {
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line.substring(1, line.indexOf(']')), _ -> new HashSet<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                section.addAll(List.of(line.strip().split(" +")));
            }
        }
        return sections;
    }
}
