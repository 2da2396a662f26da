package io.parley.channel.account;

import io.parley.events.ShopEvent;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.MemberRemoved;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopClosed;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

@Component
class DisconnectChannelsWhenShopClosed {
    private final Channels channels;
    private final DisconnectChannel disconnect;

    DisconnectChannelsWhenShopClosed(Channels channels, DisconnectChannel disconnect) {
        this.channels = channels;
        this.disconnect = disconnect;
    }

    @EventListenerOn(Topic.SHOP)
    void on(ShopEvent event) {
        switch (event) {
            case ShopClosed closed ->
                channels.findConnectedIds(closed.shopId()).forEach(id -> disconnect.disconnect(id, "shop_closed"));
            case ShopRegistered _, ShopChanged _, MemberJoined _, MemberRemoved _ -> {}
        }
    }
}
