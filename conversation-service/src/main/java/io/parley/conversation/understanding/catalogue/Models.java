package io.parley.conversation.understanding.catalogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.words.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models that things are called by, or said to fit: "13" of "iPhone 13 Clear Case", "a14" and "a54" of "for
/// Samsung A14 and A54". A thing of another model is another thing.
public final class Models {
    private static final int LEAD_LETTERS_LEAST = 3;
    private static final int CODE_LETTERS_MAX = 2;
    private static final int CODE_DIGITS_LEAST = 2;

    /// Which things are called by a model, or said to fit one, by the word before it.
    private final Map<String, Set<UUID>> named = new HashMap<>();
    /// Which things come in models, by the word before them.
    private final Map<String, Set<UUID>> variants = new HashMap<>();
    /// "samsung a54": what the shop's words tell.
    private final Set<String> told = new HashSet<>();

    void add(Product product) {
        List<Token> description = Token.read(product.description() == null ? "" : product.description());
        Stream.concat(Stream.of(product.name()), product.synonyms().stream())
                .map(Token::read)
                .forEach(name -> {
                    leads(name).forEach(at -> put(named, name, at, product));
                    tell(name);
                });
        leads(description).stream()
                .filter(at -> description.get(at + 1).word())
                .forEach(at -> put(named, description, at, product));
        tell(description);
        product.variants().stream().map(Variant::name).map(Token::read).forEach(name -> {
            leads(name).forEach(at -> put(variants, name, at, product));
            tell(name);
        });
    }

    private static void put(Map<String, Set<UUID>> things, List<Token> words, int lead, Product product) {
        things.computeIfAbsent(words.get(lead).norm(), _ -> new HashSet<>()).add(product.id());
    }

    /// "For Samsung A14 and A54": each model with each word that one stands behind.
    private void tell(List<Token> words) {
        List<Integer> leads = leads(words);
        IntStream.range(0, words.size())
                .mapToObj(at -> code(words, at))
                .filter(Objects::nonNull)
                .forEach(code -> leads.forEach(lead -> told.add(words.get(lead).norm() + " " + code)));
    }

    private static List<Integer> leads(List<Token> name) {
        return Stream.iterate(0, i -> i + 1 < name.size(), i -> i + 1)
                .filter(i -> name.get(i).word() && name.get(i).norm().length() >= LEAD_LETTERS_LEAST)
                .filter(i -> code(name, i + 1) != null)
                .toList();
    }

    /// The model that is written here, "15" or "a54"; null when there is none.
    public static @Nullable String code(List<Token> tokens, int at) {
        if (at >= tokens.size()) {
            return null;
        }
        Token first = tokens.get(at);
        if (first.number()) {
            return first.norm().length() >= CODE_DIGITS_LEAST ? first.norm() : null;
        }
        boolean tied = first.word()
                && first.norm().length() <= CODE_LETTERS_MAX
                && at + 1 < tokens.size()
                && tokens.get(at + 1).number()
                && tokens.get(at + 1).glued();
        return tied ? first.norm() + tokens.get(at + 1).norm() : null;
    }

    /// Whether a model that nothing in the shop is said to be or to fit stands behind a word that models stand behind.
    public boolean another(List<Token> tokens, int lead) {
        String word = tokens.get(lead).norm();
        String code = code(tokens, lead + 1);
        return code != null && named.containsKey(word) && !told.contains(word + " " + code);
    }

    /// Whether the thing is called by a model of that word itself, or said to fit one: the clear case of "iPhone".
    public boolean called(UUID product, String lead) {
        return named.getOrDefault(lead, Set.of()).contains(product);
    }

    /// Whether it comes in models of that word: the screen protector "Samsung A14" of "Samsung".
    public boolean comesIn(UUID product, String lead) {
        return variants.getOrDefault(lead, Set.of()).contains(product);
    }

    /// Whether a variant is called by that word and another model.
    ///
    /// @param lead where the word stands that the model follows
    public static boolean another(Variant variant, List<Token> tokens, int lead) {
        List<Token> name = Token.read(variant.name());
        String code = code(tokens, lead + 1);
        return code != null
                && leads(name).stream()
                        .anyMatch(at -> name.get(at).is(tokens.get(lead).norm()) && !code.equals(code(name, at + 1)));
    }
}
