package io.parley.inventory.reservation;

import io.parley.events.ReservationEvent;
import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.ReservationCommitted;
import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.events.ReservationEvent.ReservationReleased;
import io.parley.inventory.reservation.Reservations.GivenBack;
import io.parley.starter.events.Outbox;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gives held pieces back, or lets them leave. Each reservation ends once, whoever asks and however
/// often.
@Component
class EndReservation {
    private final Reservations reservations;
    private final Outbox outbox;
    private final Clock clock;

    EndReservation(Reservations reservations, Outbox outbox, Clock clock) {
        this.reservations = reservations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// The order, or the cart's hold, is off: what it held is free, and it can never hold again,
    /// even when it is only begun later.
    @Transactional
    void forGood(UUID reference) {
        Instant now = clock.instant();
        if (reservations.endOrForestall(reference, now)) {
            giveBack(reference, false, now, ReservationReleased::new);
        }
    }

    /// The pieces have left with the order.
    @Transactional
    void commit(UUID orderId) {
        Instant now = clock.instant();
        if (reservations.end(orderId, ReservationState.COMMITTED, now)) {
            giveBack(orderId, true, now, ReservationCommitted::new);
        }
    }

    /// @throws Refusal not found, or conflict when the pieces have left
    @Transactional
    void release(UUID reference) {
        Instant now = clock.instant();
        if (reservations.end(reference, ReservationState.RELEASED, now)) {
            giveBack(reference, false, now, ReservationReleased::new);
            return;
        }
        switch (reservations
                .find(reference)
                .orElseThrow(ReservationController::unknown)
                .state()) {
            case COMMITTED -> throw Refusal.conflict("reservation_committed", "The pieces have left the shelf.");
            case ACTIVE, RELEASED, EXPIRED, REJECTED -> {}
        }
    }

    /// Ends it if its time is over.
    @Transactional
    void expire(UUID reference) {
        Instant now = clock.instant();
        if (reservations.expire(reference, now)) {
            giveBack(reference, false, now, ReservationExpired::new);
        }
    }

    private void giveBack(
            UUID reference, boolean leaving, Instant now, BiFunction<UUID, List<HeldLine>, ReservationEvent> event) {
        GivenBack given = reservations.giveBack(reference, leaving, now);
        outbox.publish(event.apply(reference, given.lines()));
        given.changes().forEach(change -> change.events().forEach(outbox::publish));
    }
}
