package io.parley.conversation.understanding.catalogue;

import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.words.Dictionary;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Typos;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A shop's catalogue, compiled once per version so that naming a product costs a look-up. Immutable.
public final class CatalogueIndex {
    private static final Pattern CONSONANTS = Pattern.compile("[b-df-hj-np-tv-xz]+");

    private final Catalogue catalogue;
    private final Dictionary vocabulary = new Dictionary();
    private final ProductNames products;
    private final VariantNames variants;
    private final Models models = new Models();
    /// Two words of a name written as one.
    private final Map<String, List<String>> run = new HashMap<>();
    private final Dictionary runTogether = new Dictionary();
    private final BigDecimal leastBid;

    public CatalogueIndex(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.leastBid = leastBid();
        Glossary glossary = Glossary.of(catalogue.products().stream()
                .filter(Product::available)
                .flatMap(product -> Stream.concat(
                        Stream.of(product.name()), product.variants().stream().map(Variant::name)))
                .toList());
        this.products = new ProductNames(glossary, vocabulary);
        this.variants = new VariantNames(catalogue, glossary, vocabulary);
        for (Product product : catalogue.products()) {
            if (product.available()) {
                index(product);
            }
        }
    }

    /// Whether it is called by a colour's name.
    public static boolean shade(Variant variant) {
        return shade(variant.name());
    }

    /// Whether a colour is named in it.
    public static boolean shade(String words) {
        return Token.read(words).stream()
                .anyMatch(token -> Lexicon.load().is(token.norm(), Word.SHADE)
                        || Glossary.english(token.exact()).stream()
                                .anyMatch(english -> Lexicon.load().is(english, Word.SHADE)));
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    private void index(Product product) {
        products.add(product);
        models.add(product);
        Stream.concat(Stream.of(product.name()), product.synonyms().stream())
                .forEach(name -> runTogether(List.copyOf(Names.words(name)), product.id()));
        product.variants().stream()
                .filter(variant -> !variant.unnamed())
                .forEach(variant -> variants.add(product, variant));
    }

    /// The products named in a message, left to right, the longest reading first.
    public List<Named> products(List<Token> tokens, Lexicon lexicon) {
        return products.in(tokens, lexicon);
    }

    /// The variants named in a message: whole names first, then single words of a name.
    public List<NamedVariant> variants(List<Token> tokens, Lexicon lexicon) {
        return variants.in(tokens, lexicon);
    }

    public Models models() {
        return models;
    }

    /// The country whose phone numbers are meant where none says its own, ISO 3166; null when it cannot be told.
    @Nullable
    public String region() {
        return catalogue.products().stream()
                .flatMap(product -> product.variants().stream())
                .map(variant -> variant.price().currency())
                .findFirst()
                .filter(currency -> currency.length() == 3 && !currency.equals("EUR") && !currency.startsWith("X"))
                .map(currency -> currency.substring(0, 2))
                .orElse(null);
    }

    /// Whether nobody would pay or offer so little for anything the shop sells, in major units: it is a count.
    public boolean noPrice(int number) {
        return BigDecimal.valueOf(number).compareTo(leastBid) < 0;
    }

    /// As a share of what the cheapest costs.
    private static final BigDecimal BID_LEAST = new BigDecimal("0.4");

    private BigDecimal leastBid() {
        return catalogue.products().stream()
                .filter(Product::available)
                .flatMap(product -> product.sellable().stream())
                .map(variant -> variant.price().decimal())
                .min(Comparator.naturalOrder())
                .map(BID_LEAST::multiply)
                .orElse(BigDecimal.ZERO);
    }

    private void runTogether(List<String> words, UUID id) {
        for (int i = 0; i + 1 < words.size(); i++) {
            String together = words.get(i) + words.get(i + 1);
            if (together.length() >= 5 && !words.get(i).matches(".*\\d.*")) {
                run.putIfAbsent(together, List.of(words.get(i), words.get(i + 1)));
                runTogether.put(together, id);
            }
        }
    }

    /// The words of a name that were written as one ("ringlight", "ringligth"); empty when it is none.
    public List<String> apart(String word) {
        if (word.length() < 5) {
            return List.of();
        }
        List<String> exact = run.getOrDefault(word, run.getOrDefault(Names.stem(word), List.of()));
        if (!exact.isEmpty() || word.length() < 8) {
            return exact;
        }
        List<String> near = runTogether.near(Names.stem(word), 1);
        return near.size() == 1 ? run.getOrDefault(near.getFirst(), List.of()) : List.of();
    }

    /// The one word of the shop that was written without its vowels ("blk", "chrgr"); null when none or several are.
    @Nullable
    public String abbreviated(String word) {
        if (word.length() < 3 || !CONSONANTS.matcher(word).matches()) {
            return null;
        }
        String found = null;
        for (String candidate : vocabulary.beginning(word.substring(0, 1))) {
            if (candidate.length() > word.length()
                    && candidate.length() <= 3 * word.length()
                    && shortened(word, candidate)) {
                if (found != null && !Names.stem(found).equals(Names.stem(candidate))) {
                    return null;
                }
                found = candidate;
            }
        }
        return found;
    }

    /// Every letter in its order, and the last of them the last consonant or the one before.
    private static boolean shortened(String word, String from) {
        int at = 0;
        for (int i = 0; i < from.length() && at < word.length(); i++) {
            at += from.charAt(i) == word.charAt(at) ? 1 : 0;
        }
        String consonants = from.replaceAll("[aeiouy]", "");
        int last = consonants.lastIndexOf(word.charAt(word.length() - 1));
        return at == word.length() && last >= 0 && last >= consonants.length() - 2;
    }

    /// Whether it is no thing but work on one: "screen repair", "hem alteration".
    ///
    /// @param mending whether a word tells of such work
    public boolean mends(UUID product, Predicate<String> mending) {
        return catalogue.product(product).stream()
                .flatMap(p -> Stream.concat(Stream.of(p.name()), p.categories().stream()))
                .flatMap(name -> Token.read(name).stream())
                .anyMatch(token -> mending.test(token.norm()));
    }

    /// Whether one of its names is just this word.
    public boolean called(UUID product, String word) {
        return products.called(product, word);
    }

    /// Whether it comes in pairs, so that a pair of it is one.
    public boolean paired(UUID product) {
        return catalogue.product(product).stream()
                .anyMatch(p -> Stream.concat(
                                Stream.concat(Stream.of(p.name()), p.synonyms().stream()), p.categories().stream())
                        .flatMap(name -> Token.read(name).stream())
                        .anyMatch(token -> Names.PAIRED.contains(Names.stem(token.norm()))));
    }

    /// Whether a variant's name begins with the two words.
    public boolean variantBegins(String first, String second) {
        return variants.begins(first, second);
    }

    /// The variants whose name is this number with a unit ("50" for "50ml").
    public Set<UUID> sized(String number) {
        return variants.sized(number);
    }

    /// The variants of a product that are a pack of so many pieces.
    public List<UUID> packs(UUID product, int pieces) {
        return catalogue.product(product).stream()
                .flatMap(p -> p.variants().stream())
                .filter(v -> {
                    List<String> words = Names.phrase(v.name());
                    return words.contains(Integer.toString(pieces))
                            && words.stream().anyMatch(Names.PACKS::contains);
                })
                .map(Variant::id)
                .toList();
    }

    /// "2 of each in M": the variant of the thing that is called like that of another one.
    public List<UUID> calledLike(UUID variant, UUID product) {
        return catalogue.variant(variant).stream()
                .flatMap(other -> catalogue.products().stream()
                        .filter(thing -> thing.id().equals(product))
                        .flatMap(thing -> thing.variants().stream())
                        .filter(own -> own.name().equals(other.name())))
                .map(Variant::id)
                .toList();
    }

    /// The smallest or biggest of a product's variants, when its sizes can be compared: by their numbers, else, for
    /// sizes, in the seller's order.
    public Optional<UUID> bySize(UUID product, boolean biggest) {
        List<Variant> variants = catalogue.product(product).stream()
                .flatMap(p -> p.sellable().stream())
                .toList();
        return BySize.order(variants)
                .flatMap(bySize -> biggest
                        ? variants.stream().max(bySize)
                        : variants.stream().min(bySize))
                .map(Variant::id);
    }

    /// The cheapest or dearest of a product's variants, where only one costs so.
    public Optional<UUID> byPrice(UUID product, boolean dearest) {
        Comparator<Variant> byPrice =
                Comparator.comparingLong(variant -> variant.price().minor());
        Comparator<Variant> order = dearest ? byPrice.reversed() : byPrice;
        List<Variant> sorted = catalogue.product(product).stream()
                .flatMap(p -> p.sellable().stream())
                .sorted(order)
                .toList();
        return sorted.size() > 1 && order.compare(sorted.getFirst(), sorted.get(1)) < 0
                ? Optional.of(sorted.getFirst().id())
                : Optional.empty();
    }

    /// Whether the sellers write the word with accents in the variants' names.
    public boolean accented(Collection<UUID> variantIds, String word) {
        return variantIds.stream()
                .flatMap(id -> catalogue.variant(id).stream())
                .flatMap(variant -> Token.read(variant.name()).stream())
                .anyMatch(token -> token.is(word) && !token.plain());
    }

    /// Whether the sellers write the word with accents wherever it stands in these names.
    public boolean onlyAccented(Collection<UUID> products, String word) {
        List<Token> written = products.stream()
                .flatMap(id -> catalogue.product(id).stream())
                .flatMap(product -> Stream.concat(Stream.of(product.name()), product.synonyms().stream()))
                .flatMap(name -> Token.read(name).stream())
                .filter(token -> token.is(word))
                .toList();
        return !written.isEmpty() && written.stream().noneMatch(Token::plain);
    }

    /// In how many ways the product can be had.
    public long choices(UUID product) {
        return catalogue.product(product).stream()
                .mapToLong(p -> p.sellable().size())
                .sum();
    }

    /// Whether the word is part of the product's names.
    public boolean named(UUID product, String word) {
        return products.named(product, word);
    }

    /// Whether the word is part of what the shop sells.
    public boolean knows(String word) {
        return vocabulary.has(word) || vocabulary.has(Names.stem(word)) || vocabulary.has(Names.withoutS(word));
    }

    /// Whether the word says what something is ("lamp" of a floor lamp), not only which.
    public boolean head(String word) {
        return products.head(word);
    }

    /// Whether a name begins with it: "savon" of a "Savon de Marseille".
    public boolean begins(String word) {
        return products.begins(word);
    }

    /// Whether the seller describes something with it, so that it is no slip of another word.
    public boolean describes(String word) {
        return products.describes(word);
    }

    /// Whether the word is a slip away from one of the shop's.
    public boolean nearlyKnows(String word) {
        int forgiven = Typos.forgiven(word.length());
        return forgiven > 0 && !vocabulary.near(Names.stem(word), 1).isEmpty();
    }

    /// Those of the products that have one of the variants.
    public Set<UUID> having(Collection<UUID> variantIds) {
        return catalogue.having(variantIds);
    }
}
