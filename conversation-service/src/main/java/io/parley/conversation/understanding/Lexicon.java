package io.parley.conversation.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The words and phrases of all languages, from `language/<code>.txt`: files a speaker can correct without knowing
/// any code. Immutable once loaded.
final class Lexicon {
    static final List<String> LANGUAGES = List.of("en", "pcm", "fr", "sw", "vi");

    /// Words between the two halves of a phrase written with `...`.
    private static final int GAP_MAX = 3;

    private static final String GAP = "...";
    private static final String WORDS = "words";

    /// Words that are spelled right, and mean nothing here.
    private static final String KNOWN = "known";

    /// What one short word without its accents must not set off: "chua" may be "not yet" or "to heal".
    private static final Set<String> SERIOUS =
            Set.of("medical_question", "complaint", "opt_out", "human_request", "custom_request", "means");

    private final Node root = new Node();
    private final Map<String, Set<String>> wordsOf = new LinkedHashMap<>();
    private final Set<String> vocabulary = new HashSet<>();
    private final Set<String> everyday = new HashSet<>();
    private final Map<Integer, List<String>> longWords = new HashMap<>();

    /// A phrase found in a message.
    ///
    /// @param section what it is a sign of
    /// @param value what the file says after `=`, empty when nothing
    record Hit(int start, int end, String section, String language, String value, double weight, boolean gapped) {
        int length() {
            return end - start;
        }

        boolean overlaps(Hit other) {
            return start < other.end && other.start < end;
        }
    }

    private record Entry(
            String section, String language, String value, double weight, List<String> exact, boolean gapped) {}

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>(2);
        private final List<Entry> entries = new ArrayList<>(1);
    }

    static Lexicon load() {
        Lexicon lexicon = new Lexicon();
        LANGUAGES.forEach(lexicon::read);
        lexicon.vocabulary.stream()
                .filter(word -> word.length() >= 5)
                .forEach(word -> lexicon.longWords
                        .computeIfAbsent(bucket(word.charAt(0), word.length()), _ -> new ArrayList<>())
                        .add(word));
        lexicon.longWords.values().forEach(words -> words.sort(Comparator.naturalOrder()));
        return lexicon;
    }

    private void read(String language) {
        Set<String> words = wordsOf.computeIfAbsent(language, _ -> new HashSet<>());
        String section = "";
        for (String line : file(language).split("\n")) {
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("# ") || content.equals("#")) {
                continue;
            }
            if (content.startsWith("[") && content.endsWith("]")) {
                section = content.substring(1, content.length() - 1).strip();
                continue;
            }
            for (String phrase : content.split("\\|")) {
                add(section, language, phrase.strip(), words);
            }
        }
    }

    private void add(String section, String language, String written, Set<String> words) {
        String phrase = written;
        String value = "";
        double weight = 0.9;
        int equals = phrase.indexOf(" = ");
        if (equals > 0) {
            value = phrase.substring(equals + 3).strip();
            phrase = phrase.substring(0, equals).strip();
        }
        int tilde = phrase.lastIndexOf(" ~");
        if (tilde > 0) {
            weight = Double.parseDouble(phrase.substring(tilde + 2).strip());
            phrase = phrase.substring(0, tilde).strip();
        }
        List<String> tokens = new ArrayList<>();
        List<String> exact = new ArrayList<>();
        for (String part : phrase.split(" \\.\\.\\. ")) {
            if (!tokens.isEmpty()) {
                tokens.add(GAP);
            }
            Token.read(part).forEach(token -> {
                tokens.add(token.norm());
                exact.add(token.exact());
            });
        }
        if (tokens.isEmpty()) {
            return;
        }
        boolean goods = section.equals("means");
        tokens.stream().filter(token -> !token.equals(GAP)).forEach(token -> {
            words.add(token);
            if (!goods) {
                vocabulary.add(token);
            }
        });
        if (section.equals(KNOWN)) {
            return;
        }
        if (section.equals(WORDS)) {
            everyday.addAll(tokens);
            return;
        }
        Node node = root;
        for (String token : tokens) {
            node = node.next.computeIfAbsent(token, _ -> new Node());
        }
        node.entries.add(new Entry(section, language, value, weight, exact, tokens.contains(GAP)));
    }

    private static String file(String language) {
        try (InputStream in = Lexicon.class.getResourceAsStream("/language/" + language + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no language file for " + language);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Every phrase of these languages in the words, overlapping ones included.
    List<Hit> find(List<Token> words, Set<String> languages) {
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            walk(root, words, i, i, languages, hits);
        }
        return hits;
    }

    private static void walk(Node node, List<Token> words, int start, int at, Set<String> languages, List<Hit> hits) {
        for (Entry entry : node.entries) {
            if (languages.contains(entry.language) && sameAccents(entry, words, start, at)) {
                hits.add(new Hit(start, at, entry.section, entry.language, entry.value, entry.weight, entry.gapped));
            }
        }
        if (at < words.size()) {
            Node next = node.next.get(words.get(at).norm());
            if (next != null) {
                walk(next, words, start, at + 1, languages, hits);
            }
        }
        Node gap = node.next.get(GAP);
        for (int skip = 0; gap != null && skip <= GAP_MAX && at + skip < words.size(); skip++) {
            Node after = gap.next.get(words.get(at + skip).norm());
            if (after != null) {
                walk(after, words, start, at + skip + 1, languages, hits);
            }
        }
    }

    /// In Vietnamese accents make the word. Who writes them is taken at their word; who leaves them out is met halfway.
    private static boolean sameAccents(Entry entry, List<Token> words, int start, int end) {
        if (!entry.language.equals("vi")) {
            return entry.language.equals("fr") || noneAccented(entry, words, start, end);
        }
        if (entry.gapped) {
            return true;
        }
        boolean guessed = false;
        for (int i = start; i < end; i++) {
            Token token = words.get(i);
            String exact = entry.exact.get(i - start);
            if (!token.exact().equals(exact)) {
                if (!token.plain()) {
                    return false;
                }
                guessed |= token.word();
            }
        }
        return !guessed || end - start > 1 || !SERIOUS.contains(entry.section);
    }

    /// English, Swahili and Pidgin have no accents: "tên" is not ten.
    private static boolean noneAccented(Entry entry, List<Token> words, int start, int end) {
        for (int i = start; i < end && !entry.gapped; i++) {
            if (words.get(i).word() && !words.get(i).plain()) {
                return false;
            }
        }
        return true;
    }

    /// The shop's word for what is named here in these languages, the longest phrase first;
    /// null when there is none.
    @Nullable
    Hit goods(List<Token> words, int at, Set<String> languages, Predicate<String> sold) {
        List<Hit> hits = new ArrayList<>();
        walk(root, words, at, at, languages, hits);
        return hits.stream()
                .filter(hit -> hit.section().equals("means") && sold.test(hit.value()))
                .max(Comparator.comparingInt(Hit::length))
                .orElse(null);
    }

    /// Whether it is a word that says nothing by itself in some language, hence no product's name.
    boolean everyday(String word) {
        return everyday.contains(word);
    }

    /// Whether some language has this word.
    boolean knows(String word) {
        return vocabulary.contains(word);
    }

    boolean knows(String word, String language) {
        return wordsOf.getOrDefault(language, Set.of()).contains(word);
    }

    /// The word that was probably meant, when a long word is one slip away from exactly that one.
    @Nullable
    String meant(String word) {
        if (word.length() < 5 || knows(word)) {
            return null;
        }
        for (int length : new int[] {word.length(), word.length() + 1, word.length() - 1}) {
            for (String candidate : longWords.getOrDefault(bucket(word.charAt(0), length), List.of())) {
                if (Typos.within(word, candidate, 1)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static int bucket(char first, int length) {
        return first * 64 + Math.min(length, 63);
    }
}
