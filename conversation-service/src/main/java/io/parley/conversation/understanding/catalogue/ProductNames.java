package io.parley.conversation.understanding.catalogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.catalogue.NameWords.Spelled;
import io.parley.conversation.understanding.words.Dictionary;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a shop's goods are called, and which of them a message names.
public final class ProductNames {
    /// "à l'érable"
    private static final int LINKS_MAX = 2;
    private static final int HEADS_MAX = 2;

    private final Glossary glossary;
    private final Dictionary vocabulary;
    private final NameWords names;
    /// What products are grouped under.
    private final NameWords kinds;
    private final Set<String> described = new HashSet<>();
    /// Of how many things a description holds the word.
    private final Map<String, Integer> describedOf = new HashMap<>();
    /// What the seller has grouped under a name of several words.
    private final Map<Set<String>, Set<UUID>> groups = new HashMap<>();
    private final Map<UUID, Called> called = new HashMap<>();
    /// "a15", "s23": a letter or two tied to a number name a model, which neither of them does alone.
    private final Map<String, Set<UUID>> models = new HashMap<>();

    private static final int AT_LARGE_LEAST = 3;

    /// A product's name found in a message.
    ///
    /// @param category whether it is what products are grouped under
    /// @param certain whether the whole name was said
    public record Named(int start, int end, Set<UUID> products, boolean category, boolean certain) {}

    /// What one product is called.
    private static final class Called {
        static final Called NOTHING = new Called();

        /// Each of its names.
        final List<Set<String>> names = new ArrayList<>();
        final Set<String> words = new LinkedHashSet<>();
        final Set<String> firsts = new HashSet<>();
        /// The words that say what it is: the last of its names.
        final Set<String> heads = new HashSet<>();
        /// The words of the name itself, without what else it is called, that may say what it is, the likeliest first.
        List<String> titleHeads = List.of();
        /// The words of its name that stand behind a link: "jeu" of a "Tapis de Jeu".
        final Set<String> complements = new HashSet<>();
        /// The words that stand twice in a row in one of its names: "áo *bà ba*", "chin chin".
        final Set<String> doubled = new HashSet<>();
        /// The words of what it comes in.
        final Set<String> variants = new HashSet<>();

        /// Whether the title begins with it.
        boolean titled(Token word) {
            return !titleHeads.isEmpty() && titleHeads.getFirst().equals(Names.stem(word.norm()));
        }
    }

    /// @param vocabulary of the whole shop, to which the words of these names are added
    ProductNames(Glossary glossary, Dictionary vocabulary) {
        this.glossary = glossary;
        this.vocabulary = vocabulary;
        this.names = new NameWords(glossary, vocabulary);
        this.kinds = new NameWords(glossary, vocabulary);
    }

    void add(Product product) {
        String description = product.description();
        if (description != null) {
            Token.read(description).forEach(token -> described.add(token.norm()));
            Names.words(description).forEach(word -> describedOf.merge(word, 1, Integer::sum));
        }
        Called own = called.computeIfAbsent(product.id(), _ -> new Called());
        List<String> spoken = new ArrayList<>(product.synonyms());
        spoken.addFirst(product.name());
        spoken.forEach(name -> add(name, product.id(), own));
        spoken.forEach(name -> glossary.said(name).forEach(english -> addEnglish(english, product.id(), own)));
        Set<String> title = Names.words(product.name());
        complements(Token.read(product.name()), own);
        product.sellable().stream()
                .flatMap(variant -> Token.read(variant.name()).stream())
                .forEach(token -> own.variants.add(token.norm()));
        own.titleHeads = titleHeads(List.copyOf(title));
        group(product);
    }

    /// "Xịt Vệ Sinh Giày" is a spray before it is a shoe, the "Mashine ya Kunyoa" a machine, "Hydra Cream" a cream.
    private List<String> titleHeads(List<String> title) {
        if (title.isEmpty()) {
            return List.of();
        }
        return glossary.leadsWithHead() ? List.of(title.getFirst(), title.getLast()) : List.of(title.getLast());
    }

    private void add(String name, UUID product, Called own) {
        names.written(name);
        models(Token.read(name), product);
        doubled(Token.read(name), own);
        List<String> words = List.copyOf(Names.words(name));
        if (words.isEmpty()) {
            return;
        }
        own.names.add(Set.copyOf(words));
        own.words.addAll(words);
        own.firsts.add(words.getFirst());
        own.heads.add(words.getLast());
        if (glossary.leadsWithHead()) {
            own.heads.add(words.getFirst());
        }
        words.forEach(word -> put(names, word, product));
    }

    private static void doubled(List<Token> name, Called own) {
        for (int i = 1; i < name.size(); i++) {
            if (name.get(i).is(name.get(i - 1).norm())) {
                own.doubled.add(name.get(i).norm());
            }
        }
    }

    private static void complements(List<Token> title, Called own) {
        for (int i = 1; i + 1 < title.size(); i++) {
            if (Names.links(title.get(i).norm())) {
                own.complements.add(Names.stem(title.get(i + 1).norm()));
            }
        }
    }

    private void addEnglish(Glossary.Said english, UUID product, Called own) {
        Set<String> words = Names.words(String.join(" ", english.words()));
        words.stream().filter(word -> !own.words.contains(word)).forEach(word -> names.translated(word, product));
        words.forEach(word -> put(names, word, product));
        own.names.add(words);
        own.words.addAll(words);
        if (!english.head().isEmpty()) {
            own.heads.add(Names.stem(english.head()));
        }
    }

    private void group(Product product) {
        List<String> under = new ArrayList<>(product.categories());
        under.addAll(product.tags());
        List.copyOf(under)
                .forEach(group ->
                        glossary.said(group).forEach(english -> under.add(String.join(" ", english.words()))));
        for (String group : under) {
            kinds.written(group);
            Set<String> words = Names.words(group);
            words.forEach(word -> put(kinds, word, product.id()));
            if (words.size() > 1) {
                groups.computeIfAbsent(words, _ -> new LinkedHashSet<>()).add(product.id());
            }
        }
    }

    private Called of(UUID product) {
        return called.getOrDefault(product, Called.NOTHING);
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

    private void put(NameWords words, String word, UUID id) {
        vocabulary.put(word, id);
        words.put(word, id);
    }

    /// The products named in a message, left to right, the longest reading first.
    List<Named> in(List<Token> tokens, Lexicon lexicon) {
        return Names.leftToRight(tokens.size(), at -> nameAt(tokens, at, lexicon), Named::end);
    }

    private @Nullable Named nameAt(List<Token> tokens, int at, Lexicon lexicon) {
        if (!tokens.get(at).word() && tokens.get(at).kind() != Token.Kind.EMOJI) {
            return null;
        }
        String model = model(tokens, at);
        if (model != null && models.containsKey(model)) {
            return modelAt(tokens, at, Objects.requireNonNull(models.get(model)));
        }
        Spelled first = names.spelled(tokens.get(at), lexicon);
        if (first.ids().isEmpty()) {
            return kindAt(tokens, at, lexicon);
        }
        Spoken spoken = new Spoken(tokens, at, lexicon, first);
        while (spoken.goesOn()) {}
        spoken.compareWhole();
        if (spoken.isNoSuchThing()) {
            return kindAt(tokens, at, lexicon);
        }
        if (spoken.isChance() || spoken.isAtLarge()) {
            return null;
        }
        Named named = spoken.named();
        return spoken.isPart() && isKind(tokens.get(at), named.products()) ? kindAt(tokens, at, lexicon) : named;
    }

    /// "Une plante", where only one of the four is called "plante à monnaie" too; "clothes", where "cloth diapers" are
    /// sold beside them: the word is what the seller groups more than that one thing under.
    private boolean isKind(Token word, Set<UUID> named) {
        Set<UUID> kind = kinds.exactly(word);
        return named.size() == 1
                && kind.size() > 1
                && (kind.containsAll(named) || !names.written(word) && kinds.written(word));
    }

    /// A name as it is read word by word, and what can be meant by it.
    private final class Spoken {
        private final List<Token> tokens;
        private final int at;
        private final Lexicon lexicon;
        private final Set<String> said;
        /// Those whose whole name was said.
        private final Set<UUID> whole = new LinkedHashSet<>();

        private Set<UUID> ids;
        private int end;
        /// How many of its words are no everyday ones.
        private int informative;

        Spoken(List<Token> tokens, int at, Lexicon lexicon, Spelled first) {
            this.tokens = tokens;
            this.at = at;
            this.lexicon = lexicon;
            this.said = new HashSet<>(first.words());
            this.ids = new LinkedHashSet<>(first.ids());
            this.end = at + 1;
            this.informative = lexicon.everyday(tokens.get(at)) ? 0 : 1;
        }

        /// Takes the next word of the name, if there is one.
        boolean goesOn() {
            return end < tokens.size() && (goesOnByModel() || goesOnByWord() || goesOnDoubled());
        }

        /// "Áo bà *ba*": the second of two words that are read alike.
        private boolean goesOnDoubled() {
            String word = tokens.get(end).norm();
            boolean third = end - at > 1 && tokens.get(end - 2).is(word);
            if (third
                    || !tokens.get(end - 1).is(word)
                    || ids.stream().noneMatch(id -> of(id).doubled.contains(word))) {
                return false;
            }
            ids.removeIf(id -> !of(id).doubled.contains(word));
            end++;
            return true;
        }

        /// "samsung a15"
        private boolean goesOnByModel() {
            String model = model(tokens, end);
            Set<UUID> having = new LinkedHashSet<>(model == null ? Set.of() : models.getOrDefault(model, Set.of()));
            having.retainAll(ids);
            if (model == null || having.isEmpty()) {
                return false;
            }
            ids = having;
            said.addAll(Names.words(model));
            informative++;
            end += 2;
            return true;
        }

        /// "screen ya iphone 13", "soap for hair"
        private boolean goesOnByWord() {
            int word = end;
            while (word + 1 < tokens.size()
                    && word - end < LINKS_MAX
                    && Names.links(tokens.get(word).norm())) {
                word++;
            }
            Spelled next = names.spelled(tokens.get(word), lexicon);
            Set<UUID> both = new LinkedHashSet<>(next.ids());
            both.retainAll(ids);
            if (both.isEmpty()) {
                next = begun(tokens.get(word), ids);
                both.addAll(next.ids());
            }
            if (both.isEmpty() || said.containsAll(next.words()) || holdsOther(word)) {
                return false;
            }
            ids = both;
            said.addAll(next.words());
            informative += lexicon.everyday(tokens.get(word)) ? 0 : 1;
            end = word + 1;
            return true;
        }

        /// "A bottle *of plant food*", where a plant mister is called a spray bottle: what comes in one is a thing
        /// itself.
        private boolean holdsOther(int next) {
            Named inside =
                    end - at == 1 && next > end && lexicon.unit(first().norm()) ? nameAt(tokens, next, lexicon) : null;
            return inside != null && inside.certain() && Collections.disjoint(inside.products(), ids);
        }

        void compareWhole() {
            ids.stream()
                    .filter(id -> of(id).names.stream().anyMatch(said::containsAll))
                    .forEach(whole::add);
            if (whole.isEmpty()) {
                // "dog treats" are all that are grouped so, though only the "Salmon Dog Treats" are called so
                ids.addAll(groups.getOrDefault(said, Set.of()));
            }
        }

        /// One word says what it is not: "shoes" are no shoe polish, "a hair" is no hair serum, "my kid" is no
        /// kids' shoe.
        boolean isNoSuchThing() {
            if (whole.isEmpty() && lexicon.person(first().norm())) {
                // "kwa mtoto mchanga" asks for no "Nguo za Mtoto Mchanga"
                ids.removeIf(id -> of(id).titleHeads.stream().noneMatch(said::contains));
                if (ids.isEmpty()) {
                    return true;
                }
            }
            if (!isPart()) {
                return false;
            }
            // but "a turmeric one"
            boolean which = end < tokens.size() && lexicon.is(tokens.get(end).norm(), Word.ONE);
            boolean oneOfThem =
                    at > 0 && Names.ARTICLES.contains(tokens.get(at - 1).norm()) && !which;
            if (manyOfThem() || oneOfThem) {
                ids.removeIf(id -> !of(id).heads.contains(Names.stem(first().norm()))
                        && !inItsVariant()
                        && !(oneOfThem && oneMoreSuch(of(id))));
            }
            return ids.isEmpty() || lexicon.person(first().norm());
        }

        /// "One of the black soaps for *a turmeric*": what it is has been said of another one.
        private boolean oneMoreSuch(Called called) {
            return ids.size() == 1
                    && tokens.subList(0, at).stream()
                            .anyMatch(token -> called.heads.contains(Names.stem(token.norm())));
        }

        /// "2 *small* lavenders", of the one candle that is called so and comes in small.
        private boolean inItsVariant() {
            return at > 0
                    && ids.size() == 1
                    && ids.stream()
                            .anyMatch(id ->
                                    of(id).variants.contains(tokens.get(at - 1).norm()));
        }

        /// "Vous avez quoi comme jeu", where a "Tapis de Jeu" is sold beside games: a word for much of what is sold,
        /// and none of them is called just so.
        boolean isAtLarge() {
            String word = Names.stem(first().norm());
            return isPart()
                    && titled().stream().allMatch(id -> of(id).complements.contains(word))
                    && describedOf.getOrDefault(word, 0) >= AT_LARGE_LEAST;
        }

        /// Whether it is only said by words that mean something else there.
        boolean isChance() {
            boolean everydayFirst = lexicon.everyday(first());
            boolean beginsLater = everydayFirst
                    && informative > 0
                    && (whole.isEmpty() || !begins(whole, first()))
                    && !tokens.get(at + 1).glued();
            return beginsLater
                    || isVerb()
                    || !isThing() && (informative == 0 && whole.isEmpty() && end - at < 2 || isEverydayWord());
        }

        /// "A plant *that can* survive", "as soon as you *can*": behind its subject. "That can" is a thing, too, where
        /// nothing but an everyday word or what it comes in follows.
        private boolean isVerb() {
            if (at == 0 || end != at + 1 || informative > 0 || !lexicon.is(tokens.get(at - 1), Word.SUBJECT)) {
                return false;
            }
            boolean does = end < tokens.size()
                    && tokens.get(end).word()
                    && !lexicon.everyday(tokens.get(end))
                    && ids.stream()
                            .noneMatch(id ->
                                    of(id).variants.contains(tokens.get(end).norm()));
            return does || !lexicon.is(tokens.get(at - 1), Word.POINTS);
        }

        /// "The grey can", "bỏ *ấm* ra", "cái *ấm*", "lấy *ấm*": an everyday word is a thing, where one is called so,
        /// behind an article or a shade of it, behind what takes it, takes it off or counts it.
        private boolean isThing() {
            String before = at == 0 ? "" : tokens.get(at - 1).norm();
            return end == at + 1
                    && ids.size() == 1
                    && ids.stream()
                            .map(ProductNames.this::of)
                            .allMatch(only -> only.heads.contains(Names.stem(first().norm()))
                                    && (takenOrCounted(before) && only.titled(first())
                                            || lexicon.is(before, Word.A)
                                            || lexicon.is(before, Word.POINTS)
                                            || only.variants.contains(before)));
        }

        /// Behind a word that takes things, takes them off or counts them, with the accents that the shop writes.
        private boolean takenOrCounted(String before) {
            return (lexicon.is(before, Word.DROPS) || lexicon.is(before, Word.TAKES) || lexicon.unit(before))
                    && names.spelledOut(first());
        }

        /// "can you" names no watering can
        private boolean isEverydayWord() {
            boolean everyday = informative == 0
                    && end - at == 1
                    && at + 1 < tokens.size()
                    && lexicon.everydayAmongItsOwn(tokens, at);
            return everyday
                    && !names.spelledOut(first())
                    && (at == 0
                            || !Names.DETERMINERS.contains(tokens.get(at - 1).norm())
                                    && tokens.get(at - 1).word());
        }

        Named named() {
            boolean byWhole = whole.size() == 1 || !whole.isEmpty() && end - at > 1;
            return new Named(at, end, byWhole ? whole : titled(), false, !whole.isEmpty());
        }

        /// "The cream" is the Hydra Cream before it is a sunscreen that is also called sun cream.
        private Set<UUID> titled() {
            if (!isPart() || manyOfThem() || ids.size() < 2) {
                return ids;
            }
            return IntStream.range(0, HEADS_MAX)
                    .mapToObj(this::titled)
                    .filter(titled -> !titled.isEmpty())
                    .findFirst()
                    .orElse(ids);
        }

        /// Those of which the word is the first, or the second, that may say what they are.
        private Set<UUID> titled(int likely) {
            Set<UUID> titled = new LinkedHashSet<>(ids);
            titled.removeIf(id -> {
                List<String> heads = of(id).titleHeads;
                return likely >= heads.size() || !said.contains(heads.get(likely));
            });
            return titled;
        }

        private Token first() {
            return tokens.get(at);
        }

        /// Whether it is one word, and nothing's whole name.
        private boolean isPart() {
            return end == at + 1 && whole.isEmpty();
        }

        private boolean manyOfThem() {
            return !names.has(first().norm()) && names.has(Names.stem(first().norm()));
        }
    }

    /// A model, with the words of its name behind it ("a15 phone").
    private Named modelAt(List<Token> tokens, int at, Set<UUID> products) {
        Set<UUID> ids = new LinkedHashSet<>(products);
        int end = at + 2;
        while (end < tokens.size() && tokens.get(end).word()) {
            Set<UUID> both =
                    new LinkedHashSet<>(names.named(Names.stem(tokens.get(end).norm())));
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
        if (!token.word() || word.length() < 4 || Names.LITTLE.contains(word)) {
            return Spelled.NOTHING;
        }
        Set<UUID> ids = new LinkedHashSet<>();
        Set<String> words = new HashSet<>();
        for (UUID id : of) {
            for (String name : of(id).words) {
                if (name.length() > word.length() && name.startsWith(word)) {
                    ids.add(id);
                    words.add(name);
                }
            }
        }
        return ids.size() == 1 ? new Spelled(ids, words) : Spelled.NOTHING;
    }

    private boolean begins(Set<UUID> products, Token token) {
        return products.stream().anyMatch(id -> of(id).firsts.contains(Names.stem(token.norm())));
    }

    /// "Something for dry skin": what the seller has grouped so.
    private @Nullable Named kindAt(List<Token> tokens, int at, Lexicon lexicon) {
        Set<UUID> ids = new LinkedHashSet<>();
        int end = at;
        while (end < tokens.size()
                && !lexicon.everyday(tokens.get(end))
                && !lexicon.person(tokens.get(end).norm())) {
            Set<UUID> both =
                    new LinkedHashSet<>(kinds.spelled(tokens.get(end), lexicon).ids());
            if (end > at) {
                both.retainAll(ids);
            }
            if (both.isEmpty()) {
                break;
            }
            ids = both;
            end++;
        }
        // "đồ ăn vặt", where other goods are grouped under "đồ uống": the next words say of which kind
        boolean atLarge = end == at + 1
                && end < tokens.size()
                && lexicon.is(tokens.get(at), Word.AT_LARGE)
                && IntStream.range(end, Math.min(end + 2, tokens.size()))
                        .anyMatch(i -> !kinds.exactly(tokens.get(i)).isEmpty());
        return end == at || atLarge ? null : new Named(at, end, ids, true, false);
    }

    /// Whether one of its names is just this word.
    boolean called(UUID product, String word) {
        return of(product).names.stream().anyMatch(name -> name.equals(Set.of(Names.stem(word))));
    }

    /// Whether the word is part of the product's names.
    boolean named(UUID product, String word) {
        return of(product).words.contains(word);
    }

    /// Whether the word says what something is ("lamp" of a floor lamp), not only which.
    boolean head(String word) {
        return called.values().stream().anyMatch(of -> of.heads.contains(word) || of.heads.contains(Names.stem(word)));
    }

    /// Whether a name begins with it: "savon" of a "Savon de Marseille".
    boolean begins(String word) {
        return called.values().stream()
                .anyMatch(of -> of.firsts.contains(word) || of.firsts.contains(Names.stem(word)));
    }

    /// Whether the seller describes something with it, so that it is no slip of another word.
    boolean describes(String word) {
        return described.contains(word) || described.contains(word + "s");
    }
}
