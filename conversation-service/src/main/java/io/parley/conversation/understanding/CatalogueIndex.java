package io.parley.conversation.understanding;

import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A shop's catalogue, compiled once per version so that naming a product costs a look-up. Immutable.
public final class CatalogueIndex {
    /// Parts of a name that nobody needs to say.
    private static final Set<String> LITTLE =
            Set.of("the", "a", "à", "an", "of", "for", "and", "with", "le", "la", "les", "de", "du", "des", "et");

    /// They may stand between two words of one name.
    private static final Set<String> LINKS = Set.of(
            "ya", "za", "wa", "cha", "la", "vya", "de", "du", "d", "of", "au", "aux", "a", "l", "en", "type", "style",
            "kind");

    /// "à l'érable"
    private static final int LINKS_MAX = 2;

    /// Before a thing, even one that is called like an everyday word.
    private static final Set<String> DETERMINERS = Set.of(
            "a", "an", "the", "of", "my", "your", "this", "that", "these", "for", "and", "one", "two", "three", "some",
            "another", "more", "with", "voi", "va", "hay", "et", "ou", "na", "d", "le", "la", "les", "un", "une", "des",
            "cai", "to", "plus", "or", "no", "remove");

    private static final Set<String> ARTICLES = Set.of("a", "an");

    private final Catalogue catalogue;
    private final Glossary glossary;
    private final Dictionary names = new Dictionary();
    private final Dictionary kinds = new Dictionary();
    private final Set<String> described = new HashSet<>();
    /// What the seller has grouped under a name of several words.
    private final Map<Set<String>, Set<UUID>> groups = new HashMap<>();
    private final Dictionary variants = new Dictionary();
    private final Dictionary vocabulary = new Dictionary();
    private final Map<UUID, List<Set<String>>> fullNames = new HashMap<>();
    private final Map<UUID, Set<String>> nameWords = new HashMap<>();
    private final Map<UUID, Set<String>> firsts = new HashMap<>();
    /// The words that say what a thing is: the last of its names.
    private final Map<UUID, Set<String>> heads = new HashMap<>();
    /// The last word of the name itself, without what else it is called.
    private final Map<UUID, String> titleHeads = new HashMap<>();
    private final Map<String, List<List<String>>> variantPhrases = new HashMap<>();
    private final Map<String, Set<UUID>> variantsByPhrase = new HashMap<>();
    /// Two words of a name written as one.
    private final Map<String, List<String>> run = new HashMap<>();
    private final Dictionary runTogether = new Dictionary();
    /// "a15", "s23": a letter or two tied to a number name a model, which neither of them does alone.
    private final Map<String, Set<UUID>> models = new HashMap<>();
    /// The words of names with their accents: "vớ" are socks, "vợ" is a wife.
    private final Map<String, Set<String>> spelledAs = new HashMap<>();

    /// The same of what products are grouped under.
    private final Map<String, Set<String>> kindsSpelledAs = new HashMap<>();
    private final Map<String, Set<String>> variantsSpelledAs = new HashMap<>();
    /// The English words that variants' names mean: "brown" is a "Kahawia".
    private final Map<String, Set<UUID>> variantsMeaning = new HashMap<>();
    /// What a word means only in English: "cát" is sand, though a "mèo" is a cat.
    private final Map<String, Set<UUID>> translated = new HashMap<>();

    /// A product's or variant's name found in a message.
    record Named(int start, int end, Set<UUID> products, boolean category, boolean certain) {}

    record NamedVariant(int start, int end, Set<UUID> variants) {}

    public CatalogueIndex(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.glossary = Glossary.of(catalogue.products().stream()
                .filter(Product::available)
                .flatMap(product -> Stream.concat(
                        Stream.of(product.name()), product.variants().stream().map(Variant::name)))
                .toList());
        for (Product product : catalogue.products()) {
            if (product.available()) {
                index(product);
            }
        }
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    private void index(Product product) {
        String description = product.description();
        if (description != null) {
            Token.read(description).forEach(token -> described.add(token.norm()));
        }
        List<Set<String>> full = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        List<String> spoken = new ArrayList<>(product.synonyms());
        spoken.addFirst(product.name());
        for (String name : spoken) {
            Set<String> words = words(name);
            Token.read(name).stream()
                    .filter(Token::word)
                    .forEach(token -> spelledAs
                            .computeIfAbsent(token.norm(), _ -> new HashSet<>())
                            .add(token.exact()));
            runTogether(List.copyOf(words), product.id());
            models(Token.read(name), product.id());
            if (!words.isEmpty()) {
                full.add(words);
                all.addAll(words);
                words.forEach(word -> put(names, word, product.id()));
                firsts.computeIfAbsent(product.id(), _ -> new HashSet<>())
                        .add(words.iterator().next());
                Set<String> is = heads.computeIfAbsent(product.id(), _ -> new HashSet<>());
                is.add(new ArrayList<>(words).getLast());
                if (glossary.leadsWithHead()) {
                    is.add(words.iterator().next());
                }
            }
        }
        spoken.forEach(name -> glossary.said(name).forEach(english -> {
            Set<String> words = words(String.join(" ", english.words()));
            full.add(words);
            words.stream()
                    .filter(word -> !all.contains(word))
                    .forEach(word -> translated
                            .computeIfAbsent(word, _ -> new HashSet<>())
                            .add(product.id()));
            all.addAll(words);
            words.forEach(word -> put(names, word, product.id()));
            if (!english.head().isEmpty()) {
                heads.computeIfAbsent(product.id(), _ -> new HashSet<>()).add(stem(english.head()));
            }
        }));
        Set<String> title = words(product.name());
        if (!title.isEmpty()) {
            titleHeads.put(product.id(), new ArrayList<>(title).getLast());
        }
        fullNames.put(product.id(), full);
        nameWords.put(product.id(), all);
        List<String> under = new ArrayList<>(product.categories());
        under.addAll(product.tags());
        List.copyOf(under)
                .forEach(group ->
                        glossary.said(group).forEach(english -> under.add(String.join(" ", english.words()))));
        under.forEach(group -> {
            Token.read(group).stream()
                    .filter(Token::word)
                    .forEach(token -> kindsSpelledAs
                            .computeIfAbsent(token.norm(), _ -> new HashSet<>())
                            .add(token.exact()));
            Set<String> called = words(group);
            called.forEach(word -> put(kinds, word, product.id()));
            if (called.size() > 1) {
                groups.computeIfAbsent(called, _ -> new LinkedHashSet<>()).add(product.id());
            }
        });
        for (Variant variant : product.variants()) {
            if (!variant.unnamed()) {
                List<String> phrase = phrase(variant.name());
                Token.read(variant.name()).stream()
                        .filter(Token::word)
                        .forEach(token -> variantsSpelledAs
                                .computeIfAbsent(token.norm(), _ -> new HashSet<>())
                                .add(token.exact()));
                index(phrase, variant.id());
                Glossary.english(variant.name())
                        .forEach(english -> variantsMeaning
                                .computeIfAbsent(english, _ -> new LinkedHashSet<>())
                                .add(variant.id()));
                phrase.forEach(word -> put(variants, word, variant.id()));
                Stream.of(" ", "")
                        .flatMap(tie -> Sizes.called(String.join(tie, phrase)).stream())
                        .forEach(other -> index(phrase(other), variant.id()));
                measures(phrase, variant.id());
                parts(product, phrase, variant.id());
                glossary.said(variant.name()).forEach(english -> {
                    index(english.words(), variant.id());
                    english.words().forEach(word -> put(variants, word, variant.id()));
                });
                if (phrase.size() > 1) {
                    glossary.parts(variant.name()).forEach(english -> index(english, variant.id()));
                }
                // "a12" for "Galaxy A12"
                if (phrase.size() > 2
                        && phrase.getLast().matches("\\d+")
                        && phrase.get(phrase.size() - 2).matches("[a-z]{1,2}")) {
                    index(phrase.subList(phrase.size() - 2, phrase.size()), variant.id());
                }
            }
        }
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
                .filter(word -> word.length() > 2)
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
            if (number && phrase.size() > 2 && i + 1 < phrase.size() && (i > 0 || phrase.size() > 3)) {
                List<String> measure = phrase.subList(i, i + 2);
                if (tells(product, measure)) {
                    index(measure, variant);
                    measures(measure, variant);
                }
                // "gói 20" for "Gói 20 cái"
                List<String> packed = i == 1 ? phrase.subList(0, 2) : List.of();
                if (!packed.isEmpty() && tells(product, packed)) {
                    index(packed, variant);
                }
            } else if (!number
                    && (word.length() > 2 || SIZE_LETTERS.contains(word))
                    && !LITTLE.contains(word)
                    && !UNTOLD.contains(word)
                    && Sizes.units(word).isEmpty()
                    && !calledSo(product, word)
                    && tells(product, List.of(word))) {
                index(List.of(word), variant);
                Sizes.called(word).forEach(other -> index(phrase(other), variant));
            }
        }
    }

    /// "Cay" is the hot one, and not "Không cay" as well.
    private static boolean calledSo(Product product, String word) {
        return product.variants().stream().anyMatch(v -> phrase(v.name()).equals(List.of(word)));
    }

    private static final Set<String> SIZE_LETTERS = Set.of("xs", "s", "m", "l", "xl");

    /// They name a variant only together with what follows.
    private static final Set<String> UNTOLD = Set.of(
            "with", "without", "no", "not", "non", "sans", "avec", "only", "new", "one", "two", "set", "extra", "very",
            "free", "size", "pair", "pairs", "piece", "pieces", "people", "person", "co", "khong", "bila", "plus",
            "more", "less", "half", "full");

    /// Whether some of the product's variants have the words and others have not.
    private static boolean tells(Product product, List<String> words) {
        List<String> stems = words.stream().map(CatalogueIndex::stem).toList();
        long having = product.variants().stream()
                .filter(v -> java.util.Collections.indexOfSubList(
                                phrase(v.name()).stream()
                                        .map(CatalogueIndex::stem)
                                        .toList(),
                                stems)
                        >= 0)
                .count();
        return having < product.variants().size();
    }

    private void models(List<Token> name, UUID product) {
        for (int i = 0; i + 1 < name.size(); i++) {
            String model = model(name, i);
            if (model != null) {
                models.computeIfAbsent(model, _ -> new LinkedHashSet<>()).add(product);
            }
        }
    }

    private static @Nullable String model(List<Token> tokens, int at) {
        boolean tied = at + 1 < tokens.size()
                && tokens.get(at).word()
                && tokens.get(at).norm().length() <= 3
                && tokens.get(at + 1).kind() == Token.Kind.NUMBER
                && tokens.get(at + 1).glued();
        return tied ? tokens.get(at).norm() + tokens.get(at + 1).norm() : null;
    }

    private static List<String> phrase(String name) {
        return Token.read(name).stream()
                .filter(token -> token.kind() != Token.Kind.MARK)
                .map(Token::norm)
                .toList();
    }

    private void index(List<String> phrase, UUID variant) {
        if (phrase.isEmpty()) {
            return;
        }
        Set<UUID> called = variantsByPhrase.computeIfAbsent(String.join(" ", phrase), _ -> new LinkedHashSet<>());
        boolean fresh = called.isEmpty();
        called.add(variant);
        phrase.forEach(word -> vocabulary.put(word, variant));
        if (fresh) {
            variantPhrases
                    .computeIfAbsent(phrase.getFirst(), _ -> new ArrayList<>())
                    .add(phrase);
        }
    }

    private void put(Dictionary dictionary, String word, UUID id) {
        vocabulary.put(word, id);
        dictionary.put(word, id);
    }

    /// The country whose phone numbers are meant where none says its own, ISO 3166; null when it cannot be told.
    @Nullable
    String region() {
        return catalogue.products().stream()
                .flatMap(product -> product.variants().stream())
                .map(variant -> variant.price().currency())
                .findFirst()
                .filter(currency -> currency.length() == 3 && !currency.equals("EUR") && !currency.startsWith("X"))
                .map(currency -> currency.substring(0, 2))
                .orElse(null);
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
    List<String> apart(String word) {
        if (word.length() < 5) {
            return List.of();
        }
        List<String> exact = run.getOrDefault(word, run.getOrDefault(stem(word), List.of()));
        if (!exact.isEmpty() || word.length() < 8) {
            return exact;
        }
        List<String> near = runTogether.near(stem(word), 1);
        return near.size() == 1 ? run.getOrDefault(near.getFirst(), List.of()) : List.of();
    }

    /// The one word of the shop that was written without its vowels ("blk", "chrgr"); null when none or several are.
    @Nullable
    String abbreviated(String word) {
        if (word.length() < 3 || !CONSONANTS.matcher(word).matches()) {
            return null;
        }
        String found = null;
        for (String candidate : vocabulary.beginning(word.substring(0, 1))) {
            if (candidate.length() > word.length()
                    && candidate.length() <= 3 * word.length()
                    && shortened(word, candidate)) {
                if (found != null && !stem(found).equals(stem(candidate))) {
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

    private static final Pattern CONSONANTS = Pattern.compile("[b-df-hj-np-tv-xz]+");

    private static Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (Token token : Token.read(name)) {
            // "yếm ăn dặm" has no article
            if (token.kind() != Token.Kind.MARK && !LITTLE.contains(token.exact())) {
                words.add(token.norm().endsWith("ies") ? withoutS(token.norm()) : stem(token.norm()));
            }
        }
        return words;
    }

    /// Without a plural's ending.
    static String stem(String word) {
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
    private static String withoutS(String word) {
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /// The products named in a message, left to right, the longest reading first.
    List<Named> products(List<Token> tokens, Lexicon lexicon) {
        List<Named> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Named named = nameAt(tokens, i, lexicon);
            if (named == null) {
                i++;
            } else {
                found.add(named);
                i = named.end();
            }
        }
        return found;
    }

    private @Nullable Named nameAt(List<Token> tokens, int at, Lexicon lexicon) {
        if (!tokens.get(at).word() && tokens.get(at).kind() != Token.Kind.EMOJI) {
            return null;
        }
        String model = model(tokens, at);
        if (model != null && models.containsKey(model)) {
            return modelAt(tokens, at, Objects.requireNonNull(models.get(model)));
        }
        Spelled first = spelled(tokens.get(at), names, lexicon);
        if (first.ids.isEmpty()) {
            return kindAt(tokens, at, lexicon);
        }
        Set<UUID> ids = new LinkedHashSet<>(first.ids);
        boolean manyOfThem = !names.has(tokens.get(at).norm())
                && names.has(stem(tokens.get(at).norm()));
        Set<String> said = new HashSet<>(first.words);
        int end = at + 1;
        int informative = lexicon.everyday(tokens.get(at)) ? 0 : 1;
        while (end < tokens.size()) {
            // "screen ya iphone 13", "soap for hair"
            String tied = model(tokens, end);
            if (tied != null && models.containsKey(tied)) {
                // "samsung a15"
                Set<UUID> having = new LinkedHashSet<>(Objects.requireNonNull(models.get(tied)));
                having.retainAll(ids);
                if (!having.isEmpty()) {
                    ids = having;
                    said.addAll(words(tied));
                    informative++;
                    end += 2;
                    continue;
                }
            }
            int word = end;
            while (word + 1 < tokens.size()
                    && word - end < LINKS_MAX
                    && LINKS.contains(tokens.get(word).norm())) {
                word++;
            }
            Spelled next = spelled(tokens.get(word), names, lexicon);
            Set<UUID> both = new LinkedHashSet<>(next.ids);
            both.retainAll(ids);
            if (both.isEmpty()) {
                next = begun(tokens.get(word), ids);
                both.addAll(next.ids);
            }
            if (both.isEmpty() || said.containsAll(next.words)) {
                break;
            }
            end = word;
            ids = both;
            said.addAll(next.words);
            informative += lexicon.everyday(tokens.get(end)) ? 0 : 1;
            end++;
        }
        Set<UUID> whole = new LinkedHashSet<>();
        for (UUID id : ids) {
            if (fullNames.getOrDefault(id, List.of()).stream().anyMatch(said::containsAll)) {
                whole.add(id);
            }
        }
        if (whole.isEmpty() && groups.containsKey(said)) {
            // "dog treats" are all that are grouped so, though only the "Salmon Dog Treats" are called so
            ids.addAll(groups.getOrDefault(said, Set.of()));
        }
        boolean oneOfThem = at > 0 && ARTICLES.contains(tokens.get(at - 1).norm());
        if (end == at + 1 && (manyOfThem || oneOfThem) && whole.isEmpty()) {
            // "shoes" are no shoe polish, "a hair" is no hair serum
            ids.removeIf(id -> !heads.getOrDefault(id, Set.of())
                    .contains(stem(tokens.get(at).norm())));
            if (ids.isEmpty()) {
                return kindAt(tokens, at, lexicon);
            }
        }
        if (end == at + 1 && whole.isEmpty() && lexicon.person(tokens.get(at).norm())) {
            // "my kid" is no kids' shoe
            return kindAt(tokens, at, lexicon);
        }
        if (end == at + 1 && !manyOfThem && whole.isEmpty() && ids.size() > 1) {
            // "the cream" is the Hydra Cream before it is a sunscreen that is also called sun cream
            Set<UUID> titled = new LinkedHashSet<>(ids);
            titled.removeIf(id -> !said.contains(titleHeads.getOrDefault(id, "")));
            ids = titled.isEmpty() ? ids : titled;
        }
        boolean beginsLater = lexicon.everyday(tokens.get(at))
                && informative > 0
                && (whole.isEmpty() || !first(whole, tokens.get(at)))
                && !tokens.get(at + 1).glued();
        boolean asThing = end == at + 1 && isThing(tokens, at, ids, lexicon);
        if (beginsLater || informative == 0 && whole.isEmpty() && end - at < 2 && !asThing) {
            return null;
        }
        boolean everydayName =
                informative == 0 && end - at == 1 && at + 1 < tokens.size() && lexicon.amongItsOwn(tokens, at);
        if (everydayName
                && !asThing
                && !spelledOut(tokens.get(at))
                && (at == 0
                        || !DETERMINERS.contains(tokens.get(at - 1).norm())
                                && tokens.get(at - 1).word())) {
            // "can you" names no watering can
            return null;
        }
        return new Named(
                at, end, whole.size() == 1 || !whole.isEmpty() && end - at > 1 ? whole : ids, false, !whole.isEmpty());
    }

    /// "The grey can": an everyday word behind an article or a shade of it is a thing, where one is called so.
    private boolean isThing(List<Token> tokens, int at, Set<UUID> ids, Lexicon lexicon) {
        String before = at == 0 ? "" : tokens.get(at - 1).norm();
        String word = stem(tokens.get(at).norm());
        return ids.size() == 1
                && ids.stream()
                        .allMatch(id -> heads.getOrDefault(id, Set.of()).contains(word)
                                && (lexicon.is(before, Word.A)
                                        || lexicon.is(before, Word.POINTS)
                                        || comesIn(id, before)));
    }

    private boolean comesIn(UUID product, String word) {
        return catalogue.product(product).stream()
                .flatMap(p -> p.sellable().stream())
                .anyMatch(variant -> Token.read(variant.name()).stream()
                        .anyMatch(token -> token.norm().equals(word)));
    }

    /// "Sổ", with the accents that the shop writes: a notebook, and none of the words that are written alike.
    private boolean spelledOut(Token token) {
        return !token.plain() && spelledAs.getOrDefault(token.norm(), Set.of()).contains(token.exact());
    }

    /// A model, with the words of its name behind it ("a15 phone").
    private Named modelAt(List<Token> tokens, int at, Set<UUID> products) {
        Set<UUID> ids = new LinkedHashSet<>(products);
        int end = at + 2;
        while (end < tokens.size() && tokens.get(end).word()) {
            Set<UUID> both = new LinkedHashSet<>(
                    Objects.requireNonNullElse(names.get(stem(tokens.get(end).norm())), Set.of()));
            both.retainAll(ids);
            if (both.isEmpty()) {
                break;
            }
            ids = both;
            end++;
        }
        return new Named(at, end, ids, false, ids.size() == 1);
    }

    /// "pain au choc": a word begun, where only one name of those begun can go on so.
    private Spelled begun(Token token, Set<UUID> of) {
        String word = token.norm();
        if (!token.word() || word.length() < 4 || LITTLE.contains(word)) {
            return Spelled.NOTHING;
        }
        Set<UUID> ids = new LinkedHashSet<>();
        Set<String> words = new HashSet<>();
        for (UUID id : of) {
            for (String name : nameWords.getOrDefault(id, Set.of())) {
                if (name.length() > word.length() && name.startsWith(word)) {
                    ids.add(id);
                    words.add(name);
                }
            }
        }
        return ids.size() == 1 ? new Spelled(ids, words) : Spelled.NOTHING;
    }

    private boolean first(Set<UUID> products, Token token) {
        return products.stream()
                .anyMatch(id -> firsts.getOrDefault(id, Set.of()).contains(stem(token.norm())));
    }

    /// "Something for dry skin": what the seller has grouped so.
    private @Nullable Named kindAt(List<Token> tokens, int at, Lexicon lexicon) {
        Set<UUID> ids = new LinkedHashSet<>();
        int end = at;
        while (end < tokens.size()
                && !lexicon.everyday(tokens.get(end))
                && !lexicon.person(tokens.get(end).norm())) {
            Set<UUID> both = new LinkedHashSet<>(spelled(tokens.get(end), kinds, lexicon).ids);
            if (end > at) {
                both.retainAll(ids);
            }
            if (both.isEmpty()) {
                break;
            }
            ids = both;
            end++;
        }
        return end == at ? null : new Named(at, end, ids, true, false);
    }

    private record Spelled(Set<UUID> ids, Set<String> words) {
        static final Spelled NOTHING = new Spelled(Set.of(), Set.of());
    }

    private Spelled spelled(Token token, Dictionary dictionary, Lexicon lexicon) {
        if (token.kind() == Token.Kind.MARK || otherAccents(token, dictionary == kinds ? kindsSpelledAs : spelledAs)) {
            return Spelled.NOTHING;
        }
        String word = stem(token.norm());
        Set<UUID> exact = dictionary.get(word);
        if (exact == null && (exact = dictionary.get(token.norm())) != null) {
            word = token.norm();
        }
        if (exact == null && (exact = dictionary.get(withoutS(token.norm()))) != null) {
            word = withoutS(token.norm());
        }
        if (exact != null && dictionary == names && !token.plain() && translated.containsKey(word)) {
            Set<UUID> own = new LinkedHashSet<>(exact);
            own.removeAll(translated.getOrDefault(word, Set.of()));
            return own.isEmpty() ? Spelled.NOTHING : new Spelled(own, Set.of(word));
        }
        if (exact != null) {
            return new Spelled(exact, Set.of(word));
        }
        if (!token.word() || token.norm().length() < 4 || lexicon.knows(token.norm()) || lexicon.knows(word)) {
            return Spelled.NOTHING;
        }
        if (!token.plain() && spelledAs.keySet().stream().noneMatch(norm -> norm.equals(token.norm()))) {
            // "Đạo" is no slip for "dad"
            return Spelled.NOTHING;
        }
        Set<UUID> ids = new LinkedHashSet<>();
        Set<String> words = new HashSet<>();
        int forgiven = Typos.forgiven(word.length());
        for (int slips = 1; slips <= forgiven && ids.isEmpty(); slips++) {
            dictionary.near(word, slips).forEach(near -> {
                ids.addAll(Objects.requireNonNull(dictionary.get(near)));
                words.add(near);
            });
        }
        if (ids.isEmpty()) {
            dictionary.beginning(word).forEach(longer -> {
                ids.addAll(Objects.requireNonNull(dictionary.get(longer)));
                words.add(longer);
            });
        }
        return ids.isEmpty() ? Spelled.NOTHING : new Spelled(ids, words);
    }

    /// Who writes accents is taken at their word, where the shop writes other ones.
    private boolean otherAccents(Token token, Map<String, Set<String>> spelled) {
        Set<String> written = spelled.get(token.norm());
        return written != null
                && !token.plain()
                && !written.contains(token.exact())
                && (glossary.writes("vi")
                        || written.stream().noneMatch(word -> word.chars().allMatch(c -> c < 128)));
    }

    /// Whether it is no thing but work on one: "screen repair", "hem alteration".
    boolean mends(UUID product, Reading reading) {
        return catalogue.product(product).stream()
                .flatMap(p -> Stream.concat(Stream.of(p.name()), p.categories().stream()))
                .flatMap(name -> Token.read(name).stream())
                .anyMatch(token -> reading.is(token.norm(), Word.MENDING));
    }

    /// Whether the word ties a word to a name before it: "sabuni *ya* mtoto".
    static boolean links(String word) {
        return LINKS.contains(word);
    }

    /// Whether one of its names is just this word.
    boolean called(UUID product, String word) {
        return fullNames.getOrDefault(product, List.of()).stream().anyMatch(name -> name.equals(Set.of(stem(word))));
    }

    /// Whether it comes in pairs, so that a pair of it is one.
    boolean paired(UUID product) {
        return catalogue.product(product).stream()
                .anyMatch(p -> Stream.concat(
                                Stream.concat(Stream.of(p.name()), p.synonyms().stream()), p.categories().stream())
                        .flatMap(name -> Token.read(name).stream())
                        .anyMatch(token -> PAIRED.contains(stem(token.norm()))));
    }

    private static final Set<String> PAIRED = Set.of(
            "shoe",
            "sneaker",
            "trainer",
            "runner",
            "sandal",
            "slide",
            "slipper",
            "boot",
            "heel",
            "loafer",
            "sock",
            "glove",
            "gant",
            "mitaine",
            "mitten",
            "earring",
            "stud",
            "hoop",
            "trouser",
            "pant",
            "jean",
            "short",
            "legging",
            "tight",
            "glasses",
            "sunglasses",
            "chaussure",
            "basket",
            "chaussette",
            "botte",
            "boucle",
            "viatu",
            "kiatu",
            "soksi",
            "giay",
            "dep",
            "vo",
            "tat",
            "bong",
            "ung",
            "insole",
            "mule",
            "flat",
            "pump",
            "clog",
            "cleat",
            "curtain");

    /// The variants named in a message: whole names first, then single words of a name.
    List<NamedVariant> variants(List<Token> tokens, Lexicon lexicon) {
        List<NamedVariant> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            NamedVariant named = variantAt(tokens, i, lexicon);
            if (named == null) {
                i++;
            } else {
                found.add(named);
                i = named.end();
            }
        }
        return found;
    }

    private @Nullable NamedVariant variantAt(List<Token> tokens, int at, Lexicon lexicon) {
        List<String> best = List.of();
        for (List<String> phrase : phrasesFrom(tokens.get(at).norm())) {
            boolean onlyNumber = phrase.size() == 1 && tokens.get(at).kind() == Token.Kind.NUMBER;
            if (phrase.size() > best.size() && !onlyNumber && startsWith(tokens, at, phrase)) {
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
        Set<UUID> meant = variantsMeaning.getOrDefault(token.norm(), Set.of());
        if (!meant.isEmpty() && token.word() && !lexicon.everyday(token)) {
            return new NamedVariant(at, at + 1, meant);
        }
        if (!token.word() || lexicon.knows(token.norm()) || token.norm().length() < 3) {
            return null;
        }
        Spelled spelled = spelled(token, variants, lexicon);
        return spelled.ids.isEmpty() || otherModel(tokens, at, spelled.ids)
                ? null
                : new NamedVariant(at, at + 1, spelled.ids);
    }

    /// "iPhone 12" is no "iPhone 13".
    private boolean otherModel(List<Token> tokens, int at, Set<UUID> variantIds) {
        return at + 1 < tokens.size()
                && tokens.get(at + 1).number()
                && variantIds.stream()
                        .flatMap(id -> catalogue.variant(id).stream())
                        .map(variant -> Token.read(variant.name()))
                        .allMatch(name -> name.size() > 1
                                && name.getFirst().norm().equals(tokens.get(at).norm())
                                && name.get(1).number()
                                && !name.get(1).norm().equals(tokens.get(at + 1).norm()));
    }

    /// Whether a variant's name begins with the two words.
    boolean variantBegins(String first, String second) {
        return variantPhrases.getOrDefault(first, List.of()).stream()
                .anyMatch(phrase -> phrase.size() > 1 && phrase.get(1).equals(second));
    }

    /// "Nyeusi" is what one thing's variant is called, and means the "Black" of another.
    private Set<UUID> called(List<String> phrase) {
        String name = String.join(" ", phrase);
        Set<UUID> variants = new LinkedHashSet<>(variantsByPhrase.getOrDefault(name, Set.of()));
        if (phrase.size() == 1) {
            Set<UUID> itself = having(variants);
            Stream.concat(
                            Glossary.english(name).stream()
                                    .flatMap(english -> variantsByPhrase.getOrDefault(english, Set.of()).stream()),
                            variantsMeaning.getOrDefault(name, Set.of()).stream())
                    .filter(other -> having(Set.of(other)).stream().noneMatch(itself::contains))
                    .forEach(variants::add);
        }
        return variants;
    }

    private List<List<String>> phrasesFrom(String word) {
        List<List<String>> exact = variantPhrases.getOrDefault(word, List.of());
        return exact.isEmpty() ? variantPhrases.getOrDefault(stem(word), List.of()) : exact;
    }

    /// The letters of "I'm", "i m" and "l'adresse" are no sizes.
    private static boolean tied(List<Token> tokens, int at) {
        String before = at == 0 ? "" : tokens.get(at - 1).norm();
        boolean ofModel = at + 1 < tokens.size()
                && tokens.get(at + 1).glued()
                && tokens.get(at + 1).kind() == Token.Kind.NUMBER;
        return ofModel || tokens.get(at).elided() || tokens.get(at).norm().equals("m") && before.equals("i");
    }

    /// "Đặt" orders, and is no pot of "đất": where the seller writes Vietnamese, accents make the word.
    private boolean otherVariant(Token token) {
        Set<String> written = variantsSpelledAs.get(token.norm());
        return written != null && !token.plain() && !written.contains(token.exact()) && glossary.writes("vi");
    }

    /// "À 5" is no "A5".
    private static boolean otherLetter(Token token, String word) {
        return word.length() == 1 && token.word() && !token.plain();
    }

    private boolean startsWith(List<Token> tokens, int at, List<String> phrase) {
        return end(tokens, at, phrase) > 0;
    }

    /// Where the phrase ends, 0 when it does not stand here; "3-4" is read over its dash.
    private int end(List<Token> tokens, int at, List<String> phrase) {
        int i = at;
        for (String word : phrase) {
            boolean dash = i > at
                    && i + 1 < tokens.size()
                    && (tokens.get(i).is("-") || tokens.get(i).is("–"));
            boolean article = i > at
                    && i + 1 < tokens.size()
                    && ARTICLES.contains(tokens.get(i).norm())
                    && !word.equals(tokens.get(i).norm());
            // "half a dozen" for "Half Dozen"
            i += dash || article ? 1 : 0;
            if (i >= tokens.size()) {
                return 0;
            }
            String said = tokens.get(i).norm();
            if (!said.equals(word) && !stem(said).equals(stem(word))
                    || otherLetter(tokens.get(i), word)
                    || otherVariant(tokens.get(i))) {
                return 0;
            }
            i++;
        }
        return i;
    }

    /// The variants whose name is this number with a unit ("50" for "50ml").
    Set<UUID> sized(String number) {
        return Objects.requireNonNullElse(variants.get(number), Set.of());
    }

    /// The variants of a product that are a pack of so many pieces.
    List<UUID> packs(UUID product, int pieces) {
        return catalogue.product(product).stream()
                .flatMap(p -> p.variants().stream())
                .filter(v -> {
                    List<String> words = phrase(v.name());
                    return words.contains(Integer.toString(pieces))
                            && words.stream().anyMatch(PACKS::contains);
                })
                .map(Variant::id)
                .toList();
    }

    private static final Set<String> PACKS = Set.of(
            "pack", "packs", "box", "boxes", "pieces", "pcs", "boite", "lot", "sachet", "bundle", "carton", "hop",
            "goi", "tray", "set", "dozen", "pakiti", "vipande", "cai");

    /// The smallest or biggest of a product's variants, when its sizes can be compared: by their numbers, else, for
    /// sizes, in the seller's order.
    Optional<UUID> bySize(UUID product, boolean biggest) {
        List<Variant> variants = catalogue.product(product).stream()
                .flatMap(p -> p.sellable().stream())
                .toList();
        return BySize.order(variants)
                .flatMap(bySize -> biggest
                        ? variants.stream().max(bySize)
                        : variants.stream().min(bySize))
                .map(Variant::id);
    }

    /// Whether the sellers write the word with accents in the variants' names.
    boolean accented(Collection<UUID> variantIds, String word) {
        return variantIds.stream()
                .flatMap(id -> catalogue.variant(id).stream())
                .flatMap(variant -> Token.read(variant.name()).stream())
                .anyMatch(token -> token.is(word) && !token.plain());
    }

    /// Whether the sellers write the word with accents wherever it stands in these names.
    boolean onlyAccented(Collection<UUID> products, String word) {
        List<Token> written = products.stream()
                .flatMap(id -> catalogue.product(id).stream())
                .flatMap(product -> Stream.concat(Stream.of(product.name()), product.synonyms().stream()))
                .flatMap(name -> Token.read(name).stream())
                .filter(token -> token.is(word))
                .toList();
        return !written.isEmpty() && written.stream().noneMatch(Token::plain);
    }

    /// In how many ways the product can be had.
    long choices(UUID product) {
        return catalogue.product(product).stream()
                .mapToLong(p -> p.sellable().size())
                .sum();
    }

    /// Whether the word is part of the product's names.
    boolean named(UUID product, String word) {
        return nameWords.getOrDefault(product, Set.of()).contains(word);
    }

    /// Whether the word is part of what the shop sells.
    boolean knows(String word) {
        return vocabulary.has(word) || vocabulary.has(stem(word)) || vocabulary.has(withoutS(word));
    }

    /// Whether the word says what something is ("lamp" of a floor lamp), not only which.
    boolean head(String word) {
        return heads.values().stream().anyMatch(words -> words.contains(word) || words.contains(stem(word)));
    }

    /// Whether a name begins with it: "savon" of a "Savon de Marseille".
    boolean begins(String word) {
        return firsts.values().stream().anyMatch(words -> words.contains(word) || words.contains(stem(word)));
    }

    /// Whether the seller describes something with it, so that it is no slip of another word.
    boolean describes(String word) {
        return described.contains(word);
    }

    /// Whether the word is a slip away from one of the shop's.
    boolean nearlyKnows(String word) {
        int forgiven = Typos.forgiven(word.length());
        return forgiven > 0 && !vocabulary.near(stem(word), 1).isEmpty();
    }

    /// Those of the products that have one of the variants.
    Set<UUID> having(Collection<UUID> variantIds) {
        Map<UUID, Boolean> products = new LinkedHashMap<>();
        variantIds.forEach(id -> catalogue.ofVariant(id).ifPresent(p -> products.put(p.id(), true)));
        return products.keySet();
    }
}
