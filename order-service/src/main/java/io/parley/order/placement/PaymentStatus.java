package io.parley.order.placement;

import io.parley.starter.web.Refusal;
import java.util.EnumSet;
import java.util.Set;

/// Whether the money has come, independent of where the order stands.
enum PaymentStatus {
    UNPAID,
    PENDING,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED,
    FAILED;

    Set<PaymentStatus> next() {
        return switch (this) {
            case UNPAID -> EnumSet.of(PENDING, PAID);
            case PENDING -> EnumSet.of(PAID, FAILED);
            case FAILED -> EnumSet.of(PENDING, PAID);
            case PAID, PARTIALLY_REFUNDED -> EnumSet.of(PARTIALLY_REFUNDED, REFUNDED);
            case REFUNDED -> EnumSet.noneOf(PaymentStatus.class);
        };
    }

    /// @throws Refusal conflict, when the table knows no such step
    PaymentStatus become(PaymentStatus target) {
        if (!next().contains(target)) {
            throw Refusal.conflict(
                            "payment_refused", "The order's payment is " + this + " and cannot become " + target + ".")
                    .with("current", this)
                    .with("next", next());
        }
        return target;
    }
}
