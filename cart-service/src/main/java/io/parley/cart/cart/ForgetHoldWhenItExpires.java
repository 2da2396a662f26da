package io.parley.cart.cart;

import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

/// The lines stay in the cart, and nothing is held for them any more. Told again, it finds
/// nothing to do.
@Component
class ForgetHoldWhenItExpires {
    private final FollowDraft follow;

    ForgetHoldWhenItExpires(FollowDraft follow) {
        this.follow = follow;
    }

    @EventListenerOn(value = Topic.RESERVATION, transactional = false)
    void on(ReservationExpired expired) {
        follow.forgetHold(expired.reference());
    }
}
