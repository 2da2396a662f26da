package io.parley.conversation.understanding;

import java.util.Locale;
import java.util.Optional;

/// What a message wants. One message may want several things.
public enum Intent {
    GREETING,
    PRODUCT_INQUIRY,
    PRICE_CHECK,
    AVAILABILITY_CHECK,
    BUYING_INTENT,
    ORDER_MODIFICATION,
    COMPLAINT,
    CUSTOM_REQUEST,
    MEDICAL_QUESTION,
    CHIT_CHAT,
    ADD_TO_CART,
    REMOVE_FROM_CART,
    UPDATE_CART,
    VIEW_CART,
    CLEAR_CART,
    CONFIRM,
    DENY,
    CANCEL_ORDER,
    ORDER_STATUS,
    DELIVERY_QUESTION,
    RETURN_REQUEST,
    DISCOUNT_QUESTION,
    PAYMENT_QUESTION,
    PAYMENT_CLAIM,
    HUMAN_REQUEST,
    BOT_QUESTION,
    WHY_ASKED,
    THANKS,
    GOODBYE,
    OPT_OUT,
    OPT_IN,
    LOYALTY_QUESTION,
    COMPARE,
    RECOMMEND,
    UNKNOWN;

    /// Whether it wants an answer about goods, an order or a purchase before anything else is done.
    public boolean asks() {
        return switch (this) {
            case PRICE_CHECK,
                    AVAILABILITY_CHECK,
                    PRODUCT_INQUIRY,
                    COMPARE,
                    RECOMMEND,
                    MEDICAL_QUESTION,
                    COMPLAINT,
                    RETURN_REQUEST,
                    CUSTOM_REQUEST,
                    DISCOUNT_QUESTION,
                    ORDER_STATUS -> true;
            default -> false;
        };
    }

    /// As it is written in events and language files.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Intent> of(String code) {
        for (Intent intent : values()) {
            if (intent.code().equals(code)) {
                return Optional.of(intent);
            }
        }
        return Optional.empty();
    }
}
