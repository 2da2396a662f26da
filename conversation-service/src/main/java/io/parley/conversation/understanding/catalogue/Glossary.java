package io.parley.conversation.understanding.catalogue;

import io.parley.conversation.understanding.words.LanguageFiles;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words for goods, colours and sizes of the language files (`[means]`) read from the seller's
/// side: what a shop calls "bague" is a "ring", and through that English word everybody else's
/// "nhẫn" and "pete". Immutable.
public final class Glossary {
    /// Languages whose words a seller's names may be written in; English is what they are led back to.
    private static final List<String> LANGUAGES = List.of("fr", "sw", "vi");

    /// Words of one phrase.
    private static final int PHRASE_MAX = 4;

    /// A word with its accents counts for two; fewer are chance: "Pain Relief" is no bread.
    private static final int SIGNS_MIN = 3;

    /// English names of one name.
    private static final int SAID_MAX = 24;

    private static final Map<String, Map<String, List<Entry>>> ENTRIES = read();
    private static final Set<String> ENGLISH = ENTRIES.values().stream()
            .flatMap(entries -> entries.values().stream())
            .flatMap(Collection::stream)
            .flatMap(entry -> entry.english.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final List<String> languages;

    private record Entry(List<Token> phrase, List<String> english) {}

    /// A name said in English, as far as the files know its words.
    ///
    /// @param words without accents; what has no translation stays as it is
    /// @param head what the thing is, where the name begins with it as names do in these
    /// languages; empty when that is not known
    record Said(List<String> words, String head) {}

    private Glossary(List<String> languages) {
        this.languages = languages;
    }

    /// The glossary of a shop that gives its goods these names.
    static Glossary of(Collection<String> names) {
        return new Glossary(LANGUAGES.stream()
                .filter(language -> signs(names, language) >= SIGNS_MIN)
                .toList());
    }

    private static int signs(Collection<String> names, String language) {
        Set<String> seen = new HashSet<>();
        int signs = 0;
        for (String name : names) {
            List<Token> tokens = words(name);
            for (int i = 0; i < tokens.size(); i++) {
                List<Entry> entries = entriesAt(tokens, i, language);
                Token token = tokens.get(i);
                if (!entries.isEmpty() && !ENGLISH.contains(token.norm()) && seen.add(token.norm())) {
                    signs += token.plain() ? 1 : 2;
                }
            }
        }
        return signs;
    }

    /// Whether the seller's names are written in this language.
    boolean writes(String language) {
        return languages.contains(language);
    }

    /// Whether names begin with what the thing is, as they do in all of these languages: "collier perle".
    boolean leadsWithHead() {
        return !languages.isEmpty();
    }

    /// What the name may be called in English; empty when none of its words is known.
    List<Said> said(String name) {
        List<Token> tokens = words(name);
        Set<Said> all = new LinkedHashSet<>();
        for (String language : languages) {
            said(tokens, language)
                    .filter(said -> !said.words.equals(norms(tokens)))
                    .forEach(all::add);
        }
        return List.copyOf(all);
    }

    private static List<String> norms(List<Token> tokens) {
        return tokens.stream().map(Token::norm).toList();
    }

    /// Every word that has several meanings in each of them: a "collier" is a necklace or a collar, "perle" a pearl
    /// or a bead.
    private static Stream<Said> said(List<Token> tokens, String language) {
        List<Said> all = List.of(new Said(List.of(), ""));
        for (int i = 0; i < tokens.size(); ) {
            List<Entry> entries = entriesAt(tokens, i, language);
            int first = i;
            List<List<String>> meanings = entries.isEmpty()
                    ? List.of(List.of(tokens.get(i).norm()))
                    : entries.stream().map(entry -> entry.english).distinct().toList();
            all = all.stream()
                    .flatMap(said -> meanings.stream()
                            .map(english -> new Said(
                                    Stream.concat(said.words.stream(), english.stream())
                                            .toList(),
                                    first == 0 && !entries.isEmpty() ? english.getLast() : said.head)))
                    .limit(SAID_MAX)
                    .toList();
            i += entries.isEmpty() ? 1 : entries.getFirst().phrase.size();
        }
        return all.stream();
    }

    /// The single English words that a word of any of the languages means; of one that is a shade only behind a word
    /// that says so ("màu *ghi*"), that shade's.
    public static List<String> english(String word) {
        List<Token> alone = words(word);
        if (alone.size() != 1) {
            return List.of();
        }
        List<String> meant = LANGUAGES.stream()
                .flatMap(language -> english(alone, language))
                .distinct()
                .toList();
        return meant.isEmpty()
                ? SHADE_LEADS.entrySet().stream()
                        .flatMap(leads -> leads.getValue().stream()
                                .map(lead -> List.of(lead, alone.getFirst()))
                                .filter(shade -> entriesAt(shade, 0, leads.getKey()).stream()
                                        .anyMatch(entry -> entry.phrase.size() == 2))
                                .flatMap(shade -> english(shade, leads.getKey())))
                        .distinct()
                        .toList()
                : meant;
    }

    private static Stream<String> english(List<Token> phrase, String language) {
        return entriesAt(phrase, 0, language).stream()
                .filter(entry -> entry.english.size() == 1)
                .map(entry -> entry.english.getFirst());
    }

    private static final Map<String, List<Token>> SHADE_LEADS = LANGUAGES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    language -> language,
                    language -> LanguageFiles.section(language, "word_shade_before").stream()
                            .flatMap(lead -> Token.read(lead).stream())
                            .toList()));

    /// The parts of a name that have an English word, each by itself: "gold" of "plaqué or".
    List<List<String>> parts(String name) {
        List<Token> tokens = words(name);
        List<List<String>> parts = new ArrayList<>();
        for (String language : languages) {
            for (int i = 0; i < tokens.size(); i++) {
                entriesAt(tokens, i, language).forEach(entry -> parts.add(entry.english));
            }
        }
        return parts;
    }

    /// The longest phrases that stand here, all of one length.
    private static List<Entry> entriesAt(List<Token> tokens, int at, String language) {
        List<Entry> found = new ArrayList<>();
        for (Entry entry : ENTRIES.getOrDefault(language, Map.of())
                .getOrDefault(Names.stem(tokens.get(at).norm()), List.of())) {
            if (stands(entry.phrase, tokens, at)) {
                found.add(entry);
            }
        }
        int longest =
                found.stream().mapToInt(entry -> entry.phrase.size()).max().orElse(0);
        found.removeIf(entry -> entry.phrase.size() < longest);
        return found;
    }

    /// Who writes accents is taken at their word.
    private static boolean stands(List<Token> phrase, List<Token> tokens, int at) {
        for (int i = 0; i < phrase.size(); i++) {
            if (at + i >= tokens.size()) {
                return false;
            }
            Token said = tokens.get(at + i);
            Token meant = phrase.get(i);
            boolean same = Names.stem(said.norm()).equals(Names.stem(meant.norm()))
                    && (said.plain() || meant.plain() || stemmed(said).equals(stemmed(meant)));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static String stemmed(Token token) {
        return Names.stem(token.exact());
    }

    private static List<Token> words(String name) {
        return Token.read(name).stream()
                .filter(token -> token.kind() != Token.Kind.MARK)
                .toList();
    }

    private static Map<String, Map<String, List<Entry>>> read() {
        Map<String, Map<String, List<Entry>>> all = new HashMap<>();
        for (String language : LANGUAGES) {
            Map<String, List<Entry>> entries = all.computeIfAbsent(language, _ -> new HashMap<>());
            LanguageFiles.section(language, "means").forEach(written -> {
                int equals = written.indexOf(" = ");
                List<Token> phrase = words(written.substring(0, equals));
                List<String> english = words(written.substring(equals + 3)).stream()
                        .map(Token::norm)
                        .toList();
                if (!phrase.isEmpty() && phrase.size() <= PHRASE_MAX) {
                    entries.computeIfAbsent(Names.stem(phrase.getFirst().norm()), _ -> new ArrayList<>())
                            .add(new Entry(phrase, english));
                }
            });
        }
        return all;
    }
}
