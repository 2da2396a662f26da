package io.parley.conversation.dialogue;

import io.parley.conversation.shop.OwnAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The seller's own answers: found by any of their wordings, with slips of the pen, before anything generic.
final class Asked {
    /// How much of a wording must be said, and how much of what is said must be the wording.
    private static final double SAID_MIN = 0.75;

    private static final double MEANT_MIN = 0.55;
    private static final int LITTLE = 3;
    private static final double LITTLE_WEIGHT = 0.3;
    private static final double BESIDE_WEIGHT = 0.1;

    private Asked() {}

    /// @param whole the whole message asks it, so that nothing else is left to answer
    record Found(OwnAnswer answer, boolean whole) {}

    static @Nullable Found find(String text, List<OwnAnswer> answers, String language) {
        if (answers.isEmpty() || text.isBlank() || text.length() > 600) {
            return null;
        }
        OwnAnswer whole = best(text, answers, language);
        if (whole != null) {
            return new Found(whole, true);
        }
        for (String part : text.split("[.?!;,\\n]+")) {
            OwnAnswer found = part.strip().length() < 4 ? null : best(part, answers, language);
            if (found != null) {
                return new Found(found, false);
            }
        }
        return null;
    }

    private static @Nullable OwnAnswer best(String text, List<OwnAnswer> answers, String language) {
        List<String> said = words(text);
        OwnAnswer best = null;
        double most = 0;
        for (OwnAnswer answer : answers) {
            for (String question : answer.questions()) {
                double fits = fit(words(question), said);
                boolean own = language.equals(answer.language());
                double score = fits == 0 ? 0 : fits + (own ? 0.2 : answer.language() == null ? 0.1 : 0);
                if (score > most) {
                    most = score;
                    best = answer;
                }
            }
        }
        return best;
    }

    /// @return 0 when it is not that question
    private static double fit(List<String> question, List<String> said) {
        if (question.isEmpty() || said.isEmpty()) {
            return 0;
        }
        Set<Integer> matched = new HashSet<>();
        double known = 0;
        double all = 0;
        for (String word : question) {
            all += weight(word);
            for (int i = 0; i < said.size(); i++) {
                if (!matched.contains(i) && same(word, said.get(i))) {
                    matched.add(i);
                    known += weight(word);
                    break;
                }
            }
        }
        double meant = 0;
        double spoken = 0;
        for (int i = 0; i < said.size(); i++) {
            double weight = weight(said.get(i));
            boolean asked = matched.contains(i);
            spoken += asked ? weight : beside(said.get(i), weight);
            meant += asked ? weight : 0;
        }
        boolean fits = known / all >= SAID_MIN && meant / spoken >= MEANT_MIN;
        return fits ? known / all + meant / spoken : 0;
    }

    /// Little words, courtesies and what only asks weigh next to nothing beside the wording.
    private static double beside(String word, double weight) {
        return word.length() <= LITTLE || Signs.tellsNothing(word) || Signs.asking(word) ? BESIDE_WEIGHT : weight;
    }

    private static double weight(String word) {
        return word.length() <= LITTLE ? LITTLE_WEIGHT : 1;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : Signs.plain(text).split(" ")) {
            boolean plural = word.length() > 4 && word.endsWith("s") && !word.endsWith("ss");
            String stem = plural ? word.substring(0, word.length() - 1) : word;
            if (!stem.isEmpty()) {
                words.add(stem);
            }
        }
        return words;
    }

    /// The same word, or one slip apart in a longer one.
    private static boolean same(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        int longer = Math.max(a.length(), b.length());
        if (Math.min(a.length(), b.length()) < 4 || Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        return slips(a, b) <= (longer >= 8 ? 2 : 1);
    }

    /// Letters added, left out, changed or swapped with their neighbour.
    private static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
