package io.parley.conversation.model;

import io.parley.conversation.understanding.Spent;
import org.jspecify.annotations.Nullable;

/// The model gave nothing that can be used.
final class ModelAway extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final boolean unwell;
    private final transient Spent spent;

    private ModelAway(String reason, boolean unwell, Spent spent, @Nullable Throwable cause) {
        super(cause == null ? reason : reason + ": " + cause.getMessage(), cause);
        this.reason = reason;
        this.unwell = unwell;
        this.spent = spent;
    }

    /// It cannot be asked.
    ///
    /// @param reason few words for a metric: `busy`, `open`, `budget`, `timeout`, `io`, `status_429`
    static ModelAway unwell(String reason, @Nullable Throwable cause) {
        return new ModelAway(reason, true, Spent.NOTHING, cause);
    }

    /// It was asked and answered, but not what was asked. That is this question's fault, not the model's: no shopper
    /// may bring it into disrepute with the other shops.
    ///
    /// @param reason few words for a metric: `refused`, `empty`, `unreadable`, `status_400`
    /// @param spent what the useless answer took all the same
    static ModelAway useless(String reason, Spent spent, @Nullable Throwable cause) {
        return new ModelAway(reason, false, spent, cause);
    }

    String reason() {
        return reason;
    }

    boolean unwell() {
        return unwell;
    }

    Spent spent() {
        return spent;
    }
}
