package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The phrases of the language files as a tree by their words, and the ways to write a word in a hurry. Looking
/// costs the same however many phrases there are.
final class Phrases {
    /// Words between the two halves of a phrase written with `...`.
    private static final int GAP_MAX = 3;

    /// Words of a phrase that are read.
    private static final int WORDS_MAX = 16;

    /// Stands for any number in a phrase: "do it for #".
    private static final String ANY_NUMBER = "#";

    private static final int SKIPPED_MAX = 2;
    private static final int ACCENTED_LEAST = 3;

    /// What one short word without its accents must not set off: "chua" may be "not yet" or "to heal".
    private static final Set<String> SERIOUS =
            Set.of("medical_question", "complaint", "opt_out", "human_request", "custom_request", "means");

    private final Node root = new Node();
    private final Map<String, List<Spelling>> spellings = new HashMap<>();
    private final Map<String, Set<String>> skipped = new HashMap<>();
    private final BiPredicate<List<Token>, Integer> amongEnglish;

    /// What is written in one word when in a hurry: one word, or several ("jai" is "j'ai").
    ///
    /// @param words as they are compared
    /// @param exact as they are written in full
    /// @param written how it is written in a hurry
    private record Spelling(List<String> words, List<String> exact, String written, String language) {
        /// Whether it is short for this word, written so.
        boolean of(String word, String exactly) {
            return IntStream.range(0, words.size())
                    .anyMatch(i -> words.get(i).equals(word) && alike(exact.get(i), exactly));
        }
    }

    private record Entry(String section, String language, Written phrase) {}

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>(2);
        private final List<Entry> entries = new ArrayList<>(1);
    }

    /// @param amongEnglish whether the word at a place is an everyday English word among others
    Phrases(BiPredicate<List<Token>, Integer> amongEnglish) {
        this.amongEnglish = amongEnglish;
    }

    void put(String section, String language, Written phrase) {
        Node node = root;
        for (String word : phrase.words()) {
            node = node.next.computeIfAbsent(word, _ -> new Node());
        }
        node.entries.add(new Entry(section, language, phrase));
    }

    /// How a word, or several, is written in a hurry: it counts as what is meant in every phrase.
    void hurried(String word, String written, String meant, String language) {
        List<String> exact = List.of(meant.toLowerCase(Locale.ROOT).split(" "));
        List<String> words = exact.stream().map(Token::normal).toList();
        spellings.computeIfAbsent(word, _ -> new ArrayList<>()).add(new Spelling(words, exact, written, language));
    }

    /// A word that may stand in the middle of any phrase: "do you *guys* have".
    void skip(String word, String language) {
        skipped.computeIfAbsent(word, _ -> new HashSet<>()).add(language);
    }

    /// Every phrase of these languages in the words, overlapping ones included.
    List<Hit> find(List<Token> words, Set<String> languages) {
        Walk walk = new Walk(words, languages);
        for (int i = 0; i < words.size(); i++) {
            walk.from(i);
        }
        return List.copyOf(walk.hits.values());
    }

    /// Those that begin at one word.
    Collection<Hit> from(int start, List<Token> words, Set<String> languages) {
        Walk walk = new Walk(words, languages);
        walk.from(start);
        return walk.hits.values();
    }

    /// One look for phrases: each is reported once, however many spellings lead to it.
    private final class Walk {
        private final List<Token> words;
        private final Set<String> languages;
        private final Map<String, Hit> hits = new LinkedHashMap<>();
        private final int[] matched = new int[WORDS_MAX];
        private final boolean accented;

        Walk(List<Token> words, Set<String> languages) {
            this.words = words;
            this.languages = languages;
            accented = accented(words);
        }

        void from(int start) {
            if (words.get(start).endsOrdinal()) {
                // "22nd": no "and"
                return;
            }
            step(root, start, start, 0, 0);
        }

        private void step(Node node, int start, int at, int depth, int skips) {
            // what is skipped lies in the middle of a phrase, never at its end
            boolean complete = depth == 0 || matched[depth - 1] == at - 1 || thousands(matched[depth - 1]);
            for (Entry entry : complete ? node.entries : List.<Entry>of()) {
                if (languages.contains(entry.language)
                        && sameAccents(entry, words, matched, depth, accented)
                        && !(skips > 0 && counts(entry, words.get(matched[depth - 1])))) {
                    Hit hit = new Hit(
                            start,
                            at,
                            entry.section,
                            entry.language,
                            entry.phrase.value(),
                            entry.phrase.weight(),
                            entry.phrase.gapped(),
                            own(start, depth));
                    hits.putIfAbsent(
                            start + " " + at + " " + entry.section + entry.phrase.value() + entry.language, hit);
                }
            }
            if (at >= words.size() || depth == WORDS_MAX || node.next.isEmpty()) {
                return;
            }
            Token word = words.get(at);
            matched[depth] = at;
            follow(node, word.norm(), start, at, depth, skips);
            if (word.kind() == Token.Kind.NUMBER) {
                follow(node, ANY_NUMBER, start, thousands(at) ? at + 1 : at, depth, skips);
            }
            inFull(node, word, start, at, depth, skips);
            if (depth > 0 && skips < SKIPPED_MAX && skips(word)) {
                step(node, start, at + 1, depth, skips + 1);
            }
            Node gap = node.next.get(Written.GAP);
            for (int skip = 0; gap != null && skip <= GAP_MAX && at + skip < words.size(); skip++) {
                matched[depth] = at + skip;
                follow(gap, words.get(at + skip).norm(), start, at + skip, depth, skips);
                matched[depth] = at + skip;
                inFull(gap, words.get(at + skip), start, at + skip, depth, skips);
            }
        }

        /// "No just 1" is no "no. 1", and "want just one" keeps its one.
        private boolean counts(Entry entry, Token last) {
            return entry.section.equals("pick") || last.kind() == Token.Kind.NUMBER || last.is("one");
        }

        private long own(int start, int depth) {
            long own = 0;
            for (int i = 0; i < depth; i++) {
                own |= 1L << (matched[i] - start);
            }
            return own;
        }

        private void inFull(Node node, Token word, int start, int at, int depth, int skips) {
            for (Spelling spelling : spellings.getOrDefault(word.norm(), List.of())) {
                if (languages.contains(spelling.language) && depth + spelling.words.size() <= WORDS_MAX) {
                    follow(node, spelling.words, start, at, depth, skips);
                }
            }
        }

        /// Several words of a phrase that are written in one.
        private void follow(Node node, List<String> words, int start, int at, int depth, int skips) {
            Node next = node;
            for (int i = 0; next != null && i < words.size(); i++) {
                matched[depth + i] = at;
                next = next.next.get(words.get(i));
            }
            if (next != null) {
                step(next, start, at + 1, depth + words.size(), skips);
            }
            matched[depth] = at;
        }

        private void follow(Node node, String word, int start, int at, int depth, int skips) {
            Node next = node.next.get(word);
            if (next != null) {
                step(next, start, at + 1, depth + 1, skips);
                matched[depth] = at;
            }
        }

        /// "5k" is one number.
        private boolean thousands(int at) {
            return at + 1 < words.size()
                    && words.get(at + 1).glued()
                    && words.get(at + 1).is("k");
        }

        private boolean skips(Token word) {
            return skipped.getOrDefault(word.norm(), Set.of()).stream().anyMatch(languages::contains);
        }
    }

    /// Whoever writes "lát mình gửi địa chỉ sau" has left out no accent of "sau", which is no "sáu" then.
    private static boolean accented(List<Token> words) {
        long accented =
                words.stream().filter(word -> word.word() && !word.plain()).count();
        return accented >= ACCENTED_LEAST
                && accented * 2 >= words.stream().filter(Token::word).count();
    }

    /// In Vietnamese accents make the word. Who writes them is taken at their word; who leaves them out is met halfway.
    private boolean sameAccents(Entry entry, List<Token> words, int[] at, int count, boolean accented) {
        if (!entry.language.equals("vi")) {
            return entry.language.equals("fr") || noneAccented(entry, words, at, count);
        }
        if (entry.phrase.gapped()) {
            return true;
        }
        boolean guessed = false;
        for (int i = 0; i < count; i++) {
            Token token = words.get(at[i]);
            String exact = entry.phrase.exact().get(i);
            if (!token.exact().equals(exact) && !spelledFor(token, exact)) {
                if (!token.plain() || accented && count == 1 && token.word()) {
                    return false;
                }
                guessed |= token.word();
            }
        }
        boolean english = guessed && count == 1 && amongEnglish.test(words, at[0]);
        return !english && (!guessed || count > 1 || !SERIOUS.contains(entry.section));
    }

    private boolean spelledFor(Token token, String exact) {
        String word = Token.normal(exact);
        return !token.norm().equals(word)
                && spellings.getOrDefault(token.norm(), List.of()).stream()
                        .anyMatch(spelling -> spelling.of(word, exact)
                                // "Hồng Phong" holds no "hong" for "không"
                                && (token.plain() || token.exact().equals(spelling.written)));
    }

    /// "z" is "vậy" in a hurry, and no "váy".
    private static boolean alike(String one, String other) {
        return one.equals(other) || Token.isPlain(one) || Token.isPlain(other);
    }

    /// English, Swahili and Pidgin have no accents: "tên" is not ten.
    private static boolean noneAccented(Entry entry, List<Token> words, int[] at, int count) {
        for (int i = 0; i < count && !entry.phrase.gapped(); i++) {
            if (words.get(at[i]).word() && !words.get(at[i]).plain()) {
                return false;
            }
        }
        return true;
    }

    /// Whether the language writes some word so when in a hurry: "vs" is "với" to whoever speaks Vietnamese.
    boolean hurried(Token word, String language) {
        return spellings.getOrDefault(word.norm(), List.of()).stream()
                .anyMatch(spelling -> spelling.language.equals(language));
    }

    /// The word that is so written in a hurry and that fits; null when none does.
    @Nullable
    String inFull(Token word, Set<String> languages, Predicate<String> fits) {
        return spellings.getOrDefault(word.norm(), List.of()).stream()
                .filter(spelling -> languages.contains(spelling.language) && spelling.words.size() == 1)
                .map(spelling -> spelling.words.getFirst())
                .filter(fits)
                .findFirst()
                .orElse(null);
    }
}
