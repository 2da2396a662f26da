package io.parley.conversation.understanding;

import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.Optional;
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
        int clauseEnd = reading.clauseEnd(address.start());
        return reading.changing(TAKES_OFF)
                .filter(off -> reading.clauseStart(off.start()) == clause)
                .findFirst()
                .map(off -> off.start() < address.start()
                        ? new OffAddress(off.start(), address.end(), between(reading, off, address))
                        : new OffAddress(clause, clauseEnd, reading.words(verbEnd(off), clauseEnd)));
    }

    private static String between(Reading reading, Hit off, Hit address) {
        return verbEnd(off) < address.start() ? reading.words(verbEnd(off), address.start()) : "";
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
