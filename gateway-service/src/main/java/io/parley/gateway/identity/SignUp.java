package io.parley.gateway.identity;

import io.parley.gateway.shop.CurrencyCode;
import io.parley.gateway.shop.Languages;
import io.parley.gateway.shop.OpenShop;
import io.parley.gateway.shop.TimeZoneName;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens an account and its first shop, and asks its owner to prove the e-mail address.
@Component
class SignUp {
    private final Users users;
    private final Passwords passwords;
    private final OpenShop openShop;
    private final ProveEmail proveEmail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignUp(
            Users users,
            Passwords passwords,
            OpenShop openShop,
            ProveEmail proveEmail,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.openShop = openShop;
        this.proveEmail = proveEmail;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// @param timeZone IANA name, UTC when absent
    /// @param currency ISO 4217 code, USD when absent
    /// @param locale BCP 47, as the page is shown; what the browser asks for when absent
    record Wish(
            @NotNull @EmailAddress String email,
            @NotNull @NewPassword String password,

            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cc}]*", message = "has a character no name has")
            String name,

            @NotBlank
            @Size(min = 3, max = 100)
            @Pattern(regexp = "[^\\p{Cc}]*", message = "has a character no name has")
            String businessName,

            @Nullable @TimeZoneName String timeZone,
            @Nullable @CurrencyCode String currency,

            @Nullable
            @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", message = "is a language tag, en-GB")
            @Size(max = 35)
            String locale) {}

    record SignedUp(UUID userId, UUID shopId, String email, boolean emailVerified) {}

    /// @param acceptLanguage what the browser says of its languages
    /// @throws Refusal conflict, when the address has an account
    SignedUp signUp(Wish wish, @Nullable String acceptLanguage) {
        String email = EmailAddress.Check.normal(wish.email());
        if (users.existsByEmail(email)) {
            throw taken();
        }
        String hash = passwords.hash(wish.password());
        UUID shopId = Ids.next();
        User user = new User(Ids.next(), email, wish.name().strip(), hash, clock.instant());
        try {
            ShopScope.callAs(
                    shopId,
                    () -> transaction.execute(status -> {
                        User saved = users.saveAndFlush(user);
                        openShop.open(
                                wish.businessName(),
                                wish.timeZone(),
                                wish.currency(),
                                Languages.spoken(wish.locale(), acceptLanguage),
                                saved.id(),
                                email,
                                saved.name());
                        proveEmail.ask(saved);
                        return saved;
                    }));
        } catch (DataIntegrityViolationException e) {
            if (users.existsByEmail(email)) {
                throw taken();
            }
            throw e;
        }
        return new SignedUp(user.id(), shopId, email, false);
    }

    private static Refusal taken() {
        return Refusal.conflict(
                "email_taken", "There is an account with this e-mail address; log in, or ask for a new password.");
    }
}
