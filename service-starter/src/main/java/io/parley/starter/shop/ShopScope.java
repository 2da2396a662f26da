package io.parley.starter.shop;

import java.util.Optional;
import java.util.UUID;

/// The shop this work is done for. It comes from the caller's token or the event's envelope, never from a request's
/// text, and every transaction tells it to PostgreSQL, whose row-level security hides all other shops' rows.
///
/// Walled tables look empty outside a transaction and outside a scope.
public final class ShopScope {
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();
    private static final String EVERY_SHOP = "*";

    private ShopScope() {}

    /// The current shop.
    ///
    /// @throws IllegalStateException outside any shop's scope: our own bug
    public static UUID current() {
        return find().orElseThrow(() -> new IllegalStateException("no shop in scope"));
    }

    /// The current shop, if this work is one shop's.
    public static Optional<UUID> find() {
        return CURRENT.isBound() && !CURRENT.get().equals(EVERY_SHOP)
                ? Optional.of(UUID.fromString(CURRENT.get()))
                : Optional.empty();
    }

    /// Does work for one shop.
    public static <T, E extends Exception> T callAs(UUID shopId, ScopedValue.CallableOp<T, E> work) throws E {
        return ScopedValue.where(CURRENT, shopId.toString()).call(work);
    }

    /// Does work across shops: jobs, webhooks before the shop is known, sign-up.
    public static <T, E extends Exception> T callAsSystem(ScopedValue.CallableOp<T, E> work) throws E {
        return ScopedValue.where(CURRENT, EVERY_SHOP).call(work);
    }

    /// The scope this work is done in, for a thread that does it on behalf of this one.
    ///
    /// @throws IllegalStateException outside any scope: our own bug
    public static Here here() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("no shop in scope");
        }
        return new Here(CURRENT.get());
    }

    /// A scope to go back to.
    public record Here(String setting) {
        public <T, E extends Exception> T call(ScopedValue.CallableOp<T, E> work) throws E {
            return ScopedValue.where(CURRENT, setting).call(work);
        }
    }

    /// What a transaction tells PostgreSQL: a shop, `*`, or nothing.
    static String setting() {
        return CURRENT.isBound() ? CURRENT.get() : "";
    }
}
