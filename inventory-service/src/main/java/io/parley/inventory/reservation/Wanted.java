package io.parley.inventory.reservation;

import io.parley.events.ReservationEvent.HeldLine;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// What is to be held: one line per variant, however many lines of an order name it.
record Wanted(List<HeldLine> lines) {
    /// Of one variant in one reservation, in pieces: more is never there.
    static final int QUANTITY_MAX = 1_000_000;

    static Wanted of(Collection<HeldLine> lines) {
        TreeMap<UUID, Integer> quantities = new TreeMap<>();
        for (HeldLine line : lines) {
            if (line.quantity() < 1) {
                throw new IllegalArgumentException("a line holds one piece or more");
            }
            quantities.merge(
                    line.variantId(),
                    line.quantity(),
                    (one, other) -> Math.clamp((long) one + other, 1, QUANTITY_MAX + 1));
        }
        return new Wanted(quantities.entrySet().stream()
                .map(entry -> new HeldLine(entry.getKey(), entry.getValue()))
                .toList());
    }
}
