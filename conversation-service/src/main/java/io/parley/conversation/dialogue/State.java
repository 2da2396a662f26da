package io.parley.conversation.dialogue;

/// Where a conversation stands. It follows from what is open: see [Dialogue#state()].
public enum State {
    BROWSING,
    COLLECTING_PRODUCT,
    COLLECTING_VARIANT,
    COLLECTING_QUANTITY,
    COLLECTING_LOCATION,
    CONFIRMING_ORDER,
    ORDER_CAPTURED,
    HANDED_OFF
}
