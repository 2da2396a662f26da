package io.parley.conversation.dialogue;

import java.util.Locale;

/// Why a person is fetched.
public enum HandoffReason {
    ORDER_CONFIRMED,
    MEDICAL_QUESTION,
    CUSTOM_REQUEST,
    COMPLAINT,
    NOT_UNDERSTOOD,
    HUMAN_REQUEST,
    /// The shopper wrote outside the opening hours.
    CLOSED_HOURS,
    /// The shopper has changed or cancelled an order that nobody had begun with.
    ORDER_CHANGED,
    /// The shopper says to be under 13.
    UNDER_AGE;

    /// Whether the assistant says nothing more of its own until it is given the conversation back. Where an order waits
    /// for its seller, or a message was not understood, it still answers what it does understand.
    boolean silences() {
        return switch (this) {
            case ORDER_CONFIRMED, ORDER_CHANGED, NOT_UNDERSTOOD -> false;
            case MEDICAL_QUESTION, CUSTOM_REQUEST, COMPLAINT, HUMAN_REQUEST, CLOSED_HOURS, UNDER_AGE -> true;
        };
    }

    /// Whether the assistant has the conversation back after a quiet time in which nobody took it. It comes back by
    /// itself when the shop opens, and never to a child.
    boolean endsInQuiet() {
        return silences() && this != CLOSED_HOURS && this != UNDER_AGE;
    }

    /// Whether nothing but an order has fetched the seller.
    boolean ofOrder() {
        return this == ORDER_CONFIRMED || this == ORDER_CHANGED;
    }

    /// As events carry it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
