package io.parley.order.placement;

import io.parley.events.ProductEvent.ProductState;
import io.parley.starter.shop.ShopScope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What variants look like, as catalog-service last said.
@Component
class VariantImages {
    private static final String REMEMBER = """
            insert into variant_image (shop_id, variant_id, image_url, version) values (?, ?, ?, ?)
            on conflict (variant_id) do update set image_url = excluded.image_url, version = excluded.version
            where variant_image.version < excluded.version
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    VariantImages(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /// Those that have one.
    Map<UUID, String> of(List<UUID> variants) {
        return jdbc
                .sql("select variant_id, image_url from variant_image"
                        + " where shop_id = ? and variant_id = any(?) and image_url is not null")
                .param(ShopScope.current())
                .param(variants.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void remember(ProductState product) {
        batch.batchUpdate(
                REMEMBER,
                product.variants().stream()
                        .map(variant -> new @Nullable Object[] {
                            ShopScope.current(),
                            variant.variantId(),
                            variant.imageUrl() == null ? product.imageUrl() : variant.imageUrl(),
                            product.version()
                        })
                        .toList());
    }
}
