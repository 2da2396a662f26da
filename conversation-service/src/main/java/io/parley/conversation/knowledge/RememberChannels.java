package io.parley.conversation.knowledge;

import io.parley.events.ChannelEvent;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.Platform;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The shop's connected accounts.
@Component
class RememberChannels {
    private final JdbcClient jdbc;

    RememberChannels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.CHANNEL)
    void on(ChannelEvent event) {
        switch (event) {
            case ChannelConnected it -> remember(it.channelId(), it.platform(), it.name(), "ACTIVE");
            case ChannelTroubled it -> remember(it.channelId(), it.platform(), it.name(), "TROUBLED");
            case ChannelDisconnected it -> remember(it.channelId(), it.platform(), it.name(), "DISCONNECTED");
        }
    }

    private void remember(UUID channel, Platform platform, String name, String status) {
        jdbc.sql("""
                        insert into channel (shop_id, channel_id, platform, name, status) values (?, ?, ?, ?, ?)
                        on conflict (shop_id, channel_id) do update set name = excluded.name, status = excluded.status
                        """)
                .params(ShopScope.current(), channel, platform.name(), name, status)
                .update();
    }
}
