package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.meaning.Intent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words and phrases of all languages, from `language/<code>.txt`: files a speaker can correct without knowing
/// any code. Immutable once loaded.
public final class Lexicon {
    public static final List<String> LANGUAGES = List.of("en", "pcm", "fr", "sw", "vi");
    public static final Set<String> ALL = Set.copyOf(LANGUAGES);

    /// The languages that are written with accents.
    private static final Set<String> ACCENTED = Set.of("fr", "vi");

    /// Stands for what is sold in the examples, while they are taken apart.
    private static final String GOODS = "goodsgoods";
    private static final String WORDS = "words";

    /// Other words for goods, and what they mean.
    private static final String GOODS_MEAN = "means";

    /// Words that are spelled right, and mean nothing here.
    private static final String KNOWN = "known";

    /// How a word is written in a hurry: it counts as that word in every phrase.
    private static final String SHORT = "short";

    /// What only one language says, though each of its words is another's too: "how much be", "make I".
    private static final String TELLS = "tells";

    /// Words that may stand in the middle of any phrase: "do you *guys* have".
    private static final String SKIP = "skip";

    /// So many everyday words of English in a message make it English, whatever else is in it.
    private static final int ENGLISH_AROUND = 4;

    private static final Map<String, Word> PARTS =
            Arrays.stream(Word.values()).collect(Collectors.toMap(Word::section, Function.identity()));

    private final Phrases phrases = new Phrases(this::amongEnglish);
    private final Map<String, Set<String>> wordsOf = new LinkedHashMap<>();
    private final Set<String> vocabulary = new HashSet<>();
    /// By their letters, with every way to accent them.
    private final Map<String, Set<String>> everyday = new HashMap<>();
    /// "the" is no "thẻ" written in a hurry.
    private final Set<String> englishEveryday = new HashSet<>();
    private final Map<String, Set<String>> everydayOf = new HashMap<>();
    private final Map<Integer, List<String>> longWords = new HashMap<>();

    private final Likeness likeness = new Likeness(this::everyday);
    /// Single words for goods in Vietnamese, by how they are written in a hurry: "den" is "đen", or none.
    private final Map<String, Set<String>> accentedGoods = new HashMap<>();

    private final Map<String, Set<String>> people = new HashMap<>();
    private final Set<String> measures = new HashSet<>();
    private final Set<String> units = new HashSet<>();
    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

    /// Other English words for goods.
    private final Map<String, List<String>> english = new HashMap<>();

    private final Map<String, List<Written>> telling = new HashMap<>();
    private final Map<Word, Set<String>> parts = new EnumMap<>(Word.class);
    /// French words without their accents, Vietnamese ones, which accents tell apart, with them.
    private final Map<Word, Set<String>> accentedParts = new EnumMap<>(Word.class);

    /// A phrase found in a message.
    ///
    /// @param section what it is a sign of
    /// @param value what the file says after `=`, empty when nothing
    /// @param own the phrase's own words as bits from the start; the others lie in a gap
    public record Hit(
            int start,
            int end,
            String section,
            String language,
            String value,
            double weight,
            boolean gapped,
            long own) {
        public int length() {
            return end - start;
        }

        /// The same words, as a sign of something else.
        public Hit as(String sign) {
            return new Hit(start, end, sign, language, value, weight, gapped, own);
        }

        Hit meaning(String other) {
            return new Hit(start, end, section, language, other, weight, gapped, own);
        }

        /// How many of the words are its own.
        public int ownWords() {
            return Long.bitCount(own);
        }

        public boolean owns(int at) {
            return (own >> (at - start) & 1) == 1;
        }
    }

    /// Read once; nothing is added to it later.
    public static Lexicon load() {
        return Loaded.LEXICON;
    }

    private static final class Loaded {
        static final Lexicon LEXICON = read();
    }

    private static Lexicon read() {
        Lexicon lexicon = new Lexicon();
        LANGUAGES.forEach(lexicon::read);
        LANGUAGES.forEach(language -> LanguageFiles.examples(language, lexicon::example));
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
        LanguageFiles.phrases(language, (section, phrase) -> add(section, language, phrase, words));
    }

    private void example(String section, String sentence) {
        List<String> words = Token.read(sentence.replace("_", " " + GOODS + " ")).stream()
                .filter(token -> token.kind() != Token.Kind.MARK || token.is("#"))
                .map(token -> token.norm().equals(GOODS) ? Likeness.GOODS : token.norm())
                .toList();
        Intent.of(section).ifPresent(meant -> likeness.learn(meant, words, true));
    }

    private void add(String section, String language, String text, Set<String> known) {
        Word role = PARTS.get(section);
        if (role != null) {
            parts.computeIfAbsent(role, _ -> new HashSet<>()).add(Token.normal(text));
            if (ACCENTED.contains(language)) {
                accentedParts
                        .computeIfAbsent(role, _ -> new HashSet<>())
                        .add(language.equals("vi") ? Token.exact(text) : Token.normal(text));
            }
            return;
        }
        Written phrase = Written.of(text);
        if (phrase.words().isEmpty()) {
            return;
        }
        boolean goods = section.equals(GOODS_MEAN);
        boolean led = goods && !language.equals("en");
        phrase.spoken().filter(word -> !led || !english(word, phrase.value())).forEach(known::add);
        if (!goods) {
            phrase.spoken().forEach(vocabulary::add);
        } else if (language.equals("vi") && phrase.words().size() == 1) {
            accentedGoods
                    .computeIfAbsent(phrase.words().getFirst(), _ -> new LinkedHashSet<>())
                    .add(phrase.exact().getFirst());
        }
        switch (section) {
            case KNOWN -> {}
            case SHORT -> {
                if (phrase.words().size() == 1) {
                    phrases.hurried(phrase.words().getFirst(), phrase.exact().getFirst(), phrase.value(), language);
                }
            }
            case TELLS ->
                telling.computeIfAbsent(language, _ -> new ArrayList<>()).add(phrase);
            case SKIP -> phrases.skip(phrase.words().getFirst(), language);
            case WORDS -> everyday(phrase, language);
            default -> sign(section, language, phrase);
        }
    }

    private void everyday(Written phrase, String language) {
        for (int i = 0; i < phrase.words().size(); i++) {
            everyday.computeIfAbsent(phrase.words().get(i), _ -> new HashSet<>())
                    .add(phrase.exact().get(i));
        }
        everydayOf.computeIfAbsent(language, _ -> new HashSet<>()).addAll(phrase.words());
        if (language.equals("en")) {
            englishEveryday.addAll(phrase.words());
        }
    }

    private void sign(String section, String language, Written phrase) {
        if (section.equals(GOODS_MEAN) && language.equals("en")) {
            english.computeIfAbsent(String.join(" ", phrase.words()), _ -> new ArrayList<>())
                    .add(phrase.value());
        }
        if (phrase.words().size() == 1) {
            single(section, language, phrase);
        }
        Intent.of(section)
                .ifPresent(intent -> likeness.learn(intent, phrase.spoken().toList(), false));
        phrases.put(section, language, phrase);
    }

    private void single(String section, String language, Written phrase) {
        String word = phrase.words().getFirst();
        switch (section) {
            case "person" ->
                people.computeIfAbsent(word, _ -> new HashSet<>())
                        .add(phrase.exact().getFirst());
            case "unit_pieces", "unit_money" -> units.add(word);
            case "unit_size" -> measures.add(word);
            case "number" ->
                numbers.computeIfAbsent(language, _ -> new HashMap<>()).put(word, Integer.valueOf(phrase.value()));
            default -> {}
        }
    }

    /// "Giày cao gót" makes "got" no Vietnamese, and "bracelet" is as English as French.
    private boolean english(String word, String meant) {
        return knows(word, "en") || Token.read(meant).stream().anyMatch(token -> token.is(word));
    }

    /// Whether a phrase tells that it is in this language. A weak one has to be all that is said.
    public boolean tells(List<String> words, String language) {
        return telling.getOrDefault(language, List.of()).stream()
                .anyMatch(phrase -> phrase.weight() > 0.5
                        ? Collections.indexOfSubList(words, phrase.words()) >= 0
                        : words.equals(phrase.words()));
    }

    /// Every phrase of these languages in the words, overlapping ones included.
    public List<Hit> find(List<Token> words, Set<String> languages) {
        return phrases.find(words, languages);
    }

    /// Whether an everyday English word stands among others.
    public boolean amongEnglish(List<Token> words, int at) {
        return englishEveryday.contains(words.get(at).norm())
                && (words.stream()
                                        .filter(word -> englishEveryday.contains(word.norm()))
                                        .count()
                                > ENGLISH_AROUND
                        || at > 0 && englishEveryday.contains(words.get(at - 1).norm())
                        || at + 1 < words.size()
                                && englishEveryday.contains(words.get(at + 1).norm()));
    }

    /// The shop's word for what is named here in these languages, the longest phrase first;
    /// null when there is none.
    @Nullable
    public Hit goods(List<Token> words, int at, Set<String> languages, Predicate<String> sold) {
        List<Hit> means = phrases.from(at, words, languages).stream()
                .filter(hit -> hit.section().equals(GOODS_MEAN))
                .toList();
        Optional<Hit> direct =
                means.stream().filter(hit -> sold.test(hit.value())).max(Comparator.comparingInt(Hit::length));
        // a "coussin" is a cushion, and where pillows are sold that is a pillow
        // but a "baume à lèvres" is for lips, and no other balm
        int longest = means.stream().mapToInt(Hit::length).max().orElse(0);
        return direct.or(() -> means.stream()
                        .filter(hit -> !hit.language().equals("en") && hit.length() == longest)
                        .flatMap(hit -> english.getOrDefault(Token.normal(hit.value()), List.of()).stream()
                                .filter(sold)
                                .map(hit::meaning))
                        .max(Comparator.comparingInt(Hit::length)))
                .orElse(null);
    }

    /// The shop's word for what is named here without its accents, "xa bong *den*"; null when there is none. A word
    /// alone may as well be another one.
    @Nullable
    public Hit unaccentedGoods(List<Token> words, int at, Set<String> languages, Predicate<String> sold) {
        Token said = words.get(at);
        List<Token> accented = new ArrayList<>(words);
        return !said.plain() || !languages.contains("vi")
                ? null
                : accentedGoods.getOrDefault(said.norm(), Set.of()).stream()
                        .map(exact -> {
                            accented.set(
                                    at,
                                    new Token(
                                            said.norm(),
                                            exact,
                                            said.kind(),
                                            said.start(),
                                            said.end(),
                                            said.glued(),
                                            false));
                            return goods(accented, at, languages, sold);
                        })
                        .filter(hit -> hit != null && hit.length() == 1)
                        .findFirst()
                        .orElse(null);
    }

    /// Whether it is a word that says nothing by itself in some language, hence no product's name.
    /// "Vậy" does, and "váy" is a dress.
    public boolean everyday(Token token) {
        Set<String> accented = everyday.getOrDefault(token.norm(), Set.of());
        return !accented.isEmpty()
                && (token.plain()
                        || accented.contains(token.exact())
                        || accented.stream().allMatch(Token::isPlain));
    }

    private boolean everyday(String word) {
        return everyday.containsKey(word);
    }

    /// Whether the word plays this part where it stands: "đặt 2" orders, and is no Pidgin "dat 2"; "sữa" mends
    /// ("sửa") nothing.
    public boolean is(Token token, Word part) {
        Set<String> accented = accentedParts.getOrDefault(part, Set.of());
        return is(token.norm(), part)
                && (token.plain() || accented.contains(token.exact()) || accented.contains(token.norm()));
    }

    /// Whether the word plays this part beside others, in some language.
    public boolean is(String word, Word part) {
        return parts.getOrDefault(part, Set.of()).contains(word);
    }

    /// Whether it is an everyday word to this one language and to no other.
    public boolean onlyEverydayIn(String word, String language) {
        return everydayOf.entrySet().stream()
                .allMatch(of -> of.getValue().contains(word) == of.getKey().equals(language));
    }

    public Likeness likeness() {
        return likeness;
    }

    /// Whether the word says who somebody is: a baby is nothing that is sold, though there may be things for one.
    public boolean person(String word) {
        return people.containsKey(word);
    }

    /// "Cô" is an aunt, and "có" has or says yes.
    public boolean person(Token token) {
        return person(token.norm())
                && (token.plain() || people.getOrDefault(token.norm(), Set.of()).contains(token.exact()));
    }

    /// Whether goods or money are counted in it: "pieces", "shillings".
    public boolean unit(String word) {
        return units.contains(word);
    }

    /// Whether the word is a unit that sizes are measured in.
    public boolean measures(String word) {
        return measures.contains(word) || !Sizes.units(word).isEmpty();
    }

    /// The number the word is in one of these languages; null when it is none.
    @Nullable
    public Integer number(String word, Set<String> languages) {
        return languages.stream()
                .map(language -> numbers.getOrDefault(language, Map.of()).get(word))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// "Chai please" has tea, and no Vietnamese bottle: whether a language that has the word has half of the message.
    public boolean amongItsOwn(List<Token> tokens, int at) {
        List<String> words = words(tokens);
        return 2 * most(words, language -> knows(tokens.get(at).norm(), language)) > words.size();
    }

    /// "Toa tai" takes off ties, and is no Vietnamese "at": whether a language to which the word is an everyday one has
    /// half of the message, and no other language that has it more.
    public boolean everydayAmongItsOwn(List<Token> tokens, int at) {
        String word = tokens.get(at).norm();
        List<String> words = words(tokens);
        Predicate<String> everydayIn =
                language -> everydayOf.getOrDefault(language, Set.of()).contains(word);
        long most = most(words, everydayIn);
        return 2 * most > words.size()
                && most >= most(words, language -> knows(word, language) && !everydayIn.test(language));
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().filter(Token::word).map(Token::norm).toList();
    }

    /// How many of the words the language has that has most of them.
    private long most(List<String> words, Predicate<String> languages) {
        return LANGUAGES.stream()
                .filter(languages)
                .mapToLong(language ->
                        words.stream().filter(word -> has(word, language)).count())
                .max()
                .orElse(0);
    }

    /// "A" and "the" are Vietnamese too, but tell nobody that it is.
    private boolean has(String word, String language) {
        return knows(word, language) && (language.equals("en") || !knows(word, "en"));
    }

    /// Whether the language writes some word so when in a hurry: "vs" is "với" to whoever speaks Vietnamese.
    public boolean hurried(Token word, String language) {
        return phrases.hurried(word, language);
    }

    /// The word that is so written in a hurry and that fits; null when none does.
    @Nullable
    public String inFull(Token word, Set<String> languages, Predicate<String> fits) {
        return phrases.inFull(word, languages, fits);
    }

    /// Whether some language has this word.
    public boolean knows(String word) {
        return vocabulary.contains(word);
    }

    public boolean knows(String word, String language) {
        return wordsOf.getOrDefault(language, Set.of()).contains(word);
    }

    /// The word that was probably meant, when a long word is one slip away from exactly that one.
    @Nullable
    public String meant(String word) {
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
