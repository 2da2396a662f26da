package io.parley.conversation.understanding.catalogue;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.NameWords.Spelled;
import io.parley.conversation.understanding.words.Dictionary;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Sizes;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the variants of a shop's goods are called, and which of them a message names: by the whole name, by a part
/// that tells it from others, by another word for a size or a unit, in another language.
public final class VariantNames {
    private static final Set<String> SIZE_LETTERS = Set.of("xs", "s", "m", "l", "xl");

    private final Catalogue catalogue;
    private final Glossary glossary;
    private final Dictionary vocabulary;
    private final NameWords words;
    /// By their first word.
    private final Map<String, List<List<String>>> phrases = new HashMap<>();
    private final Map<String, Set<UUID>> byPhrase = new HashMap<>();
    /// The English words that variants' names mean: "brown" is a "Kahawia".
    private final Map<String, Set<UUID>> meaning = new HashMap<>();

    /// A variant's name found in a message.
    public record NamedVariant(int start, int end, Set<UUID> variants) {}

    /// @param vocabulary of the whole shop, to which the words of these names are added
    VariantNames(Catalogue catalogue, Glossary glossary, Dictionary vocabulary) {
        this.catalogue = catalogue;
        this.glossary = glossary;
        this.vocabulary = vocabulary;
        this.words = new NameWords(glossary, vocabulary);
    }

    /// @param variant which has a name
    void add(Product product, Variant variant) {
        List<String> phrase = Names.phrase(variant.name());
        words.written(variant.name());
        index(phrase, variant.id());
        Glossary.english(variant.name())
                .forEach(english -> meaning.computeIfAbsent(english, _ -> new LinkedHashSet<>())
                        .add(variant.id()));
        phrase.stream().filter(word -> !ofFraction(variant.name(), word)).forEach(word -> put(word, variant.id()));
        calledOtherwise(phrase, variant.id());
        measures(phrase, variant.id());
        parts(product, phrase, variant.id());
        glossary.said(variant.name()).forEach(english -> {
            index(english.words(), variant.id());
            english.words().forEach(word -> put(word, variant.id()));
        });
        if (phrase.size() > 1) {
            glossary.parts(variant.name()).forEach(english -> index(english, variant.id()));
        }
        // "a12" for "Galaxy A12"
        if (phrase.size() > 2
                && phrase.getLast().matches("\\d+")
                && phrase.get(phrase.size() - 2).matches("[a-z]{1,2}")
                // "Pakiti ya 10": no "ya 10"
                && !(phrase.get(phrase.size() - 2).length() == 2 && Names.links(phrase.get(phrase.size() - 2)))) {
            index(phrase.subList(phrase.size() - 2, phrase.size()), variant.id());
        }
    }

    private void calledOtherwise(List<String> phrase, UUID variant) {
        Stream.of(" ", "")
                .flatMap(tie -> Sizes.called(String.join(tie, phrase)).stream())
                .forEach(other -> index(Names.phrase(other), variant));
    }

    private static final Pattern FRACTION = Pattern.compile("(?<!\\d)(\\d)/(\\d)(?!\\d)");

    /// "Two" is no "1/2 inch".
    private static boolean ofFraction(String name, String word) {
        Matcher fraction = FRACTION.matcher(name);
        return fraction.find()
                && (fraction.group(1).equals(word) || fraction.group(2).equals(word));
    }

    /// "8in", "8 pouces" and "inchi 8" are the "8 inch".
    private void measures(List<String> phrase, UUID variant) {
        boolean range = phrase.size() == 3 && phrase.stream().limit(2).allMatch(word -> word.matches("\\d+"));
        if (range) {
            // "6-9" for "6-9 months", "3-4 ans"
            index(phrase.subList(0, 2), variant);
            Sizes.units(phrase.getLast()).forEach(other -> {
                index(List.of(phrase.getFirst(), phrase.get(1), other), variant);
                index(List.of(other, phrase.getFirst(), phrase.get(1)), variant);
            });
            return;
        }
        if (phrase.size() > 2 && phrase.get(phrase.size() - 2).matches("[\\d.,]+")) {
            // "White 20 litres" for "White 20 L"
            List<String> stem = phrase.subList(0, phrase.size() - 1);
            Sizes.units(phrase.getLast()).forEach(other -> {
                List<String> said = new ArrayList<>(stem);
                said.add(other);
                index(said, variant);
            });
            return;
        }
        if (phrase.size() != 2 || !phrase.getFirst().matches("[\\d.,]+")) {
            return;
        }
        String unit = phrase.getLast();
        List<String> units = new ArrayList<>(Sizes.units(unit));
        units.forEach(other -> index(List.of(phrase.getFirst(), other), variant));
        units.add(unit);
        units.stream()
                .filter(word -> word.length() > 1)
                .forEach(word -> index(List.of(word, phrase.getFirst()), variant));
    }

    /// "White 20 L" is said as "white", as "20 litres" or as both, in any order: each part that tells it from
    /// another variant may stand alone, and parts that stand together narrow each other down.
    private void parts(Product product, List<String> phrase, UUID variant) {
        if (phrase.size() < 2) {
            return;
        }
        for (int i = 0; i < phrase.size(); i++) {
            String word = phrase.get(i);
            boolean number = word.matches("[\\d.,]+");
            // "5 litre" for "5 Litre Bowl"
            boolean opens =
                    i + 1 < phrase.size() && !Sizes.units(phrase.get(i + 1)).isEmpty();
            if (number && phrase.size() > 2 && i + 1 < phrase.size() && (i > 0 || phrase.size() > 3 || opens)) {
                List<String> measure = phrase.subList(i, i + 2);
                if (tells(product, measure)) {
                    index(measure, variant);
                    measures(measure, variant);
                    // "half a kilo" for "Jar 500g"
                    calledOtherwise(measure, variant);
                }
                // "gói 20" for "Gói 20 cái"
                List<String> packed = i == 1 ? phrase.subList(0, 2) : List.of();
                if (!packed.isEmpty() && tells(product, packed)) {
                    index(packed, variant);
                }
            } else if (!number
                    && (word.length() > 2 || SIZE_LETTERS.contains(word))
                    && !Names.LITTLE.contains(word)
                    && !Names.UNTOLD.contains(word)
                    && Sizes.units(word).isEmpty()
                    && !calledSo(product, word)
                    && tells(product, List.of(word))) {
                index(List.of(word), variant);
                Sizes.called(word).forEach(other -> index(Names.phrase(other), variant));
            }
        }
    }

    /// "Cay" is the hot one, and not "Không cay" as well.
    private static boolean calledSo(Product product, String word) {
        return product.variants().stream().anyMatch(v -> Names.phrase(v.name()).equals(List.of(word)));
    }

    /// Whether some of the product's variants have the words and others have not.
    private static boolean tells(Product product, List<String> words) {
        List<String> stems = words.stream().map(Names::stem).toList();
        long having = product.variants().stream()
                .filter(v -> Collections.indexOfSubList(
                                Names.phrase(v.name()).stream().map(Names::stem).toList(), stems)
                        >= 0)
                .count();
        return having < product.variants().size();
    }

    private void index(List<String> phrase, UUID variant) {
        if (phrase.isEmpty()) {
            return;
        }
        Set<UUID> called = byPhrase.computeIfAbsent(String.join(" ", phrase), _ -> new LinkedHashSet<>());
        boolean fresh = called.isEmpty();
        called.add(variant);
        phrase.stream()
                .filter(word -> phrase.size() == 1 || !Names.LITTLE.contains(word))
                .forEach(word -> vocabulary.put(word, variant));
        if (fresh) {
            phrases.computeIfAbsent(phrase.getFirst(), _ -> new ArrayList<>()).add(phrase);
        }
    }

    private void put(String word, UUID variant) {
        vocabulary.put(word, variant);
        words.put(word, variant);
    }

    /// The variants named in a message: whole names first, then single words of a name.
    List<NamedVariant> in(List<Token> tokens, Lexicon lexicon) {
        return Names.leftToRight(tokens.size(), at -> variantAt(tokens, at, lexicon), NamedVariant::end);
    }

    private @Nullable NamedVariant variantAt(List<Token> tokens, int at, Lexicon lexicon) {
        List<String> best = List.of();
        for (List<String> phrase : phrasesFrom(tokens.get(at).norm())) {
            // "+2.0" counts nothing
            boolean onlyNumber = phrase.size() == 1
                    && tokens.get(at).kind() == Token.Kind.NUMBER
                    && !tokens.get(at).norm().matches("\\d+[.,]\\d+");
            if (phrase.size() > best.size()
                    && !onlyNumber
                    && !countsSized(tokens, at, phrase, lexicon)
                    && startsWith(tokens, at, phrase)) {
                best = phrase;
            }
        }
        boolean tied = best.size() == 1 && best.getFirst().length() == 1 && tied(tokens, at);
        // "how much all of am come be" is no beige
        boolean little = best.size() == 1
                && best.getFirst().length() == 2
                && tokens.get(at).plain()
                && lexicon.amongEnglish(tokens, at);
        if (!best.isEmpty() && !tied && !little) {
            Set<UUID> called = called(best);
            return best.size() == 1 && otherModel(tokens, at, called)
                    ? null
                    : new NamedVariant(at, end(tokens, at, best), called);
        }
        Token token = tokens.get(at);
        if (lexicon.number(token.norm(), Lexicon.ALL) != null) {
            // "moja" counts, though "kilo moja" is sold
            return null;
        }
        Set<UUID> meant = meaning.getOrDefault(token.norm(), Set.of());
        if (!meant.isEmpty() && token.word() && !lexicon.everyday(token)) {
            return new NamedVariant(at, at + 1, meant);
        }
        if (!token.word() || lexicon.knows(token.norm()) || token.norm().length() < 3) {
            return null;
        }
        Spelled spelled = words.spelled(token, lexicon);
        return spelled.ids().isEmpty() || otherModel(tokens, at, spelled.ids())
                ? null
                : new NamedVariant(at, at + 1, spelled.ids());
    }

    /// "Brashi *mbili* nchi 4": the word for inches leads to the number behind it, and so many are counted.
    private static boolean countsSized(List<Token> tokens, int at, List<String> phrase, Lexicon lexicon) {
        return phrase.size() == 2
                && tokens.get(at).number()
                && at + 2 < tokens.size()
                && lexicon.is(tokens.get(at + 1), Word.SIZE)
                && tokens.get(at + 2).number();
    }

    /// "iPhone 12" is no "iPhone 13".
    private boolean otherModel(List<Token> tokens, int at, Set<UUID> variantIds) {
        return variantIds.stream()
                .flatMap(id -> catalogue.variant(id).stream())
                .allMatch(variant -> Models.another(variant, tokens, at));
    }

    /// Whether a variant's name begins with the two words.
    boolean begins(String first, String second) {
        return phrases.getOrDefault(first, List.of()).stream()
                .anyMatch(phrase -> phrase.size() > 1 && phrase.get(1).equals(second));
    }

    /// "Nyeusi" is what one thing's variant is called, and means the "Black" of another.
    private Set<UUID> called(List<String> phrase) {
        String name = String.join(" ", phrase);
        Set<UUID> variants = new LinkedHashSet<>(byPhrase.getOrDefault(name, Set.of()));
        if (phrase.size() == 1) {
            Set<UUID> itself = catalogue.having(variants);
            Stream.concat(
                            Glossary.english(name).stream()
                                    .flatMap(english -> byPhrase.getOrDefault(english, Set.of()).stream()),
                            meaning.getOrDefault(name, Set.of()).stream())
                    .filter(other -> catalogue.having(Set.of(other)).stream().noneMatch(itself::contains))
                    .forEach(variants::add);
        }
        return variants;
    }

    private List<List<String>> phrasesFrom(String word) {
        List<List<String>> exact = phrases.getOrDefault(word, List.of());
        return exact.isEmpty() ? phrases.getOrDefault(Names.stem(word), List.of()) : exact;
    }

    /// The letters of "I'm", "i m" and "l'adresse" are no sizes.
    private static boolean tied(List<Token> tokens, int at) {
        String before = at == 0 ? "" : tokens.get(at - 1).norm();
        boolean ofModel = at + 1 < tokens.size()
                && tokens.get(at + 1).glued()
                && tokens.get(at + 1).kind() == Token.Kind.NUMBER;
        return ofModel || tokens.get(at).elided() || tokens.get(at).norm().equals("m") && before.equals("i");
    }

    /// "À 5" is no "A5".
    private static boolean otherLetter(Token token, String word) {
        return word.length() == 1 && token.word() && !token.plain();
    }

    private boolean startsWith(List<Token> tokens, int at, List<String> phrase) {
        return end(tokens, at, phrase) > 0;
    }

    /// Where the phrase ends, 0 when it does not stand here; "3-4" is read over its dash, "3/4" over its stroke.
    private int end(List<Token> tokens, int at, List<String> phrase) {
        int i = at;
        for (String word : phrase) {
            boolean dash = i > at
                    && i + 1 < tokens.size()
                    && (tokens.get(i).is("-")
                            || tokens.get(i).is("–")
                            || tokens.get(i).is("/"));
            boolean article = i > at
                    && i + 1 < tokens.size()
                    && Names.ARTICLES.contains(tokens.get(i).norm())
                    && !word.equals(tokens.get(i).norm());
            // "half a dozen" for "Half Dozen"
            i += dash || article ? 1 : 0;
            if (i >= tokens.size()) {
                return 0;
            }
            String said = tokens.get(i).norm();
            if (!said.equals(word) && !Names.stem(said).equals(Names.stem(word))
                    || otherLetter(tokens.get(i), word)
                    || words.otherWord(tokens.get(i))) {
                return 0;
            }
            i++;
        }
        return i;
    }

    /// The variants whose name is this number with a unit ("50" for "50ml"), or as a decimal ("2" for "+2.0").
    Set<UUID> sized(String number) {
        Set<UUID> whole = words.named(number);
        return whole.isEmpty() ? words.named(number + ".0") : whole;
    }
}
