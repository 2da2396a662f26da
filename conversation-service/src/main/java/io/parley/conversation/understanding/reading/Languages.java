package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Towns;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Which languages a message is in, from the words only one of them has. Shoppers mix; so several may be in play.
public final class Languages {
    private final Lexicon lexicon;
    private final Towns towns;

    /// @param language the one to answer in
    /// @param inPlay whose phrases count
    /// @param confidence 0 to 1; low for "ok" or a lone number
    public record Guess(String language, Set<String> inPlay, double confidence) {
        public Guess as(String other) {
            return language.equals(other) ? this : new Guess(other, inPlay, 0);
        }
    }

    private static final int SHORT_WORD = 3;

    /// Letters that only Vietnamese has.
    private static final Pattern VIETNAMESE = Pattern.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]");

    private static final double MARKED = 0.8;
    public static final String PIDGIN = "pcm";

    public Languages(Lexicon lexicon, Towns towns) {
        this.lexicon = lexicon;
        this.towns = towns;
    }

    private int townEnd(List<Token> tokens, int start) {
        return IntStream.rangeClosed(start + 1, Math.min(tokens.size(), start + TOWN_WORDS_MAX))
                .filter(end -> towns.contain(tokens, start, end))
                .max()
                .orElse(start);
    }

    private static final int TOWN_WORDS_MAX = 3;

    public Guess guess(List<Token> tokens, Surroundings at) {
        Map<String, Double> evidence = new HashMap<>();
        Map<String, Integer> known = new HashMap<>();
        Set<String> inPlay = new LinkedHashSet<>(List.of("en", "pcm", at.language()));
        int words = 0;
        int onlyEnglish = 0;
        boolean pidgin = false;
        int onlyPidgin = 0;
        int townEnd = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            townEnd = Math.max(townEnd, townEnd(tokens, i));
            if (!token.word() || at.catalogue().knows(token.norm())) {
                continue;
            }
            words++;
            Lexicon.LANGUAGES.stream()
                    .filter(l -> lexicon.knows(token.norm(), l))
                    .forEach(l -> known.merge(l, 1, Integer::sum));
            List<String> having = Lexicon.LANGUAGES.stream()
                    .filter(l -> lexicon.knows(token.norm(), l))
                    .toList();
            if (i < townEnd && having.size() == 1 && !having.contains(at.language()) && !lexicon.everyday(token)) {
                // "to Kampala" is in no other language than before
                continue;
            }
            if (having.equals(List.of("pcm"))) {
                // "press" is written of a bell in English, too
                pidgin |= onlyPidgin > 0 || lexicon.onlyEverydayIn(token.norm(), PIDGIN);
                onlyPidgin++;
            }
            onlyEnglish += having.equals(List.of("en")) ? 1 : 0;
            boolean english = having.equals(List.of("en", "pcm"));
            // "một cái": nobody else writes so
            boolean marked = having.size() > 1
                    && having.contains("vi")
                    && VIETNAMESE.matcher(token.exact()).find();
            for (String language : marked ? List.of("vi") : having) {
                double weight = marked
                        ? MARKED
                        : token.norm().length() == 1 ? 0.2 : having.size() == 1 ? 1.0 : english ? 0.6 : 0.3;
                evidence.merge(language, weight, Double::sum);
                if (having.size() == 1 && token.norm().length() >= 5) {
                    inPlay.add(language);
                }
            }
        }
        List<String> said = tokens.stream().filter(Token::word).map(Token::norm).toList();
        pidgin |= lexicon.tells(said, PIDGIN);
        // "le plus grand", of which each word is another language's too
        Lexicon.LANGUAGES.stream()
                .filter(language -> lexicon.tells(said, language))
                .forEach(language -> evidence.merge(language, 1.0, Double::sum));
        for (Map.Entry<String, Double> entry : evidence.entrySet()) {
            if (entry.getValue() >= 2 || entry.getValue() >= 0.4 * words) {
                inPlay.add(entry.getKey());
            }
        }
        if (words == 1) {
            // "toa hydra cream": an everyday word of Swahili, though Vietnamese has one that is written so
            Lexicon.LANGUAGES.stream()
                    .filter(l -> tokens.stream()
                            .anyMatch(token -> token.norm().length() >= SHORT_WORD
                                    && !at.catalogue().knows(token.norm())
                                    && lexicon.onlyEverydayIn(token.norm(), l)))
                    .forEach(inPlay::add);
        }
        String best = at.language();
        double most = evidence.getOrDefault(best, 0.0);
        double first = most;
        for (String language : Lexicon.LANGUAGES) {
            double score = evidence.getOrDefault(language, 0.0)
                    + (pidgin && language.equals("pcm") ? evidence.getOrDefault("en", 0.0) : 0);
            // one foreign word among words of the language spoken so far switches nothing
            boolean alone = !language.equals("pcm")
                    && known.getOrDefault(language, 0) == 1
                    && known.getOrDefault(at.language(), 0) > 1;
            // half of Pidgin is English: who wrote it before has not left it for a few words
            boolean stays = language.equals("en") && at.language().equals("pcm") && 2 * onlyEnglish <= words;
            if (score > most + 0.4 && !alone && !stays && (pidgin || !language.equals("pcm"))) {
                best = language;
                most = score;
            }
        }
        inPlay.add(best);
        double sure = words == 0 ? 0 : Math.min(1, (best.equals(at.language()) ? first : most) / Math.max(1, words));
        return new Guess(best, inPlay, sure);
    }
}
