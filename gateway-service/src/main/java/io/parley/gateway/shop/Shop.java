package io.parley.gateway.shop;

import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/// One seller's business: its profile, how its assistant behaves, how it is paid.
@Entity
@Table(name = "shop")
class Shop extends AbstractAggregateRoot<Shop> {
    @Id
    @Column(name = "shop_id")
    private UUID id;

    /// Told in every event; grows by one with each change.
    private long version;

    private String name;
    private String slug;
    private @Nullable String businessType;
    private @Nullable String sells;
    private String timeZone;
    private String currency;
    private String locale;
    private String ownerEmail;
    private String paymentMode;

    @JdbcTypeCode(SqlTypes.JSON)
    private Assistant assistant;

    private Instant createdAt;
    private Instant changedAt;

    @Version
    private @Nullable Long rowVersion;

    @SuppressWarnings("NullAway") // Hibernate fills it
    protected Shop() {}

    @SuppressWarnings("NullAway") // Hibernate fills the row version
    Shop(
            UUID id,
            String name,
            String slug,
            String timeZone,
            String currency,
            String locale,
            String ownerEmail,
            Instant now) {
        this.id = id;
        this.version = 1;
        this.name = name;
        this.slug = slug;
        this.timeZone = timeZone;
        this.currency = currency;
        this.locale = locale;
        this.ownerEmail = ownerEmail;
        this.paymentMode = "ARRANGE_WITH_SELLER";
        this.assistant = asItStarts(locale);
        this.createdAt = now;
        this.changedAt = now;
        registerEvent(new ShopRegistered(id, state()));
    }

    private static Assistant asItStarts(String locale) {
        return new Assistant(
                "friendly",
                List.of("custom_request", "medical_question", "complaint"),
                "instant",
                // a shopper is answered in their own language from the first message on; the first is for all others
                Languages.beginningWith(locale),
                List.of(),
                null,
                "local",
                false,
                List.of(),
                15,
                24 * 60,
                90,
                null,
                null);
    }

    /// Takes what the change names and leaves the rest; tells it when anything is different.
    void change(ShopChange change, Instant now) {
        ShopState before = state();
        name = or(change.name(), name);
        businessType = orNothing(change.businessType(), businessType);
        sells = orNothing(change.sells(), sells);
        timeZone = or(change.timeZone(), timeZone);
        currency = or(change.currency(), currency);
        locale = or(change.locale(), locale);
        paymentMode = or(change.paymentMode(), paymentMode);
        if (change.assistant() != null) {
            assistant = change.assistant().over(assistant);
        }
        if (!state().equals(before)) {
            version++;
            changedAt = now;
            registerEvent(new ShopChanged(id, state()));
        }
    }

    ShopState state() {
        return new ShopState(
                version,
                name,
                slug,
                businessType,
                sells,
                timeZone,
                currency,
                locale,
                ownerEmail,
                paymentMode,
                assistant);
    }

    UUID id() {
        return id;
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    private static String or(@Nullable String given, String present) {
        return given == null ? present : given.strip();
    }

    /// An empty text takes the value away.
    private static @Nullable String orNothing(@Nullable String given, @Nullable String present) {
        if (given == null) {
            return present;
        }
        return given.isBlank() ? null : given.strip();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shop shop && id.equals(shop.id);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id);
    }
}
