package io.parley.order.placement;

import io.parley.starter.web.Refusal;
import java.util.EnumSet;
import java.util.Set;

/// Where an order stands. The table is the law: everything else is refused with the current state named.
enum OrderStatus {
    /// Written down; its stock is being reserved.
    CAPTURED,
    /// Its stock is held; the seller may begin.
    CONFIRMED,
    IN_PROGRESS,
    COMPLETED,
    CANCELLED;

    Set<OrderStatus> next() {
        return switch (this) {
            case CAPTURED -> EnumSet.of(CONFIRMED, CANCELLED);
            case CONFIRMED -> EnumSet.of(IN_PROGRESS, CANCELLED);
            case IN_PROGRESS -> EnumSet.of(COMPLETED, CANCELLED);
            case COMPLETED, CANCELLED -> EnumSet.noneOf(OrderStatus.class);
        };
    }

    /// What a person may choose: only stock confirms an order.
    Set<OrderStatus> nextBySeller() {
        Set<OrderStatus> next = next();
        next.remove(CONFIRMED);
        return next;
    }

    /// @throws Refusal conflict, when the table knows no such step
    OrderStatus become(OrderStatus target) {
        if (!next().contains(target)) {
            throw refusal(target, next());
        }
        return target;
    }

    /// @throws Refusal conflict, when a person may not take this step
    OrderStatus becomeBySeller(OrderStatus target) {
        if (!nextBySeller().contains(target)) {
            throw refusal(target, nextBySeller());
        }
        return target;
    }

    private Refusal refusal(OrderStatus target, Set<OrderStatus> allowed) {
        String instead = allowed.isEmpty() ? "nothing can follow" : "it can become " + allowed;
        return Refusal.conflict(
                        "status_refused",
                        "The order is " + this + " and cannot become " + target + "; " + instead + ".")
                .with("current", this)
                .with("next", allowed);
    }
}
