package io.parley.conversation.dialogue;

import io.parley.events.OrderedLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Short words for the seller.
final class Summaries {
    private static final int QUOTE_MAX = 160;

    private Summaries() {}

    static String quote(String text) {
        String plain = text.replaceAll("\\s+", " ").strip();
        return '"'
                + (plain.codePointCount(0, plain.length()) > QUOTE_MAX
                        ? plain.substring(0, plain.offsetByCodePoints(0, QUOTE_MAX)) + "…"
                        : plain)
                + '"';
    }

    /// What was asked, what is in the order so far, and the language to answer in.
    static String whole(Turn turn, String asked) {
        String order = order(turn);
        String place = turn.lines.isEmpty() || turn.place == null ? "" : ", to " + turn.place;
        String so = turn.changesOrder() ? ". Change so far, not asked for: " : ". Order so far, not placed: ";
        return asked + (order.isEmpty() ? "" : so + order + place) + ". Writes in "
                + Locale.forLanguageTag(turn.language).getDisplayLanguage(Locale.ENGLISH) + ".";
    }

    static String lines(List<OrderedLine> lines) {
        return lines.stream()
                .map(line -> line.quantity() + " × " + line.fullTitle())
                .collect(Collectors.joining(", "));
    }

    static String order(Turn turn) {
        StringBuilder summary = new StringBuilder();
        for (Act.Shown line : turn.shown()) {
            summary.append(summary.isEmpty() ? "" : ", ")
                    .append(line.quantity())
                    .append(" × ")
                    .append(line.title());
        }
        return summary.toString();
    }
}
