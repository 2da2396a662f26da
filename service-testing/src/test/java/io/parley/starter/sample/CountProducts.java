package io.parley.starter.sample;

import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

@Component
class CountProducts {
    static final AtomicInteger HEARD = new AtomicInteger();

    @EventListenerOn(value = Topic.PRODUCT, transactional = false)
    void on(ProductPublished event) {
        HEARD.incrementAndGet();
    }
}
