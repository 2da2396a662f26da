package io.parley.conversation.understanding.words;

import io.parley.conversation.understanding.meaning.Intent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
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
public final class Likeness {
    /// Stands for what the shop sells.
    public static final String GOODS = "_";

    /// Stands for any number.
    public static final String NUMBER = "#";
    private static final double SMOOTH = 0.3;

    /// A whole sentence tells more than a phrase.
    private static final float SENTENCE = 2;

    /// Longer words are known by how they begin and end, too: "mlinitumia", "walinitumia".
    private static final int WORD_MAX = 5;

    private static final int PART = 4;

    /// More than any message scores.
    private static final double SURELY = 1_000;

    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<Intent, Double> size = new EnumMap<>(Intent.class);
    private final Map<String, Intent> sentences = new HashMap<>();
    private final Predicate<String> everyday;
    private double everything;

    /// @param everyday words that say nothing beside what is sold
    Likeness(Predicate<String> everyday) {
        this.everyday = everyday;
    }

    /// @param score how much speaks for it
    /// @param ahead how much more than for the next
    /// @param same it is one of the sentences themselves
    public record Guess(Intent intent, double score, double ahead, boolean same) {}

    /// In what a word, a part of one, or two of them were seen: mostly in one intent or two.
    private static final class Seen {
        private Intent[] in = new Intent[0];
        private float[] weights = new float[0];
        private double all;

        void add(Intent intent, float weight) {
            int at = Arrays.asList(in).indexOf(intent);
            if (at < 0) {
                at = in.length;
                in = Arrays.copyOf(in, at + 1);
                weights = Arrays.copyOf(weights, at + 1);
                in[at] = intent;
            }
            weights[at] += weight;
            all += weight;
        }

        double in(Intent intent) {
            for (int i = 0; i < in.length; i++) {
                if (in[i] == intent) {
                    return weights[i];
                }
            }
            return 0;
        }
    }

    void learn(Intent intent, List<String> words, boolean sentence) {
        float weight = sentence ? SENTENCE : 1;
        if (sentence && !words.isEmpty()) {
            sentences.merge(joined(words), intent, (one, other) -> one == other ? one : Intent.UNKNOWN);
        }
        for (String feature : features(words)) {
            seen.computeIfAbsent(feature, _ -> new Seen()).add(intent, weight);
            size.merge(intent, (double) weight, Double::sum);
            everything += weight;
        }
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
                if (word.length() > WORD_MAX) {
                    features.add("^" + word.substring(0, PART));
                    features.add("$" + word.substring(word.length() - PART));
                }
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
    public Guess guess(List<String> words) {
        Intent same = sentences.getOrDefault(joined(words), Intent.UNKNOWN);
        if (same != Intent.UNKNOWN) {
            return new Guess(same, SURELY, SURELY, true);
        }
        Map<Intent, Double> scores = new EnumMap<>(Intent.class);
        double vocabulary = seen.size();
        for (String feature : features(words)) {
            Seen of = seen.get(feature);
            if (of == null) {
                continue;
            }
            double overall = Math.log((of.all + SMOOTH) / (everything + SMOOTH * vocabulary));
            for (Map.Entry<Intent, Double> intent : size.entrySet()) {
                double share = Math.log(
                        (of.in(intent.getKey()) + SMOOTH * of.all * intent.getValue() / everything + SMOOTH * 0.2)
                                / (intent.getValue() + SMOOTH * vocabulary * 0.2));
                scores.merge(intent.getKey(), Math.max(-1.5, share - overall), Double::sum);
            }
        }
        if (scores.isEmpty()) {
            return null;
        }
        List<Map.Entry<Intent, Double>> best = new ArrayList<>(scores.entrySet());
        best.sort(Map.Entry.<Intent, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        double first = best.getFirst().getValue();
        return new Guess(
                best.getFirst().getKey(),
                first,
                best.size() < 2 ? first : first - best.get(1).getValue(),
                false);
    }
}
