package io.parley.cart.cart;

import io.parley.events.Money;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the shop has on offer, as the other services last told.
@Component
class Offers {
    private static final String QUERY = """
            select v.product_id, v.variant_id, v.sku, v.title, v.variant_title, v.image_url, v.price, v.currency,
                   v.for_sale and not coalesce(h.closed, false) as for_sale,
                   case when s.policy = 'UNTRACKED' then null else s.available end as available,
                   coalesce(s.policy = 'BACKORDER', false) as backorder
            from variant v
            left join stock s on s.variant_id = v.variant_id
            left join shop h on h.shop_id = v.shop_id
            where v.shop_id = ? and v.variant_id = any(?)
            """;
    private final JdbcClient jdbc;

    Offers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, Offer> of(Collection<UUID> variants) {
        if (variants.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(QUERY)
                .param(ShopScope.current())
                .param(variants.toArray(UUID[]::new))
                .query(Offers::offer)
                .stream()
                .collect(Collectors.toMap(Offer::variantId, Function.identity()));
    }

    /// @throws Refusal not found, when no such shop is known
    String currencyOfShop() {
        return jdbc.sql("select currency from shop where shop_id = ?")
                .param(ShopScope.current())
                .query(String.class)
                .optional()
                .orElseThrow(() ->
                        Refusal.notFound("shop_unknown", "There is no shop of this id; X-Parley-Shop must name one."));
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        return new Offer(
                row.getObject("product_id", UUID.class),
                row.getObject("variant_id", UUID.class),
                row.getString("sku"),
                row.getString("title"),
                row.getString("variant_title"),
                row.getString("image_url"),
                new Money(row.getLong("price"), row.getString("currency")),
                row.getBoolean("for_sale"),
                row.getObject("available", Integer.class),
                row.getBoolean("backorder"));
    }
}
