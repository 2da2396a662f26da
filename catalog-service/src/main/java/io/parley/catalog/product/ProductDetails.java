package io.parley.catalog.product;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// One product as finished JSON, for the page everybody asks for. This replica forgets a product when it changes it;
/// what another replica changes is seen here within the time a page is shown for, a second by default.
@Component
class ProductDetails {
    private final Products products;
    private final JsonMapper json;
    private final TransactionTemplate reading;
    private final Cache<Key, Detail> shown;

    ProductDetails(
            Products products,
            JsonMapper json,
            PlatformTransactionManager transactions,
            @Value("${parley.catalog.detail-shown-for}") Duration shownFor,
            @Value("${parley.catalog.details-kept}") DataSize kept) {
        this.products = products;
        this.json = json;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.shown = Caffeine.newBuilder()
                .expireAfterWrite(shownFor)
                .maximumWeight(kept.toBytes())
                .weigher((Key key, Detail detail) -> detail.body().length)
                .build();
    }

    /// @throws Refusal not found
    Detail of(UUID productId) {
        return shown.get(new Key(ShopScope.current(), productId), this::read);
    }

    /// When the transaction is committed; a reading that began before it does not outlive this.
    void forget(UUID productId) {
        Key key = new Key(ShopScope.current(), productId);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                shown.invalidate(key);
            }
        });
    }

    private Detail read(Key key) {
        Detail detail = reading.execute(status -> {
            Product product = products.find(key.shopId, key.productId).orElseThrow(ProductController::unknown);
            return new Detail(json.writeValueAsBytes(ProductView.of(product)), product.version());
        });
        if (detail == null) {
            throw new IllegalStateException("a transaction gave nothing");
        }
        return detail;
    }

    private record Key(UUID shopId, UUID productId) {}

    record Detail(byte[] body, long version) {}
}
