package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// "Small and medium, *2 2*": counts side by side, behind as many that are named.
final class CountsInRow {
    private CountsInRow() {}

    /// The last counts of the message that stand side by side; none where there are not several.
    static List<Number> in(Reading reading, List<Number> numbers) {
        List<Number> row = new ArrayList<>();
        for (Number number : numbers) {
            if (row.isEmpty() || !beside(reading, row.getLast(), number)) {
                row.clear();
            }
            if (number.kind() == Kind.BARE && number.whole() > 0 && number.whole() < Heard.Loose.SIZE_LEAST) {
                row.add(number);
            }
        }
        return row.size() > 1 && closes(reading, row.getLast().end()) ? row : List.of();
    }

    private static boolean beside(Reading reading, Number before, Number number) {
        return number.start() == before.end()
                || number.start() == before.end() + 1 && reading.is(before.end(), Word.AND);
    }

    private static boolean closes(Reading reading, int end) {
        return reading.closes(end)
                || Stream.of("place_before", "place_weak").anyMatch(mark -> reading.marked(mark, end));
    }

    /// Gives each of those that are named its count, in their order.
    ///
    /// @return whether there were as many, and none was counted otherwise
    static boolean deal(List<Number> row, List<Building> named) {
        boolean fits = row.size() == named.size()
                && named.stream().allMatch(item -> item.quantity == null && !item.negated && !item.variants.isEmpty());
        for (int i = 0; fits && i < row.size(); i++) {
            named.get(i).quantity = row.get(i).whole();
        }
        return fits;
    }
}
