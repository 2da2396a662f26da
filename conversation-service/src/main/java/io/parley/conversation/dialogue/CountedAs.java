package io.parley.conversation.dialogue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// "3 bottles in 540, and a tart", and then "2 bottles are enough": whose a count is, is told by the word the shopper
/// counted it with in the message before.
final class CountedAs {
    private CountedAs() {}

    /// The line that was counted with the word of this message's count; -1 when there is none, or several.
    static int line(Turn turn) {
        Integer count = turn.heard.loose().quantity();
        String before = turn.before.lastWords();
        if (count == null || before == null || turn.lines.size() < 2) {
            return -1;
        }
        Matcher now = Pattern.compile("(?<!\\S)" + count + " (\\p{L}{3,})").matcher(Signs.plain(turn.heard.text()));
        if (!now.find()) {
            return -1;
        }
        String unit = now.group(1).replaceFirst("s$", "");
        List<Integer> counted = Pattern.compile("(?<!\\S)(\\d{1,3}) " + Pattern.quote(unit) + "s?(?!\\S)")
                .matcher(Signs.plain(before))
                .results()
                .map(said -> Integer.valueOf(said.group(1)))
                .toList();
        List<Integer> lines = IntStream.range(0, turn.lines.size())
                .filter(i -> counted.size() == 1
                        && counted.getFirst().equals(turn.lines.get(i).quantity()))
                .boxed()
                .toList();
        return lines.size() == 1 ? lines.getFirst() : -1;
    }
}
