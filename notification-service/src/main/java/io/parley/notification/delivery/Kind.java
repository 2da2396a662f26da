package io.parley.notification.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// What a notification is about.
public enum Kind {
    /// An order has come in and its stock is held.
    ORDER_CAPTURED(false),
    /// A conversation needs a person.
    HANDOFF(true),
    /// A shopper has waited for a person for an hour.
    CUSTOMER_WAITING(true),
    /// What was said to a shopper did not arrive.
    REPLY_FAILED(true),
    /// A child has named a parent: to the parent.
    PARENT_CONSENT(false),
    CHANNEL_TROUBLED(true),
    CHANNEL_DISCONNECTED(true);

    private final boolean summedUp;

    Kind(boolean summedUp) {
        this.summedUp = summedUp;
    }

    /// Whether what follows the first within some minutes is put into one letter. Orders never are.
    boolean summedUp() {
        return summedUp;
    }

    /// As in events and the API: `order_captured`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind is called " + code));
    }
}
