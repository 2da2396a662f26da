package io.parley.conversation.understanding;

import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "Remove *the flat* from the address", "bỏ chữ quận 1 trong địa chỉ": words are taken off where it goes, and nothing
/// that is ordered. It is taken out of the message, so that no number in it counts and nothing of it is refused.
///
/// @param start where the words of the message begin that say it
/// @param end where they end
/// @param words what is taken off, as the shopper wrote it; nothing where it is only called "the postcode"
record OffAddress(int start, int end, String words) {
    private static final String TAKES_OFF = "remove_from_cart";

    static Optional<OffAddress> in(Reading reading, Surroundings at) {
        return at.place() == null
                ? Optional.empty()
                : Stream.of("from_address", "to_address")
                        .flatMap(reading::marks)
                        .flatMap(address -> of(reading, address).stream())
                        .findFirst();
    }

    private static Optional<OffAddress> of(Reading reading, Hit address) {
        int clause = reading.clauseStart(address.start());
        int end = reading.clauseEnd(address.start());
        // "remove the number 42 sneakers"
        boolean ofGoods = IntStream.range(clause, end).anyMatch(reading::inThing);
        return reading.changing(TAKES_OFF)
                .filter(off -> !ofGoods && reading.clauseStart(off.start()) == clause)
                .findFirst()
                .map(off -> verbEnd(off) < address.start()
                        ? new OffAddress(off.start(), address.end(), reading.words(verbEnd(off), address.start()))
                        : behind(reading, off, address, end));
    }

    /// "Remove from the address: *flat 2*", "trong địa chỉ bỏ *quận 1*"; "remove the postcode" says not which it is.
    private static OffAddress behind(Reading reading, Hit off, Hit address, int end) {
        int from = Math.max(verbEnd(off), address.end());
        return new OffAddress(Math.min(off.start(), address.start()), end, from < end ? reading.words(from, end) : "");
    }

    /// "Take … off" is said around what is taken off.
    private static int verbEnd(Hit off) {
        return off.gapped() ? off.start() + 1 : off.end();
    }

    /// The message without it.
    String rest(Reading reading) {
        String before = reading.text.substring(0, reading.tokens.get(start).start());
        return end < reading.tokens.size()
                ? before + reading.text.substring(reading.tokens.get(end).start())
                : before;
    }
}
