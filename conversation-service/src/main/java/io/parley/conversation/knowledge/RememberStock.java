package io.parley.conversation.knowledge;

import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How much there is.
@Component
class RememberStock {
    private final JdbcClient jdbc;

    RememberStock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.STOCK)
    void on(StockLevelChanged level) {
        jdbc.sql("""
                        insert into stock (shop_id, variant_id, product_id, available, policy, version)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (shop_id, variant_id) do update
                        set available = excluded.available, policy = excluded.policy, version = excluded.version
                        where stock.version < excluded.version
                        """)
                .params(
                        ShopScope.current(),
                        level.variantId(),
                        level.productId(),
                        level.available(),
                        level.policy(),
                        level.version())
                .update();
    }
}
