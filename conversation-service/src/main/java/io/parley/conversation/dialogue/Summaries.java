package io.parley.conversation.dialogue;

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
