package io.parley.conversation.shop;

import java.util.UUID;

/// How many pieces can be promised right now.
@FunctionalInterface
public interface Stock {
    /// For a variant whose stock is not counted, or that may be ordered beyond it.
    int UNLIMITED = Integer.MAX_VALUE;

    /// @return 0 or more
    int available(UUID variantId);

    /// A shop that counts nothing.
    static Stock unlimited() {
        return _ -> UNLIMITED;
    }
}
