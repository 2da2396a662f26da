package io.parley.conversation.understanding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a message that matches no phrase is most like: the words it shares with what shoppers are known to say
/// (`language/examples/<code>.txt`, and the phrases themselves), each weighed by how much it tells. A guess, made only
/// when it is a clear one. Immutable, deterministic, a look-up per word.
final class Likeness {
    /// Stands for what the shop sells.
    static final String GOODS = "_";

    private static final String NUMBER = "#";
    private static final double SMOOTH = 0.3;

    /// A whole sentence tells more than a phrase.
    private static final double SENTENCE = 2;

    private final Map<String, Map<Intent, Double>> seen = new HashMap<>();
    private final Map<Intent, Double> size = new EnumMap<>(Intent.class);
    private final Map<String, Set<Intent>> sentences = new HashMap<>();
    private final Map<String, Double> total = new HashMap<>();
    private final Predicate<String> everyday;
    private double everything;

    /// @param everyday words that say nothing beside what is sold
    Likeness(Predicate<String> everyday) {
        this.everyday = everyday;
    }

    /// @param score how much speaks for it
    /// @param ahead how much more than for the next
    /// @param same it is one of the sentences themselves
    record Guess(Intent intent, double score, double ahead, boolean same) {}

    void learn(Intent intent, List<String> words, boolean sentence) {
        double weight = sentence ? SENTENCE : 1;
        if (sentence) {
            sentences
                    .computeIfAbsent(joined(words), _ -> EnumSet.noneOf(Intent.class))
                    .add(intent);
        }
        for (String feature : features(words)) {
            seen.computeIfAbsent(feature, _ -> new EnumMap<>(Intent.class)).merge(intent, weight, Double::sum);
            total.merge(feature, weight, Double::sum);
            size.merge(intent, weight, Double::sum);
            everything += weight;
        }
    }

    /// The words of a message as they are compared: what is sold, and numbers, all alike.
    static List<String> words(Reading reading) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < reading.tokens.size(); i++) {
            int at = i;
            Token token = reading.tokens.get(i);
            boolean goods = reading.products.stream().anyMatch(p -> p.start() <= at && at < p.end())
                    || reading.variants.stream().anyMatch(v -> v.start() <= at && at < v.end());
            if (goods) {
                if (words.isEmpty() || !words.getLast().equals(GOODS)) {
                    words.add(GOODS);
                }
            } else if (token.kind() == Token.Kind.NUMBER) {
                words.add(NUMBER);
            } else if (token.word()) {
                words.add(token.norm());
            }
        }
        return words;
    }

    /// "_ and" and "# _" stand in every sentence.
    private boolean tells(String word, String next) {
        boolean placeholder = word.equals(GOODS) || next.equals(GOODS) || word.equals(NUMBER) || next.equals(NUMBER);
        String other = word.equals(GOODS) || word.equals(NUMBER) ? next : word;
        return !placeholder || !other.equals(GOODS) && !other.equals(NUMBER) && !everyday.test(other);
    }

    private Set<String> features(List<String> words) {
        Set<String> features = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = Names.stem(words.get(i));
            if (!word.equals(GOODS) && !word.equals(NUMBER)) {
                features.add(word);
            }
            if (i + 1 < words.size() && tells(words.get(i), words.get(i + 1))) {
                features.add(word + " " + Names.stem(words.get(i + 1)));
            }
        }
        return features;
    }

    private static String joined(List<String> words) {
        return String.join(" ", words.stream().map(Names::stem).toList());
    }

    /// The likest, whatever it is worth; null when no word of it was ever seen.
    @Nullable
    Guess guess(List<String> words) {
        Set<Intent> same = sentences.getOrDefault(joined(words), Set.of());
        if (same.size() == 1) {
            return new Guess(same.iterator().next(), Double.MAX_VALUE, Double.MAX_VALUE, true);
        }
        Map<Intent, Double> scores = new EnumMap<>(Intent.class);
        double vocabulary = seen.size();
        for (String feature : features(words)) {
            Map<Intent, Double> of = seen.get(feature);
            Double all = total.get(feature);
            if (of == null || all == null) {
                continue;
            }
            double overall = Math.log((all + SMOOTH) / (everything + SMOOTH * vocabulary));
            for (Map.Entry<Intent, Double> intent : size.entrySet()) {
                double here = of.getOrDefault(intent.getKey(), 0.0);
                double share = Math.log((here + SMOOTH * all * intent.getValue() / everything + SMOOTH * 0.2)
                        / (intent.getValue() + SMOOTH * vocabulary * 0.2));
                scores.merge(intent.getKey(), Math.max(-1.5, share - overall), Double::sum);
            }
        }
        if (scores.isEmpty()) {
            return null;
        }
        List<Map.Entry<Intent, Double>> best = new ArrayList<>(scores.entrySet());
        best.sort(Map.Entry.<Intent, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        return new Guess(
                best.getFirst().getKey(),
                best.getFirst().getValue(),
                best.size() < 2
                        ? best.getFirst().getValue()
                        : best.getFirst().getValue() - best.get(1).getValue(),
                false);
    }
}
