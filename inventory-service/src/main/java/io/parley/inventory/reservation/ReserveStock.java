package io.parley.inventory.reservation;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.events.OrderedLine;
import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.ReservationRejected;
import io.parley.events.ReservationEvent.ReservationReleased;
import io.parley.events.ReservationEvent.StockReserved;
import io.parley.inventory.reservation.Reservations.Holding;
import io.parley.inventory.stock.AddUnheardVariants;
import io.parley.inventory.stock.StockChange;
import io.parley.starter.events.Outbox;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Holds stock: all lines or none, once per reference.
@Component
class ReserveStock {
    private final Reservations reservations;
    private final EndReservation end;
    private final AddUnheardVariants addUnheard;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    ReserveStock(
            Reservations reservations,
            EndReservation end,
            AddUnheardVariants addUnheard,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters) {
        this.reservations = reservations;
        this.end = end;
        this.addUnheard = addUnheard;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    /// For an order, until it is completed or cancelled. The order hears the outcome; told again,
    /// it hears nothing.
    ///
    /// @param held the shopper's hold, whose pieces are the order's from here on; one that is over
    ///     counts for nothing. When something is short all the same, it is given back
    @Transactional
    void forOrder(UUID orderId, List<OrderedLine> lines, @Nullable UUID held) {
        Wanted wanted = Wanted.of(lines.stream()
                .map(line -> new HeldLine(line.variantId(), line.quantity()))
                .toList());
        Instant now = clock.instant();
        if (!reservations.begin(orderId, null, now)) {
            return;
        }
        Optional<List<HeldLine>> hold = Optional.ofNullable(held).flatMap(reservations::lockHold);
        UUID from = hold.isPresent() ? held : null;
        Holding holding = reservations.hold(orderId, wanted, from, now);
        if (holding.unknown()) {
            addUnheard.named(lines);
            holding = reservations.hold(orderId, wanted, from, now);
        }
        if (holding.shortages().isEmpty()) {
            tell(orderId, wanted, null, holding.changes());
            if (from != null) {
                reservations.end(from, ReservationState.RELEASED, now);
                outbox.publish(new ReservationReleased(from, hold.orElseThrow()));
                count("taken_over");
            }
        } else {
            if (from != null) {
                end.release(from);
            }
            reservations.end(orderId, ReservationState.REJECTED, now);
            outbox.publish(new ReservationRejected(orderId, holding.shortages()));
            count("short");
        }
    }

    /// For an order that is to have exactly these lines from now on. What stays in it is never free
    /// in between; when something is short the order keeps what it has, and hears so.
    @Transactional
    void forChangedOrder(UUID orderId, List<OrderedLine> lines) {
        Wanted wanted = Wanted.of(lines.stream()
                .map(line -> new HeldLine(line.variantId(), line.quantity()))
                .toList());
        Instant now = clock.instant();
        if (!reservations.lockOrders(orderId)) {
            outbox.publish(new ReservationRejected(orderId, List.of()));
            return;
        }
        Holding holding = reservations.hold(orderId, wanted, orderId, now);
        if (holding.unknown()) {
            addUnheard.named(lines);
            holding = reservations.hold(orderId, wanted, orderId, now);
        }
        if (holding.shortages().isEmpty()) {
            tell(orderId, wanted, null, holding.changes());
        } else {
            outbox.publish(new ReservationRejected(orderId, holding.shortages()));
            count("short");
        }
    }

    /// For whoever asks, for a time.
    ///
    /// @return what is held, now or already
    /// @throws Refusal conflict: `out_of_stock` with the `shortages`, or the reference is used; not
    ///     found for a variant never heard of
    @Transactional
    Reservation forCaller(UUID reference, Wanted wanted, Duration holdFor) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(holdFor).truncatedTo(ChronoUnit.MICROS);
        if (!reservations.begin(reference, expiresAt, now)) {
            return same(reservations.find(reference).orElseThrow(), wanted);
        }
        return held(reference, wanted, expiresAt, reservations.hold(reference, wanted, null, now));
    }

    /// For a cart, for a time: the hold has exactly these lines from now on. What stays in it is
    /// never free in between, and when something is short it stays as it was.
    ///
    /// @param revision grows with every change of the hold: an older one that comes late changes
    ///     nothing, and the same again has the same answer
    /// @throws Refusal as [#forCaller(UUID, Wanted, Duration)] does, and conflict `hold_newer`
    @Transactional
    Reservation forCart(UUID reference, long revision, Wanted wanted, Duration holdFor) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(holdFor).truncatedTo(ChronoUnit.MICROS);
        Optional<Boolean> begun = reservations.revise(reference, revision, expiresAt, now);
        if (begun.isEmpty()) {
            Reservation known = reservations.find(reference).orElseThrow();
            if (known.state() == ReservationState.ACTIVE && reservations.revision(reference) > revision) {
                throw Refusal.conflict("hold_newer", "The hold has been changed since.");
            }
            return same(known, wanted);
        }
        UUID from = begun.get() ? null : reference;
        return held(reference, wanted, expiresAt, reservations.hold(reference, wanted, from, now));
    }

    private Reservation held(UUID reference, Wanted wanted, Instant expiresAt, Holding holding) {
        if (holding.unknown()) {
            throw Refusal.notFound("variant_not_found", "There is no such variant in this shop.");
        }
        if (!holding.shortages().isEmpty()) {
            count("short");
            throw Refusal.conflict("out_of_stock", "There is not enough: nothing is held.")
                    .with("shortages", holding.shortages());
        }
        tell(reference, wanted, expiresAt, holding.changes());
        return new Reservation(reference, ReservationState.ACTIVE, wanted.lines(), expiresAt);
    }

    private static Reservation same(Reservation known, Wanted wanted) {
        if (known.state() != ReservationState.ACTIVE) {
            throw Refusal.conflict(
                            "reservation_over",
                            "The reservation under this reference is over (" + known.state() + "); take a new one.")
                    .with("state", known.state());
        }
        if (!known.lines().equals(wanted.lines())) {
            throw Refusal.conflict(
                    "reference_used", "Other lines are held under this reference; release it first or take a new one.");
        }
        return known;
    }

    private void tell(UUID reference, Wanted wanted, @Nullable Instant expiresAt, List<StockChange> changes) {
        outbox.publish(new StockReserved(reference, wanted.lines(), expiresAt));
        changes.forEach(change -> change.events().forEach(outbox::publish));
        count("held");
    }

    private void count(String outcome) {
        meters.counter("parley.inventory.reservations", "outcome", outcome).increment();
    }
}
