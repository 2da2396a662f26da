package io.parley.catalog.shop;

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
import org.springframework.stereotype.Component;

@Component
class RememberShopCurrency {
    private final ShopCurrencies currencies;

    RememberShopCurrency(ShopCurrencies currencies) {
        this.currencies = currencies;
    }

    @EventListenerOn(Topic.SHOP)
    void on(ShopEvent event) {
        switch (event) {
            case ShopRegistered registered -> remember(registered.shopId(), registered.shop());
            case ShopChanged changed -> remember(changed.shopId(), changed.shop());
            case MemberJoined _, MemberRemoved _, ShopClosed _ -> {}
        }
    }

    private void remember(UUID shopId, ShopState shop) {
        currencies.remember(shopId, shop.version(), shop.currency());
    }
}
