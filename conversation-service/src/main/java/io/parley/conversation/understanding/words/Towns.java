package io.parley.conversation.understanding.words;

import io.parley.conversation.files.TextFile;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The towns that are known, and their areas, from `language/places.txt`. Immutable once loaded.
public final class Towns {
    private static final String WEAK = "~";

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> words = new HashSet<>();

    /// By the area, the towns it may lie in, by every way to spell them.
    private final Map<String, Set<String>> around = new HashMap<>();

    private int longest = 1;

    /// Read once; nothing is added to it later.
    public static Towns load() {
        return Loaded.TOWNS;
    }

    private static final class Loaded {
        static final Towns TOWNS = new Towns();
    }

    private Towns() {
        List<String> headed = List.of();
        for (String line : TextFile.lines("/language/places.txt")) {
            String written = line.strip();
            if (written.startsWith("[")) {
                headed = parted(written.substring(1, written.length() - 1));
                headed.forEach(name -> place(name, List.of()));
            } else if (!written.isEmpty() && !written.startsWith("#")) {
                List<String> towns = headed.stream().map(Towns::key).toList();
                parted(written).forEach(name -> place(name, towns));
            }
        }
    }

    private static List<String> parted(String names) {
        return Stream.of(names.split("\\|")).map(String::strip).toList();
    }

    /// @param towns it is an area of; none where it is a town
    private void place(String written, List<String> towns) {
        int weak = written.indexOf(WEAK);
        String name = weak < 0 ? written : written.substring(0, weak).strip();
        List<Token> tokens = Token.read(name);
        longest = Math.max(longest, tokens.size());
        if (weak < 0) {
            tokens.forEach(token -> words.add(token.norm()));
            names.putIfAbsent(key(tokens, 0, tokens.size()), name);
        }
        if (!towns.isEmpty()) {
            around.computeIfAbsent(key(tokens, 0, tokens.size()), area -> new HashSet<>())
                    .addAll(towns);
        }
    }

    private static String key(String name) {
        int weak = name.indexOf(WEAK);
        List<Token> tokens = Token.read(weak < 0 ? name : name.substring(0, weak));
        return key(tokens, 0, tokens.size());
    }

    private static String key(List<Token> tokens, int from, int to) {
        StringBuilder key = new StringBuilder();
        for (int i = from; i < to; i++) {
            key.append(tokens.get(i).norm()).append(' ');
        }
        return key.toString();
    }

    /// Whether the word is part of a town's name.
    public boolean knows(String word) {
        return words.contains(word);
    }

    /// Whether exactly these words are a town.
    public boolean contain(List<Token> tokens, int start, int end) {
        return names.containsKey(key(tokens, start, end));
    }

    /// The same, and the marks on their letters, if any, are the town's: "Nguyễn *Huệ*" is not Huế.
    boolean spelled(List<Token> tokens, int start, int end, String text) {
        String town = name(tokens, start, end);
        if (town == null) {
            return false;
        }
        String written =
                text.substring(tokens.get(start).start(), tokens.get(end - 1).end());
        return unmarked(written).equals(written)
                || unmarked(town).equals(town)
                || signs(written).equals(signs(town));
    }

    /// Whether exactly these words are an area of that town: "Bodija" of "Ibadan".
    public boolean areaOf(String town, List<Token> tokens, int start, int end) {
        return around.getOrDefault(key(tokens, start, end), Set.of()).contains(key(town));
    }

    /// Whether both are the same, or one lies in the other.
    ///
    /// @param beside both in one town, too
    boolean together(List<Token> one, List<Token> other, boolean beside) {
        String first = key(one, 0, one.size());
        String second = key(other, 0, other.size());
        Set<String> around = this.around.getOrDefault(first, Set.of());
        Set<String> aroundOther = this.around.getOrDefault(second, Set.of());
        return first.equals(second)
                || around.contains(second)
                || aroundOther.contains(first)
                || beside && aroundOther.stream().anyMatch(around::contains);
    }

    /// The name of the town that these words are, as the file spells it; null when they are none.
    @Nullable
    public String name(List<Token> tokens, int start, int end) {
        return names.get(key(tokens, start, end));
    }

    /// Where the longest names end that may begin here.
    public int reach(List<Token> tokens, int from) {
        return Math.min(tokens.size(), from + longest);
    }

    /// Whether a town's name begins with this word.
    public boolean begin(List<Token> tokens, int at) {
        for (int end = reach(tokens, at); end > at; end--) {
            if (contain(tokens, at, end)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the word stands in a town's name: "Nha Trang", "can tho".
    public boolean around(List<Token> tokens, int at) {
        for (int start = Math.max(0, at - longest + 1); start <= at; start++) {
            for (int end = at + 1; end <= reach(tokens, start); end++) {
                if (contain(tokens, start, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// "Ba dinh" is Ba Dinh, and "ba đình" Ba Đình: who leaves out the marks is not corrected.
    /// So is "Biên Hoà": where only the letter differs that bears the mark, it stays where the shopper put it.
    public static String asWritten(String town, String written) {
        if (unmarked(written).equals(written)) {
            return unmarked(town);
        }
        String own = Normalizer.normalize(written, Normalizer.Form.NFC);
        return own.length() == town.length() && signs(own).equals(signs(town)) ? cased(own, town) : town;
    }

    /// The letters in their order, and what marks there are.
    private static String signs(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        return MARKS.matcher(apart).replaceAll("")
                + MARKS.matcher(apart)
                        .results()
                        .flatMapToInt(marks -> marks.group().chars())
                        .sorted()
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" "));
    }

    private static String cased(String own, String town) {
        StringBuilder cased = new StringBuilder();
        for (int i = 0; i < own.length(); i++) {
            char letter = own.charAt(i);
            cased.append(Character.isUpperCase(town.charAt(i)) ? Character.toUpperCase(letter) : letter);
        }
        return cased.toString();
    }

    private static String unmarked(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
}
