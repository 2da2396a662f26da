package io.parley.cart.cart;

import io.parley.events.ShopEvent;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.MemberRemoved;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopClosed;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps which shops there are.
@Component
class CopyShopsWhenTheyChange {
    private static final String COPY = """
            insert into shop (shop_id, currency, closed, version) values (?, ?, false, ?)
            on conflict (shop_id) do update set currency = excluded.currency, version = excluded.version
            where shop.version < excluded.version
            """;
    private final JdbcClient jdbc;

    CopyShopsWhenTheyChange(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.SHOP)
    void on(ShopEvent event) {
        switch (event) {
            case ShopRegistered registered -> copy(registered.shopId(), registered.shop());
            case ShopChanged changed -> copy(changed.shopId(), changed.shop());
            case ShopClosed closed ->
                jdbc.sql("update shop set closed = true where shop_id = ?")
                        .param(closed.shopId())
                        .update();
            case MemberJoined _, MemberRemoved _ -> {}
        }
    }

    private void copy(UUID shopId, ShopState shop) {
        jdbc.sql(COPY).params(shopId, shop.currency(), shop.version()).update();
    }
}
