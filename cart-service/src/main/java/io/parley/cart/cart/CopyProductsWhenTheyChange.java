package io.parley.cart.cart;

import io.parley.events.ProductEvent;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ProductEvent.Variant;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.shop.ShopScope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Keeps what can be bought. A variant that left its product stays known as not for sale, so that a cart can name it.
@Component
class CopyProductsWhenTheyChange {
    private static final String DEFAULT_TYPE = "default";
    private static final String IF_NEWER = """
            insert into product (shop_id, product_id, version) values (?, ?, ?)
            on conflict (product_id) do update set version = excluded.version
            where product.version < excluded.version
            """;
    private static final String COPY = """
            insert into variant (shop_id, variant_id, product_id, sku, title, variant_title, image_url, price,
                                 currency, for_sale)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (variant_id) do update set
              product_id = excluded.product_id, sku = excluded.sku, title = excluded.title,
              variant_title = excluded.variant_title, image_url = excluded.image_url, price = excluded.price,
              currency = excluded.currency, for_sale = excluded.for_sale
            """;
    private final JdbcTemplate jdbc;

    CopyProductsWhenTheyChange(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.PRODUCT)
    void on(ProductEvent event) {
        switch (event) {
            case ProductPublished published -> copy(published.productId(), published.product(), true);
            case ProductChanged changed -> copy(changed.productId(), changed.product(), true);
            case ProductArchived archived -> copy(archived.productId(), archived.product(), false);
        }
    }

    private void copy(UUID productId, ProductState product, boolean forSale) {
        UUID shop = ShopScope.current();
        if (jdbc.update(IF_NEWER, shop, productId, product.version()) == 0) {
            return;
        }
        jdbc.update("update variant set for_sale = false where shop_id = ? and product_id = ?", shop, productId);
        jdbc.batchUpdate(
                COPY,
                product.variants().stream()
                        .map(variant -> row(shop, productId, product, variant, forSale))
                        .toList());
    }

    private static @Nullable Object[] row(
            UUID shop, UUID productId, ProductState product, Variant variant, boolean forSale) {
        return new @Nullable Object[] {
            shop,
            variant.variantId(),
            productId,
            variant.sku(),
            product.name(),
            variant.type().equals(DEFAULT_TYPE) ? null : variant.name(),
            variant.imageUrl() == null ? product.imageUrl() : variant.imageUrl(),
            variant.price().minor(),
            variant.price().currency(),
            forSale && product.available() && variant.available()
        };
    }
}
