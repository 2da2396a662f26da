package io.parley.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The service, running once for all tests, as one shop of its own sees it.
public final class Loyalty {
    private final UUID shop = Ids.next();

    public static ServiceUnderTest service() {
        return Running.SERVICE;
    }

    public UUID shop() {
        return shop;
    }

    public Http as(String role) {
        return service().http().as(role, shop);
    }

    /// @param total in cents
    public OrderCompleted bought(@Nullable UUID shopper, long total) {
        return completed(Ids.next(), shopper, new Money(total, "USD"));
    }

    public OrderCompleted completed(UUID order, @Nullable UUID shopper, Money total) {
        return new OrderCompleted(order, order("COMPLETED", shopper, total));
    }

    public static OrderSummary order(String status, @Nullable UUID shopper, Money total) {
        Money nothing = Money.zero(total.currency());
        return new OrderSummary(
                "ORD-7K3M9Q",
                4,
                "CHAT",
                status,
                "PAID",
                "UNFULFILLED",
                shopper,
                null,
                null,
                "Esi",
                null,
                List.of(),
                "Accra",
                total,
                nothing,
                nothing,
                nothing,
                total,
                null,
                Instant.now());
    }

    public JsonNode account(UUID shopper) {
        return as("viewer").get("/api/loyalty/accounts/by-shopper/" + shopper).json();
    }

    /// One figure for all that the service's business tables say.
    public static String checksum() {
        return String.join(
                " ",
                List.of("account", "points_entry", "program").stream()
                        .map(table -> service()
                                .jdbc()
                                .queryForObject(
                                        "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "
                                                + table + " t",
                                        String.class))
                        .toList());
    }

    public static void assertBooksAgree() {
        assertThat(service().jdbc().queryForList("""
                select a.id, a.points, sum(e.points) as by_ledger, max(e.balance) as newest, count(*) as lines
                from account a left join points_entry e on e.account_id = a.id
                group by a.id
                having a.points <> coalesce(sum(e.points), 0)
                    or a.lifetime_points <> coalesce(sum(e.points) filter (where e.points > 0), 0)
                    or a.entries <> count(e.account_id)
                    or a.points <> coalesce((array_agg(e.balance order by e.number desc))[1], 0)
                """)).isEmpty();
    }

    private static final class Running {
        static final ServiceUnderTest SERVICE = ServiceUnderTest.start("loyalty", LoyaltyApplication.class, Map.of());
    }
}
