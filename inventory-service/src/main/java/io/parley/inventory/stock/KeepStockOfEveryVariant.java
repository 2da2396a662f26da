package io.parley.inventory.stock;

import io.parley.events.ProductEvent;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ProductEvent.Variant;
import io.parley.events.Topic;
import io.parley.inventory.stock.StockLevels.Named;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Outbox;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class KeepStockOfEveryVariant {
    private static final String DEFAULT_TYPE = "default";

    private final StockLevels levels;
    private final Outbox outbox;

    KeepStockOfEveryVariant(StockLevels levels, Outbox outbox) {
        this.levels = levels;
        this.outbox = outbox;
    }

    @EventListenerOn(Topic.PRODUCT)
    void on(ProductEvent event) {
        switch (event) {
            case ProductPublished published -> follow(published.productId(), published.product());
            case ProductChanged changed -> follow(changed.productId(), changed.product());
            case ProductArchived archived ->
                levels.follow(archived.productId(), archived.product().version(), List.of());
        }
    }

    private void follow(UUID productId, ProductState product) {
        List<Named> variants = product.variants().stream()
                .map(variant -> new Named(variant.variantId(), variant.sku(), title(product, variant)))
                .toList();
        levels.follow(productId, product.version(), variants)
                .forEach(change -> change.events().forEach(outbox::publish));
    }

    private static String title(ProductState product, Variant variant) {
        return variant.type().equals(DEFAULT_TYPE) ? product.name() : product.name() + " (" + variant.name() + ")";
    }
}
