package io.parley.cart.cart;

import io.parley.events.ReservationEvent.ReservationExpired;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

/// The lines stay in the cart, and nothing is held for them any more.
@Component
class ForgetHoldWhenItExpires {
    private final FollowDraft follow;

    ForgetHoldWhenItExpires(FollowDraft follow) {
        this.follow = follow;
    }

    @EventListenerOn(Topic.RESERVATION)
    void on(ReservationExpired expired) {
        follow.forgetHold(expired.reference());
    }
}
