package io.parley.conversation.knowledge;

import static io.parley.starter.Timestamps.at;

import io.parley.events.ShopEvent;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.MemberRemoved;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopClosed;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Settings: tone, languages, currency.
@Component
class RememberShops {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    private final Clock clock;

    RememberShops(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @EventListenerOn(Topic.SHOP)
    void on(ShopEvent event) {
        switch (event) {
            case ShopRegistered registered -> remember(registered.shopId(), registered.shop());
            case ShopChanged changed -> remember(changed.shopId(), changed.shop());
            case ShopClosed closed ->
                jdbc.sql("update shop set closed = true where shop_id = ?")
                        .param(closed.shopId())
                        .update();
            case MemberJoined _, MemberRemoved _ -> {}
        }
    }

    private void remember(UUID shopId, ShopState shop) {
        jdbc.sql("""
                        insert into shop (shop_id, version, state, known_at) values (?, ?, ?::jsonb, ?)
                        on conflict (shop_id) do update
                        set version = excluded.version, state = excluded.state,
                            known_at = coalesce(shop.known_at, excluded.known_at)
                        where shop.version < excluded.version
                        """)
                .params(shopId, shop.version(), json.writeValueAsString(shop), at(clock.instant()))
                .update();
    }
}
