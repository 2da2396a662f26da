package io.parley.order.placement;

import io.parley.events.ProductEvent;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import org.springframework.stereotype.Component;

@Component
class RememberImagesWhenProductChanges {
    private final VariantImages images;

    RememberImagesWhenProductChanges(VariantImages images) {
        this.images = images;
    }

    @EventListenerOn(Topic.PRODUCT)
    void on(ProductEvent event) {
        switch (event) {
            case ProductPublished published -> images.remember(published.product());
            case ProductChanged changed -> images.remember(changed.product());
            case ProductArchived _ -> {}
        }
    }
}
