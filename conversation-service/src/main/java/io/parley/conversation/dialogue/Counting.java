package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How many: 1 to 100 of a thing.
final class Counting {
    private Counting() {}

    /// Takes the count down, or says why not; then it is asked again. Taking back to 0 what was already counted
    /// removes it.
    static void set(Turn turn, int at, int count) {
        Line line = turn.lines.get(at);
        if (count == 0 && line.quantity() != null) {
            String title = turn.title(line);
            turn.lines.remove(at);
            turn.changed = true;
            turn.say(new Act.Removed(java.util.List.of(title)));
        } else if (count < 1) {
            turn.say(new Act.NotACount(Turn.PIECES_MAX));
        } else if (count > Turn.PIECES_MAX) {
            turn.say(new Act.TooMany(Turn.PIECES_MAX));
        } else {
            turn.set(at, line.times(count));
        }
    }

    /// The variant of the line's product that "50" may mean when "50ml" is one of several, "42" when there is a 42.
    static @Nullable UUID variantSized(Turn turn, Line line, @Nullable Integer number) {
        Product product = turn.product(line.product()).orElse(null);
        if (product == null || number == null || product.sellable().size() < 2) {
            return null;
        }
        return product.sellable().stream()
                .filter(variant -> variant.name().matches("(?i)" + number + "(\\s*\\p{L}{1,6})?"))
                .map(io.parley.conversation.shop.Variant::id)
                .findFirst()
                .orElse(null);
    }
}
