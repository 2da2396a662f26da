package io.parley.conversation.dialogue;

import java.util.Locale;

/// Why a person is fetched.
public enum HandoffReason {
    ORDER_CONFIRMED,
    MEDICAL_QUESTION,
    CUSTOM_REQUEST,
    COMPLAINT,
    NOT_UNDERSTOOD,
    HUMAN_REQUEST;

    /// As events carry it.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
