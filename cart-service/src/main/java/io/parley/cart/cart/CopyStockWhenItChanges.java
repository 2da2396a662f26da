package io.parley.cart.cart;

import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps how much there is, for the carts' view of it.
@Component
class CopyStockWhenItChanges {
    private static final String COPY = """
            insert into stock (shop_id, variant_id, available, policy, version) values (?, ?, ?, ?, ?)
            on conflict (variant_id) do update set
              available = excluded.available, policy = excluded.policy, version = excluded.version
            where stock.version < excluded.version
            """;
    private final JdbcClient jdbc;

    CopyStockWhenItChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.STOCK)
    void on(StockLevelChanged level) {
        jdbc.sql(COPY)
                .params(ShopScope.current(), level.variantId(), level.available(), level.policy(), level.version())
                .update();
    }
}
