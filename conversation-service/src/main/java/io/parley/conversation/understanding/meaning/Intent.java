package io.parley.conversation.understanding.meaning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    private static final Map<String, Intent> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(Intent::code, Function.identity()));

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

    /// Something is wrong or out of the ordinary: goods are not picked beside it.
    public boolean grave() {
        return switch (this) {
            case COMPLAINT, RETURN_REQUEST, MEDICAL_QUESTION, CUSTOM_REQUEST, CANCEL_ORDER -> true;
            default -> false;
        };
    }

    /// Who says this is not picking goods, unless goods are named too.
    public boolean business() {
        return switch (this) {
            case CLEAR_CART,
                    ORDER_STATUS,
                    DELIVERY_QUESTION,
                    DISCOUNT_QUESTION,
                    PAYMENT_QUESTION,
                    PAYMENT_CLAIM,
                    HUMAN_REQUEST,
                    BOT_QUESTION,
                    WHY_ASKED,
                    OPT_OUT,
                    LOYALTY_QUESTION,
                    RECOMMEND,
                    COMPARE,
                    VIEW_CART -> true;
            default -> grave();
        };
    }

    /// It puts something into an order or changes it.
    public boolean orders() {
        return switch (this) {
            case BUYING_INTENT, ADD_TO_CART, UPDATE_CART, ORDER_MODIFICATION -> true;
            default -> false;
        };
    }

    /// It looks for something that may not be sold here.
    public boolean looks() {
        return switch (this) {
            case AVAILABILITY_CHECK, PRICE_CHECK, BUYING_INTENT, PRODUCT_INQUIRY -> true;
            default -> false;
        };
    }

    /// As it is written in events and language files.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Intent> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
