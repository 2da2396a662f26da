package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Words for the ear: no list, no picture, two sentences at most. The question that is asked is always among them, and
/// so is, the first time, that no person speaks.
final class Speech {
    private static final int SENTENCES_MAX = 2;
    private static final Pattern SEEN =
            Pattern.compile("[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{2764}\\x{FE0F}•→×]+|\\([^()]*/[^()]*\\)");
    private static final Pattern ENDS = Pattern.compile("(?<=[.!?…])\\s+");

    /// One sentence and how well it can be missed: what has the greatest number goes first.
    private record Part(String words, int spare) {}

    String of(List<Act> acts, Wording aloud) {
        List<Part> parts = new ArrayList<>();
        for (Act act : acts) {
            Sentence sentence = aloud.sentence(act);
            if (sentence != null) {
                List<String> sentences = sentences(plain(aloud.words(sentence)));
                for (int i = 0; i < sentences.size(); i++) {
                    // of a handing over it matters most what happens now
                    boolean first = act instanceof Act.HandOver ? i == sentences.size() - 1 : i == 0;
                    parts.add(new Part(sentences.get(i), spare(act) * 10 + (first ? 0 : 1)));
                }
            }
        }
        boolean asks = !parts.isEmpty() && parts.getLast().words().endsWith("?");
        if (asks) {
            parts.set(parts.size() - 1, new Part(parts.getLast().words(), asksToOrder(acts) ? 25 : 0));
        }
        while (parts.size() > SENTENCES_MAX) {
            int least = 0;
            for (int i = 0; i < parts.size(); i++) {
                least = parts.get(i).spare() >= parts.get(least).spare() ? i : least;
            }
            parts.remove(least);
        }
        return String.join(" ", parts.stream().map(Part::words).toList());
    }

    private static boolean asksToOrder(List<Act> acts) {
        return acts.getLast() instanceof Act.OfferToOrder;
    }

    private static int spare(Act act) {
        return switch (act) {
            case Act.Introduce _, Act.SayAutomated _ -> 0;
            case Act.Greet _, Act.Welcome _, Act.Farewell _, Act.NoHurry _, Act.SmallTalk _, Act.WelcomeBack _ -> 3;
            case Act.OfferToOrder _ -> 2;
            default -> 1;
        };
    }

    /// Without what can only be seen.
    String plain(String text) {
        return SEEN.matcher(text)
                .replaceAll("")
                .replaceAll("(?<=[\\p{L}\\p{N}])\\s*\\n+\\s*", ". ")
                .replaceAll("\\s+", " ")
                .replaceAll(" (?=[.,!?;:])", "")
                .strip();
    }

    private static List<String> sentences(String text) {
        return text.isBlank() ? List.of() : List.of(ENDS.split(text));
    }
}
