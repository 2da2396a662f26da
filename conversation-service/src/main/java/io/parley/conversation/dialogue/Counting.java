package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Extent;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How many: 1 to 100 of a thing.
final class Counting {
    private Counting() {}

    /// Takes the count down, or says why not; then it is asked again. Taking back to 0 what was already counted
    /// removes it.
    static void set(Turn turn, int at, int count) {
        Line line = turn.lines.get(at);
        if (ByPack.settles(turn, at, count)) {
            return;
        }
        if (count == 0 && line.quantity() != null) {
            String title = turn.title(line);
            turn.lines.remove(at);
            turn.changed = true;
            turn.say(new Act.Removed(java.util.List.of(title)));
        } else if (count < 1 || parts(turn, line)) {
            turn.say(new Act.NotACount(Turn.PIECES_MAX));
        } else if (count > Turn.PIECES_MAX) {
            turn.say(new Act.TooMany(Turn.PIECES_MAX));
        } else {
            turn.set(at, line.times(count));
        }
    }

    /// "Half a yard", "une demi baguette", of what is not sold in halves.
    private static boolean parts(Turn turn, Line line) {
        return Signs.fraction(turn.heard.text())
                && turn.product(line.product()).stream()
                        .flatMap(product -> Stream.concat(
                                Stream.of(product.name()),
                                product.sellable().stream().map(Variant::name)))
                        .noneMatch(Signs::halves);
    }

    /// "One less", "half of that"; null when nothing of the kind was said.
    static @Nullable Integer lessened(Turn turn, Line line, @Nullable Integer count) {
        Integer pieces = line.quantity();
        boolean half = turn.heard.change().is(Extent.HALF) && pieces != null && pieces % 2 == 0;
        if (pieces == null || turn.heard.manner().question()) {
            return null;
        }
        int fewer = count == null ? 1 : count;
        return half
                ? Integer.valueOf(pieces / 2)
                : turn.heard.change().is(Extent.FEWER) && fewer < pieces ? Integer.valueOf(pieces - fewer) : null;
    }

    /// As many as are left; it is said where no summary shows it yet.
    static void lessen(Turn turn, int at, int pieces) {
        set(turn, at, pieces);
    }

    /// "Two fewer", of one: how many there shall be is asked.
    static boolean tooManyFewer(Turn turn, Line line, @Nullable Integer count) {
        return turn.heard.change().is(Extent.FEWER)
                && count != null
                && line.quantity() != null
                && count >= line.pieces()
                && !turn.heard.manner().question();
    }

    /// "Yes" to "how many?", or anything else said where it would be asked a third time: one is meant, and the
    /// summary shows it before it is ordered.
    static boolean takesOne(Turn turn, UUID variant) {
        Question held = turn.held;
        boolean asked = held != null && held.kind() == Question.Kind.QUANTITY && variant.equals(held.variant());
        boolean known = turn.acts.stream()
                .noneMatch(act ->
                        act instanceof Act.NotACount || act instanceof Act.TooMany || act instanceof Act.NotUnderstood);
        boolean answered = !turn.changed && turn.acts.stream().anyMatch(act -> !(act instanceof Act.Identify));
        return asked
                && held != null
                && known
                && !turn.unasked
                && !turn.heard.no()
                && (agrees(turn, variant) || held.times() >= Next.ASKED_MAX && !answered);
    }

    private static boolean agrees(Turn turn, UUID variant) {
        Heard heard = turn.heard;
        return heard.yes()
                && !heard.manner().but()
                && !heard.manner().question()
                && !heard.manner().each()
                && heard.loose().count() == null
                && heard.items().stream().allMatch(item -> item.variants().contains(variant))
                && heard.loose().variants().stream().allMatch(variant::equals);
    }

    /// So many times what was wanted nobody wants all at once.
    private static final int UNLIKELY = 20;

    /// What a number said of a line is.
    enum Sense {
        COUNT,
        SIZE,
        /// it may be either, and is asked
        EITHER
    }

    /// Takes a number down as what it is of the line: how many, which size, or a question which of the two.
    ///
    /// @param pieces the message says that it counts
    /// @param named the thing was named beside it: "make the tapes 3"
    /// @param more it comes to what is there
    static void give(Turn turn, int at, int number, boolean pieces, boolean named, boolean more) {
        Line line = turn.lines.get(at);
        UUID sized = pieces ? null : variantSized(turn, line, number);
        switch (sense(turn, line, number, sized, named)) {
            case SIZE -> turn.set(at, line.in(sized));
            case EITHER -> {
                // "yes, 40, that one": the size it has; "yes, 1": as many as there are
                boolean has = Objects.requireNonNull(sized).equals(line.variant()) && turn.heard.yes()
                        || Integer.valueOf(number).equals(line.quantity());
                if (!has) {
                    askPiecesOrSize(turn, number, line.product(), sized);
                }
            }
            case COUNT -> set(turn, at, more && line.quantity() != null ? line.pieces() + number : number);
        }
    }

    private static Sense sense(Turn turn, Line line, int number, @Nullable UUID sized, boolean named) {
        if (sized == null) {
            return Sense.COUNT;
        }
        if (line.variant() == null) {
            return named ? Sense.COUNT : Sense.SIZE;
        }
        if (number < Heard.Loose.SIZE_LEAST && (named || turn.heard.wants(Intent.UPDATE_CART))) {
            return Sense.COUNT;
        }
        boolean changes = turn.heard.manner().correction() && !turn.adds();
        boolean only = turn.lines.stream()
                        .filter(other -> other.products().equals(line.products()))
                        .count()
                == 1;
        boolean called = turn.offer
                .catalogue()
                .variant(sized)
                .filter(variant -> variant.name().equals(Integer.toString(number)))
                .isPresent();
        // "change the trousers to 34", "sorry, 42 I mean", where sizes are called so; "no, 64 is enough", of one 128GB
        boolean size = called || number >= UNLIKELY * line.pieces() && !sized.equals(line.variant());
        return line.quantity() != null && changes && size && only && number >= Heard.Loose.SIZE_LEAST
                ? Sense.SIZE
                : Sense.EITHER;
    }

    /// "50 pieces, or the 50 ml?"
    private static void askPiecesOrSize(Turn turn, int number, @Nullable UUID product, UUID sized) {
        String name = turn.offer.catalogue().variant(sized).map(Variant::name).orElse("");
        turn.say(new Act.AskPiecesOrSize(number, name, sized));
        turn.ask(Question.Kind.PIECES_OR_SIZE, product, sized, number, java.util.List.of());
    }

    /// The variant of the line's product that "50" may mean when "50ml" is one of several, "42" when there is a 42.
    static @Nullable UUID variantSized(Turn turn, Line line, @Nullable Integer number) {
        Product product = turn.product(line.product()).orElse(null);
        if (product == null || number == null || product.sellable().size() < 2) {
            return null;
        }
        return product.sellable().stream()
                .filter(variant -> variant.name().matches("(?i)" + number + "(\\s*\\p{L}{1,6})?"))
                .map(Variant::id)
                .findFirst()
                .orElse(null);
    }
}
