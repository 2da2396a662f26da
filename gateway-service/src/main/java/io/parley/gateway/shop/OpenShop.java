package io.parley.gateway.shop;

import io.parley.events.ShopEvent.MemberJoined;
import io.parley.starter.Ids;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Opens a shop with its first member, the owner. Part of the sign-up's transaction, in the new shop's scope.
@Component
public class OpenShop {
    private static final int SLUG_LENGTH_MAX = 60;

    private final Shops shops;
    private final Memberships memberships;
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    OpenShop(Shops shops, Memberships memberships, JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.shops = shops;
        this.memberships = memberships;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// @param timeZone UTC when absent
    /// @param currency USD when absent
    /// @param locale of [Languages#spoken]
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(
            String name,
            @Nullable String timeZone,
            @Nullable String currency,
            String locale,
            UUID ownerId,
            String ownerEmail,
            String ownerName) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = ShopScope.current();
        shops.saveAndFlush(new Shop(
                id,
                name.strip(),
                freeSlug(name),
                timeZone == null ? "UTC" : timeZone,
                currency == null ? "USD" : currency,
                locale,
                ownerEmail,
                now));
        memberships.add(id, ownerId, Role.OWNER, now);
        outbox.publish(new MemberJoined(id, ownerId, ownerEmail, ownerName, Role.OWNER.text()));
    }

    private String freeSlug(String name) {
        String wanted = slug(name);
        String candidate = wanted;
        for (int tries = 0; !take(candidate); tries++) {
            String id = Ids.next().toString();
            candidate = wanted + "-" + (tries < 3 ? id.substring(id.length() - 4) : id);
        }
        return candidate;
    }

    private boolean take(String slug) {
        return jdbc.sql("insert into shop_slug (slug) values (?) on conflict do nothing")
                        .param(slug)
                        .update()
                == 1;
    }

    /// `Glow by Ama` → `glow-by-ama`; a name without Latin letters or digits is called `shop`.
    static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String fitting = plain.length() > SLUG_LENGTH_MAX ? plain.substring(0, SLUG_LENGTH_MAX) : plain;
        return fitting.isEmpty() ? "shop" : fitting.replaceAll("-$", "");
    }
}
