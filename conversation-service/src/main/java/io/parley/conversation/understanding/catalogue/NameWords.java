package io.parley.conversation.understanding.catalogue;

import io.parley.conversation.understanding.words.Dictionary;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Typos;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// The words of one kind of names (of things, of what they are grouped under, of variants) and what they name: which
/// of them a word of a message is, by a slip or half written as well.
final class NameWords {
    private final Glossary glossary;
    private final Dictionary shop;
    private final Dictionary words = new Dictionary();
    /// The words with their accents: "vớ" are socks, "vợ" is a wife.
    private final Map<String, Set<String>> spelledAs = new HashMap<>();
    /// What a word means only in English: "cát" is sand, though a "mèo" is a cat.
    private final Map<String, Set<UUID>> translated = new HashMap<>();

    /// @param words of the shop's names that the word may be: one, unless it is a slip or half written
    record Spelled(Set<UUID> ids, Set<String> words) {
        static final Spelled NOTHING = new Spelled(Set.of(), Set.of());
    }

    /// @param shop the words of all its names: one that stands there is no slip for another thing's
    NameWords(Glossary glossary, Dictionary shop) {
        this.glossary = glossary;
        this.shop = shop;
    }

    void put(String word, UUID id) {
        words.put(word, id);
    }

    /// How a name is written.
    void written(String name) {
        Token.read(name).stream()
                .filter(Token::word)
                .forEach(token -> spelledAs
                        .computeIfAbsent(token.norm(), _ -> new HashSet<>())
                        .add(token.exact()));
    }

    /// The word is none of the seller's own, but what one of them means in English.
    void translated(String word, UUID id) {
        translated.computeIfAbsent(word, _ -> new HashSet<>()).add(id);
    }

    boolean has(String word) {
        return words.has(word);
    }

    Set<UUID> named(String word) {
        return Objects.requireNonNullElse(words.get(word), Set.of());
    }

    /// Whether a name is written with just this word.
    boolean written(Token token) {
        return spelledAs.containsKey(token.norm());
    }

    /// Those that the word names without a slip.
    Set<UUID> exactly(Token token) {
        String word = Names.stem(token.norm());
        return token.kind() == Token.Kind.MARK || otherAccents(token)
                ? Set.of()
                : words.has(token.norm()) ? named(token.norm()) : named(word);
    }

    Spelled spelled(Token token, Lexicon lexicon) {
        if (token.kind() == Token.Kind.MARK || otherAccents(token)) {
            return Spelled.NOTHING;
        }
        String word = Names.stem(token.norm());
        Set<UUID> exact = words.get(word);
        if (exact == null && (exact = words.get(token.norm())) != null) {
            word = token.norm();
        }
        String singular = Names.withoutS(token.norm());
        Set<UUID> without = words.get(singular);
        if (exact == null && without != null) {
            exact = without;
            word = singular;
        } else if (exact != null && without != null && !word.equals(singular) && !translated.containsKey(word)) {
            // "gummies", of what is called so and "gummy vitamins" too
            Set<UUID> both = new LinkedHashSet<>(exact);
            both.addAll(without);
            return new Spelled(both, Set.of(word, singular));
        }
        if (exact != null) {
            return exactly(token, word, exact);
        }
        if (!token.word() || token.norm().length() < 4 || lexicon.knows(token.norm()) || lexicon.knows(word)) {
            return Spelled.NOTHING;
        }
        if (!token.plain() && !spelledAs.containsKey(token.norm())) {
            // "Đạo" is no slip for "dad"
            return Spelled.NOTHING;
        }
        Set<UUID> ids = new LinkedHashSet<>();
        Set<String> found = new HashSet<>();
        int forgiven = Typos.forgiven(word.length());
        for (int slips = 1; slips <= forgiven && ids.isEmpty(); slips++) {
            words.near(word, slips).forEach(near -> {
                ids.addAll(Objects.requireNonNull(words.get(near)));
                found.add(near);
            });
        }
        if (ids.isEmpty()) {
            words.beginning(word).forEach(longer -> {
                ids.addAll(Objects.requireNonNull(words.get(longer)));
                found.add(longer);
            });
        }
        Set<UUID> written = shop.get(token.norm());
        if (written != null) {
            // "mint", which a scrub comes in, is no face mist
            ids.retainAll(written);
        }
        return ids.isEmpty() ? Spelled.NOTHING : new Spelled(ids, found);
    }

    /// Those that the seller calls so, before those that only mean it in English: a "sandal" is no "dép".
    private Spelled exactly(Token token, String word, Set<UUID> exact) {
        Set<UUID> own = new LinkedHashSet<>(exact);
        own.removeAll(translated.getOrDefault(word, Set.of()));
        if (!own.isEmpty()) {
            return new Spelled(own, Set.of(word));
        }
        return token.plain() ? new Spelled(exact, Set.of(word)) : Spelled.NOTHING;
    }

    /// Who writes accents is taken at their word, where the shop writes other ones.
    private boolean otherAccents(Token token) {
        Set<String> written = spelledAs.get(token.norm());
        return written != null
                && !token.plain()
                && !written.contains(token.exact())
                && (glossary.writes("vi")
                        || written.stream().noneMatch(word -> word.chars().allMatch(c -> c < 128)));
    }

    /// "Sổ", with the accents that the shop writes: a notebook, and none of the words that are written alike.
    boolean spelledOut(Token token) {
        return !token.plain() && spelledAs.getOrDefault(token.norm(), Set.of()).contains(token.exact());
    }

    /// A word of the shop's with other accents than it has: "Đặt" orders, and is no pot of "đất", where the seller
    /// writes Vietnamese.
    boolean otherWord(Token token) {
        Set<String> written = spelledAs.get(token.norm());
        return written != null && !token.plain() && !written.contains(token.exact()) && glossary.writes("vi");
    }
}
