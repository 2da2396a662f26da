package io.parley.conversation.understanding.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A phrase of a language file: `do you ... have = value ~0.7`.
///
/// @param value what the file says after `=`, empty when nothing
/// @param weight how sure a sign it is, 0 to 1
/// @param words without accents, [#GAP] where others may stand between
/// @param exact the same with their accents, without gaps
record Written(String value, double weight, List<String> words, List<String> exact) {
    static final String GAP = "...";

    private static final double USUAL_WEIGHT = 0.9;

    /// @throws NumberFormatException when its weight is none
    static Written of(String text) {
        String phrase = text;
        String value = "";
        double weight = USUAL_WEIGHT;
        int tilde = phrase.lastIndexOf(" ~");
        if (tilde > 0) {
            weight = Double.parseDouble(phrase.substring(tilde + 2).strip());
            phrase = phrase.substring(0, tilde).strip();
        }
        int equals = phrase.indexOf(" = ");
        if (equals > 0) {
            value = phrase.substring(equals + 3).strip();
            phrase = phrase.substring(0, equals).strip();
        }
        List<String> words = new ArrayList<>();
        List<String> exact = new ArrayList<>();
        for (String part : phrase.split(" \\.\\.\\. ")) {
            if (!words.isEmpty()) {
                words.add(GAP);
            }
            Token.read(part).forEach(token -> {
                words.add(token.norm());
                exact.add(token.exact());
            });
        }
        return new Written(value, weight, words, exact);
    }

    boolean gapped() {
        return words.size() > exact.size();
    }

    /// Its words, without the gaps.
    Stream<String> spoken() {
        return words.stream().filter(word -> !word.equals(GAP));
    }
}
