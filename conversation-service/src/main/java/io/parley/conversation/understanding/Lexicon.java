package io.parley.conversation.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words and phrases of all languages, from `language/<code>.txt`: files a speaker can correct without knowing
/// any code. Immutable once loaded.
final class Lexicon {
    static final List<String> LANGUAGES = List.of("en", "pcm", "fr", "sw", "vi");
    static final Set<String> ALL = Set.copyOf(LANGUAGES);

    /// Words between the two halves of a phrase written with `...`.
    private static final int GAP_MAX = 3;

    /// Words of a phrase that are read.
    private static final int WORDS_MAX = 16;

    private static final String GAP = "...";

    /// Stands for what is sold in the examples, while they are taken apart.
    private static final String GOODS = "goodsgoods";
    private static final String WORDS = "words";

    /// Words that are spelled right, and mean nothing here.
    private static final String KNOWN = "known";

    /// How a word is written in a hurry: it counts as that word in every phrase.
    private static final String SHORT = "short";

    /// Words that may stand in the middle of any phrase: "do you *guys* have".
    private static final String SKIP = "skip";

    /// Stands for any number in a phrase: "do it for #".
    private static final String ANY_NUMBER = "#";

    private static final int SKIPPED_MAX = 2;

    /// So many everyday words of English in a message make it English, whatever else is in it.
    private static final int ENGLISH_AROUND = 4;

    private static final Map<String, Word> PARTS =
            Arrays.stream(Word.values()).collect(Collectors.toMap(Word::section, Function.identity()));

    /// What one short word without its accents must not set off: "chua" may be "not yet" or "to heal".
    private static final Set<String> SERIOUS =
            Set.of("medical_question", "complaint", "opt_out", "human_request", "custom_request", "means");

    private final Node root = new Node();
    private final Map<String, Set<String>> wordsOf = new LinkedHashMap<>();
    private final Set<String> vocabulary = new HashSet<>();
    /// By their letters, with every way to accent them.
    private final Map<String, Set<String>> everyday = new HashMap<>();
    /// "the" is no "thẻ" written in a hurry.
    private final Set<String> englishEveryday = new HashSet<>();
    private final Map<Integer, List<String>> longWords = new HashMap<>();
    private final Map<String, List<Spelling>> spellings = new HashMap<>();
    private final Map<String, Set<String>> skipped = new HashMap<>();

    private final Likeness likeness = new Likeness(this::everyday);
    private final Set<String> people = new HashSet<>();
    private final Set<String> measures = new HashSet<>();
    private final Set<String> units = new HashSet<>();
    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

    /// Other English words for goods.
    private final Map<String, List<String>> english = new HashMap<>();

    private final Map<Word, Set<String>> parts = new EnumMap<>(Word.class);

    private record Spelling(String word, String exact, String language) {}

    /// A phrase found in a message.
    ///
    /// @param section what it is a sign of
    /// @param value what the file says after `=`, empty when nothing
    /// @param own the phrase's own words as bits from the start; the others lie in a gap
    record Hit(
            int start,
            int end,
            String section,
            String language,
            String value,
            double weight,
            boolean gapped,
            long own) {
        int length() {
            return end - start;
        }

        /// The same words, as a sign of something else.
        Hit as(String sign) {
            return new Hit(start, end, sign, language, value, weight, gapped, own);
        }

        Hit meaning(String other) {
            return new Hit(start, end, section, language, other, weight, gapped, own);
        }

        boolean owns(int at) {
            return (own >> (at - start) & 1) == 1;
        }
    }

    private record Entry(
            String section, String language, String value, double weight, List<String> exact, boolean gapped) {}

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>(2);
        private final List<Entry> entries = new ArrayList<>(1);
    }

    /// Read once; nothing is added to it later.
    static Lexicon load() {
        return Loaded.LEXICON;
    }

    private static final class Loaded {
        static final Lexicon LEXICON = read();
    }

    private static Lexicon read() {
        Lexicon lexicon = new Lexicon();
        LANGUAGES.forEach(lexicon::read);
        LANGUAGES.forEach(lexicon::examples);
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
        phrases(language, (section, phrase) -> add(section, language, phrase, words));
    }

    private static void phrases(String language, BiConsumer<String, String> each) {
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
                each.accept(section, phrase.strip());
            }
        }
    }

    /// The phrases of one section, as they are written.
    static List<String> section(String language, String name) {
        List<String> found = new ArrayList<>();
        phrases(language, (section, phrase) -> {
            if (section.equals(name)) {
                found.add(phrase);
            }
        });
        return found;
    }

    /// Whole sentences, one to a line, by what they mean.
    private void examples(String language) {
        Optional<Intent> intent = Optional.empty();
        for (String line : file("examples/" + language).split("\n")) {
            String content = line.strip();
            if (content.startsWith("[") && content.endsWith("]")) {
                intent = Intent.of(content.substring(1, content.length() - 1).strip());
            } else if (!content.isEmpty() && !content.startsWith("# ")) {
                List<String> words = Token.read(content.replace("_", " " + GOODS + " ")).stream()
                        .filter(token -> token.kind() != Token.Kind.MARK || token.is("#"))
                        .map(token -> token.norm().equals(GOODS) ? Likeness.GOODS : token.norm())
                        .toList();
                intent.ifPresent(meant -> likeness.learn(meant, words, true));
            }
        }
    }

    private void add(String section, String language, String written, Set<String> words) {
        Word role = PARTS.get(section);
        if (role != null) {
            parts.computeIfAbsent(role, _ -> new HashSet<>()).add(Token.normal(written));
            return;
        }
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
        String meant = value;
        tokens.stream().filter(token -> !token.equals(GAP)).forEach(token -> {
            if (!goods) {
                words.add(token);
                vocabulary.add(token);
            } else if (language.equals("en") || !english(token, meant)) {
                words.add(token);
            }
        });
        if (section.equals(KNOWN)) {
            return;
        }
        if (goods && language.equals("en")) {
            english.computeIfAbsent(String.join(" ", tokens), _ -> new ArrayList<>())
                    .add(value);
        }
        if (section.equals(SHORT)) {
            if (tokens.size() == 1) {
                Spelling spelling = new Spelling(Token.normal(value), value.toLowerCase(Locale.ROOT), language);
                spellings
                        .computeIfAbsent(tokens.getFirst(), _ -> new ArrayList<>())
                        .add(spelling);
            }
            return;
        }
        if (section.equals(SKIP)) {
            skipped.computeIfAbsent(tokens.getFirst(), _ -> new HashSet<>()).add(language);
            return;
        }
        if (section.equals(WORDS)) {
            for (int i = 0; i < tokens.size(); i++) {
                everyday.computeIfAbsent(tokens.get(i), _ -> new HashSet<>()).add(exact.get(i));
            }
            if (language.equals("en")) {
                englishEveryday.addAll(tokens);
            }
            return;
        }
        if (section.equals("person") && tokens.size() == 1) {
            people.add(tokens.getFirst());
        }
        if ((section.equals("unit_pieces") || section.equals("unit_money")) && tokens.size() == 1) {
            units.add(tokens.getFirst());
        }
        if (section.equals("unit_size") && tokens.size() == 1) {
            measures.add(tokens.getFirst());
        }
        if (section.equals("number") && tokens.size() == 1) {
            numbers.computeIfAbsent(language, _ -> new HashMap<>()).put(tokens.getFirst(), Integer.valueOf(value));
        }
        Intent.of(section)
                .ifPresent(intent -> likeness.learn(
                        intent,
                        tokens.stream().filter(token -> !token.equals(GAP)).toList(),
                        false));
        Node node = root;
        for (String token : tokens) {
            node = node.next.computeIfAbsent(token, _ -> new Node());
        }
        node.entries.add(new Entry(section, language, value, weight, exact, tokens.contains(GAP)));
    }

    /// "Giày cao gót" makes "got" no Vietnamese, and "bracelet" is as English as French.
    private boolean english(String word, String meant) {
        return knows(word, "en") || Token.read(meant).stream().anyMatch(token -> token.is(word));
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
        Walk walk = new Walk(words, languages);
        for (int i = 0; i < words.size(); i++) {
            walk.from(i);
        }
        return List.copyOf(walk.hits.values());
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
                            entry.value,
                            entry.weight,
                            entry.gapped,
                            own(start, depth));
                    hits.putIfAbsent(start + " " + at + " " + entry.section + entry.value + entry.language, hit);
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
            Node gap = node.next.get(GAP);
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
                if (languages.contains(spelling.language)) {
                    follow(node, spelling.word, start, at, depth, skips);
                }
            }
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

    private static final int ACCENTED_LEAST = 3;

    /// In Vietnamese accents make the word. Who writes them is taken at their word; who leaves them out is met halfway.
    private boolean sameAccents(Entry entry, List<Token> words, int[] at, int count, boolean accented) {
        if (!entry.language.equals("vi")) {
            return entry.language.equals("fr") || noneAccented(entry, words, at, count);
        }
        if (entry.gapped) {
            return true;
        }
        boolean guessed = false;
        for (int i = 0; i < count; i++) {
            Token token = words.get(at[i]);
            String exact = entry.exact.get(i);
            if (!token.exact().equals(exact) && !spelledFor(token, exact)) {
                if (!token.plain() || accented && count == 1 && token.word()) {
                    return false;
                }
                guessed |= token.word();
            }
        }
        boolean english = guessed && count == 1 && amongEnglish(words, at[0]);
        return !english && (!guessed || count > 1 || !SERIOUS.contains(entry.section));
    }

    /// Whether an everyday English word stands among others.
    boolean amongEnglish(List<Token> words, int at) {
        return englishEveryday.contains(words.get(at).norm())
                && (words.stream()
                                        .filter(word -> englishEveryday.contains(word.norm()))
                                        .count()
                                > ENGLISH_AROUND
                        || at > 0 && englishEveryday.contains(words.get(at - 1).norm())
                        || at + 1 < words.size()
                                && englishEveryday.contains(words.get(at + 1).norm()));
    }

    private boolean spelledFor(Token token, String exact) {
        String word = Token.normal(exact);
        return !token.norm().equals(word)
                && spellings.getOrDefault(token.norm(), List.of()).stream()
                        .anyMatch(spelling -> spelling.word.equals(word) && alike(spelling.exact, exact));
    }

    /// "z" is "vậy" in a hurry, and no "váy".
    private static boolean alike(String one, String other) {
        return one.equals(other) || Token.isPlain(one) || Token.isPlain(other);
    }

    /// English, Swahili and Pidgin have no accents: "tên" is not ten.
    private static boolean noneAccented(Entry entry, List<Token> words, int[] at, int count) {
        for (int i = 0; i < count && !entry.gapped; i++) {
            if (words.get(at[i]).word() && !words.get(at[i]).plain()) {
                return false;
            }
        }
        return true;
    }

    /// The shop's word for what is named here in these languages, the longest phrase first;
    /// null when there is none.
    @Nullable
    Hit goods(List<Token> words, int at, Set<String> languages, Predicate<String> sold) {
        Walk walk = new Walk(words, languages);
        walk.from(at);
        List<Hit> means = walk.hits.values().stream()
                .filter(hit -> hit.section().equals("means"))
                .toList();
        Optional<Hit> direct =
                means.stream().filter(hit -> sold.test(hit.value())).max(Comparator.comparingInt(Hit::length));
        // a "coussin" is a cushion, and where pillows are sold that is a pillow
        return direct.or(() -> means.stream()
                        .filter(hit -> !hit.language().equals("en"))
                        .flatMap(hit -> english.getOrDefault(Token.normal(hit.value()), List.of()).stream()
                                .filter(sold)
                                .map(hit::meaning))
                        .max(Comparator.comparingInt(Hit::length)))
                .orElse(null);
    }

    /// Whether it is a word that says nothing by itself in some language, hence no product's name.
    /// "Vậy" does, and "váy" is a dress.
    boolean everyday(Token token) {
        Set<String> accented = everyday.getOrDefault(token.norm(), Set.of());
        return !accented.isEmpty()
                && (token.plain()
                        || accented.contains(token.exact())
                        || accented.stream().allMatch(Token::isPlain));
    }

    private boolean everyday(String word) {
        return everyday.containsKey(word);
    }

    /// Whether the word plays this part beside others, in some language.
    boolean is(String word, Word part) {
        return parts.getOrDefault(part, Set.of()).contains(word);
    }

    Likeness likeness() {
        return likeness;
    }

    /// Whether the word says who somebody is: a baby is nothing that is sold, though there may be things for one.
    boolean person(String word) {
        return people.contains(word);
    }

    /// Whether goods or money are counted in it: "pieces", "shillings".
    boolean unit(String word) {
        return units.contains(word);
    }

    /// Whether the word is a unit that sizes are measured in.
    boolean measures(String word) {
        return measures.contains(word) || !Sizes.units(word).isEmpty();
    }

    /// The number the word is in one of these languages; null when it is none.
    @Nullable
    Integer number(String word, Set<String> languages) {
        return languages.stream()
                .map(language -> numbers.getOrDefault(language, Map.of()).get(word))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// "Chai please" has tea, and no Vietnamese bottle: whether a language that has the word has half of the message.
    boolean amongItsOwn(List<Token> tokens, int at) {
        List<String> words =
                tokens.stream().filter(Token::word).map(Token::norm).toList();
        return LANGUAGES.stream()
                .filter(language -> knows(tokens.get(at).norm(), language))
                .anyMatch(language ->
                        2 * words.stream().filter(word -> has(word, language)).count() > words.size());
    }

    /// "A" and "the" are Vietnamese too, but tell nobody that it is.
    private boolean has(String word, String language) {
        return knows(word, language) && (language.equals("en") || !knows(word, "en"));
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
                .filter(spelling -> languages.contains(spelling.language) && fits.test(spelling.word))
                .map(Spelling::word)
                .findFirst()
                .orElse(null);
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
        if (word.length() < 5 || knows(word) || wordsOf.values().stream().anyMatch(words -> words.contains(word))) {
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
