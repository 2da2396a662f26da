package io.parley.channel.entry;

import io.parley.events.ShopEvent;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.MemberRemoved;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopClosed;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps the names and languages of shops, for posters.
@Component
class CopyShopsWhenTheyChange {
    private final JdbcClient jdbc;

    CopyShopsWhenTheyChange(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.SHOP)
    Reaction on(ShopEvent event) {
        return switch (event) {
            case ShopRegistered registered -> () -> copy(registered.shopId(), registered.shop());
            case ShopChanged changed -> () -> copy(changed.shopId(), changed.shop());
            // what was printed goes on saying whose it was
            case ShopClosed _, MemberJoined _, MemberRemoved _ -> Reaction.NONE;
        };
    }

    private void copy(UUID shopId, ShopState shop) {
        jdbc.sql("""
                        insert into shop_copy as c (shop_id, version, name, locale) values (?, ?, ?, ?)
                        on conflict (shop_id) do update set
                          version = excluded.version, name = excluded.name, locale = excluded.locale
                        where c.version < excluded.version""").params(shopId, shop.version(), shop.name(), shop.locale()).update();
    }
}
