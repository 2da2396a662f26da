package io.parley.notification.delivery;

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

/// Keeps where a shop's and its members' alerts go.
@Component
class CopyShopsWhenTheyChange {
    private static final String COPY = """
            insert into shop (shop_id, name, owner_email, locale, time_zone, closed, version)
            values (?, ?, ?, ?, ?, false, ?)
            on conflict (shop_id) do update set
              name = excluded.name, owner_email = excluded.owner_email, locale = excluded.locale,
              time_zone = excluded.time_zone, version = excluded.version
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
            case MemberJoined joined ->
                jdbc.sql("insert into member (shop_id, member_id, email) values (?, ?, ?)"
                                + " on conflict (shop_id, member_id) do update set email = excluded.email")
                        .params(joined.shopId(), joined.memberId(), joined.email())
                        .update();
            case MemberRemoved removed ->
                jdbc.sql("delete from member where shop_id = ? and member_id = ?")
                        .params(removed.shopId(), removed.memberId())
                        .update();
        }
    }

    private void copy(UUID shopId, ShopState shop) {
        jdbc.sql(COPY)
                .params(shopId, shop.name(), shop.ownerEmail(), shop.locale(), shop.timeZone(), shop.version())
                .update();
    }
}
