package io.parley.conversation.knowledge;

import io.parley.events.ProductEvent;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What is for sale. Every change moves the shop's catalogue version on, so that every replica sees that what it has
/// compiled is old.
@Component
class RememberProducts {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    RememberProducts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListenerOn(Topic.PRODUCT)
    void on(ProductEvent event) {
        switch (event) {
            case ProductPublished published -> remember(published.productId(), published.product(), false);
            case ProductChanged changed -> remember(changed.productId(), changed.product(), false);
            case ProductArchived archived -> remember(archived.productId(), archived.product(), true);
        }
    }

    private void remember(UUID productId, ProductState product, boolean archived) {
        UUID shop = ShopScope.current();
        int newer = jdbc.sql("""
                        insert into product (shop_id, product_id, version, archived, state) values (?, ?, ?, ?, ?::jsonb)
                        on conflict (shop_id, product_id) do update
                        set version = excluded.version, archived = excluded.archived, state = excluded.state
                        where product.version < excluded.version
                        """)
                .params(shop, productId, product.version(), archived, json.writeValueAsString(product))
                .update();
        if (newer > 0) {
            jdbc.sql("""
                            insert into shop (shop_id, catalogue_version) values (?, 1)
                            on conflict (shop_id) do update set catalogue_version = shop.catalogue_version + 1
                            """).param(shop).update();
        }
    }
}
