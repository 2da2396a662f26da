package io.parley.channel.entry;

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

/// Keeps the names of products, for posters and first messages.
@Component
class CopyProductsWhenTheyChange {
    private final JdbcClient jdbc;

    CopyProductsWhenTheyChange(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.PRODUCT)
    void on(ProductEvent event) {
        switch (event) {
            case ProductPublished published -> copy(published.productId(), published.product(), false);
            case ProductChanged changed -> copy(changed.productId(), changed.product(), false);
            case ProductArchived archived -> copy(archived.productId(), archived.product(), true);
        }
    }

    private void copy(UUID productId, ProductState product, boolean archived) {
        jdbc.sql("""
                        insert into product_copy as c (shop_id, product_id, version, name, archived) values (?, ?, ?, ?, ?)
                        on conflict (shop_id, product_id) do update set
                          version = excluded.version, name = excluded.name, archived = excluded.archived
                        where c.version < excluded.version""")
                .params(ShopScope.current(), productId, product.version(), product.name(), archived)
                .update();
    }
}
