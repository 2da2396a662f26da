package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Token;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which goods suit what a shopper says they look for: those of which the seller's own words say it. A word counts the
/// more, the fewer of the goods it is said of.
final class Suited {
    private static final Lexicon LEXICON = Lexicon.load();
    private static final int WORD_LEAST = 3;
    /// Goods that suit less than so much of the best are not shown beside it.
    private static final double NEAR = 0.5;

    /// "UV" in "UV400".
    private static final Pattern CODE = Pattern.compile("\\b\\p{Lu}{2}(?=\\d)");

    /// Forgotten with the catalogue they are of.
    private static final Map<Catalogue, Suited> PREPARED = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<UUID, Words> said = new HashMap<>();

    /// What is said of one thing.
    ///
    /// @param all its names, variants, categories, tags and description
    /// @param called its names and those of its variants
    /// @param told its description
    /// @param codes codes in its description that a number follows
    /// @param suits the kinds of skin or hair that it is said to suit
    private record Words(Set<String> all, Set<String> called, Set<String> told, Set<String> codes, Set<String> suits) {
        static final Words NONE = new Words(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    private record Scored(Product product, double score) {}

    private Suited(Catalogue catalogue) {
        catalogue.products().forEach(product -> said.put(product.id(), apart(product)));
    }

    /// The words are taken apart once for each catalogue.
    static Suited of(Catalogue catalogue) {
        return PREPARED.computeIfAbsent(catalogue, Suited::new);
    }

    /// @return the goods that suit best, best first; all of them in their order when nothing tells
    List<Product> to(String text, List<Product> goods) {
        List<Product> suited =
                goods.stream().filter(product -> saysSo(product.id(), text)).toList();
        if (!suited.isEmpty()) {
            return suited;
        }
        List<Set<String>> words =
                goods.stream().map(product -> said(product.id()).all).toList();
        double[] scores = new double[goods.size()];
        for (String word : words(text)) {
            long of = words.stream().filter(each -> has(each, word)).count();
            if (of == goods.size() || Signs.tellsNothing(word)) {
                continue;
            }
            for (int i = 0; i < scores.length; i++) {
                scores[i] += has(words.get(i), word) ? 1.0 / of : 0;
            }
        }
        double best = Arrays.stream(scores).max().orElse(0);
        if (best == 0) {
            return goods;
        }
        return IntStream.range(0, scores.length)
                .mapToObj(i -> new Scored(goods.get(i), scores[i]))
                .filter(it -> it.score >= NEAR * best)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .map(Scored::product)
                .toList();
    }

    /// Whether it is said to suit the skin or hair that the text speaks of, in whichever languages the two are.
    boolean saysSo(UUID product, String asked) {
        return !Collections.disjoint(said(product).suits, Signs.suits(asked));
    }

    /// "Is it ok for oily skin?": in words that a thing is described by, and that are not what it is called.
    boolean tells(UUID product, String asked) {
        Words of = said(product);
        return Arrays.stream(Signs.plain(asked).split(" ")).anyMatch(of.codes::contains)
                || words(asked).stream()
                        .anyMatch(word -> has(of.told, word) && !has(of.called, word) && !Signs.tellsNothing(word));
    }

    /// "Is it dishwasher safe?": each word of it that is no everyday one is in its description or its name, and one at
    /// least in the description.
    boolean tellsAll(UUID product, String asked) {
        Words of = said(product);
        List<String> words = Token.read(asked).stream()
                .filter(token -> token.word()
                        && !LEXICON.everyday(token)
                        && !Signs.tellsNothing(token.norm())
                        && !has(of.called, token.norm()))
                .map(Token::norm)
                .toList();
        return !words.isEmpty() && words.stream().allMatch(word -> has(of.told, word));
    }

    private Words said(UUID product) {
        return said.getOrDefault(product, Words.NONE);
    }

    /// The words of its names and of those of its variants.
    Set<String> called(UUID product) {
        return said(product).called;
    }

    private static Stream<String> called(Product product) {
        return Stream.of(
                        Stream.of(product.name()),
                        product.synonyms().stream(),
                        product.variants().stream().map(Variant::name))
                .flatMap(it -> it);
    }

    private static Words apart(Product product) {
        String description = Objects.requireNonNullElse(product.description(), "");
        Stream<String> others = Stream.concat(product.categories().stream(), product.tags().stream());
        Set<String> called = words(called(product));
        Set<String> told = words(description);
        Set<String> all = new HashSet<>(called);
        all.addAll(told);
        all.addAll(words(others));
        String tags = String.join(". ", product.tags());
        Set<String> suits = Signs.suits(product.name() + ". " + description + ". " + tags);
        return new Words(all, called, told, codes(description), suits);
    }

    private static Set<String> codes(String description) {
        return CODE.matcher(description)
                .results()
                .map(found -> Signs.plain(found.group()))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(Stream<String> texts) {
        return texts.flatMap(text -> words(text).stream()).collect(Collectors.toSet());
    }

    private static Set<String> words(String text) {
        return Arrays.stream(Signs.plain(text).split(" "))
                .filter(word -> word.length() >= WORD_LEAST)
                .collect(Collectors.toSet());
    }

    /// "Lip" is said where "lips" is.
    private static boolean has(Set<String> words, String word) {
        return words.contains(word)
                || words.contains(word + "s")
                || word.endsWith("s") && words.contains(word.substring(0, word.length() - 1));
    }
}
