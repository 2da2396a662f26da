package io.parley.conversation.understanding.words;

import java.util.List;

/// How far two words are apart: letters added, left out, changed or swapped with their neighbour.
public final class Typos {
    private Typos() {}

    /// How many slips a word of this length is forgiven.
    public static int forgiven(int length) {
        return length < 4 ? 0 : length < 8 ? 1 : 2;
    }

    /// "Vent" is no slip for "vest": a short word with another letter, that neither lies beside the right one nor
    /// sounds
    /// like it, is another word.
    static boolean another(String a, String b) {
        if (a.length() > SHORT || a.length() != b.length()) {
            return false;
        }
        int at = 0;
        while (at < a.length() && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at < a.length()
                && a.substring(at + 1).equals(b.substring(at + 1))
                && !confused(a.charAt(at), b.charAt(at));
    }

    private static final int SHORT = 4;

    private static final List<String> KEYS = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
    private static final List<String> SOUNDS = List.of("aeiouy", "ckq", "sz", "lr", "vwf", "bp", "dt", "gj", "mn");

    private static boolean confused(char a, char b) {
        return KEYS.stream()
                        .anyMatch(row -> row.indexOf(a) >= 0
                                && row.indexOf(b) >= 0
                                && Math.abs(row.indexOf(a) - row.indexOf(b)) == 1)
                || SOUNDS.stream().anyMatch(alike -> alike.indexOf(a) >= 0 && alike.indexOf(b) >= 0);
    }

    /// Whether the words are at most `max` slips apart.
    static boolean within(String a, String b, int max) {
        if (Math.abs(a.length() - b.length()) > max) {
            return false;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(Math.min(row[j - 1] + 1, last[j] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                row[j] = cost;
                best = Math.min(best, cost);
            }
            if (best > max) {
                return false;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()] <= max;
    }
}
