package io.parley.gateway.identity;

import io.parley.gateway.keys.AccessTokens;
import io.parley.gateway.shop.Memberships;
import io.parley.gateway.shop.Memberships.Membership;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins, goes on with and ends sessions.
@Component
class Login {
    private final Users users;
    private final Passwords passwords;
    private final LoginGuard guard;
    private final Sessions sessions;
    private final Memberships memberships;
    private final AccessTokens tokens;
    private final TransactionTemplate transaction;

    Login(
            Users users,
            Passwords passwords,
            LoginGuard guard,
            Sessions sessions,
            Memberships memberships,
            AccessTokens tokens,
            PlatformTransactionManager transactions) {
        this.users = users;
        this.passwords = passwords;
        this.guard = guard;
        this.sessions = sessions;
        this.memberships = memberships;
        this.tokens = tokens;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// @param expiresIn seconds the access token is good for
    record Session(String accessToken, long expiresIn, Who user, Where shop) {}

    record Who(UUID id, String email, String name) {}

    record Where(UUID id, String name, String currency, String timeZone, String role) {}

    /// What the caller gets, and what goes into the cookie.
    record Begun(Session session, String refreshToken) {}

    /// @throws Refusal unauthenticated, the same after the same time for a wrong password and for an unknown address;
    ///     too many, while the address has to wait; forbidden, when the address is not proved
    Begun login(String address, String password) {
        String email = EmailAddress.Check.normal(address);
        guard.check(email);
        Optional<User> user = users.findByEmail(email);
        boolean right = passwords.matches(password, user.map(User::passwordHash).orElse(null));
        if (user.isEmpty() || !right) {
            guard.failed(email);
            throw Refusal.unauthenticated("credentials_wrong", "The e-mail address or the password is wrong.");
        }
        guard.forget(email);
        if (!user.get().hasProvedEmail()) {
            throw Refusal.forbidden(
                    "email_not_verified", "Prove your e-mail address first, with the code that was sent to it.");
        }
        if (passwords.isDated(user.get().passwordHash())) {
            user.get().newPassword(passwords.hash(password));
            users.saveAndFlush(user.get());
        }
        return acrossShops(() -> {
            Membership first = memberships.of(user.get().id()).stream()
                    .findFirst()
                    .orElseThrow(() -> Refusal.forbidden("no_shop", "You do not belong to any shop any more."));
            return begun(user.get(), first, sessions.begin(user.get().id(), first.shopId()));
        });
    }

    /// Empty when the token is not good, or its user no longer belongs to the shop.
    Optional<Begun> refresh(String token) {
        return acrossShops(() -> sessions.goOn(token).flatMap(going -> {
            Optional<User> user = users.findById(going.userId());
            List<Membership> all = memberships.of(going.userId());
            Optional<Membership> here = all.stream()
                    .filter(membership -> membership.shopId().equals(going.shopId()))
                    .findFirst();
            if (user.isEmpty() || here.isEmpty()) {
                sessions.end(going.sessionId(), "no_longer_a_member");
                return Optional.empty();
            }
            return Optional.of(begun(user.get(), here.get(), going));
        }));
    }

    void logout(String token) {
        acrossShops(() -> {
            sessions.endOf(token);
            return true;
        });
    }

    private <T> T acrossShops(java.util.function.Supplier<T> work) {
        return ShopScope.callAsSystem(
                () -> Objects.requireNonNull(transaction.execute(status -> work.get()), "an answer"));
    }

    private Begun begun(User user, Membership in, Sessions.Going going) {
        return new Begun(
                new Session(
                        tokens.sign(user.id(), in.shopId(), in.role()),
                        AccessTokens.GOOD_FOR.toSeconds(),
                        new Who(user.id(), user.email(), user.name()),
                        new Where(
                                in.shopId(),
                                in.shopName(),
                                in.currency(),
                                in.timeZone(),
                                in.role().text())),
                going.refreshToken());
    }
}
