package io.parley.conversation.knowledge;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.events.ProductEvent.ProductState;
import io.parley.starter.shop.Glance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The shops' catalogues, compiled once per version and kept in the process. Whether a compiled one is still the
/// newest is seen in the query that loads the conversation anyway, so replicas need not tell each other.
@Component
public class Catalogues {
    /// Shops kept compiled; the one unused for longest makes room.
    private static final int KEPT_MAX = 500;

    private final Glance glance;
    private final JsonMapper json;
    private final Map<UUID, Compiled> compiled = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Compiled> eldest) {
            return size() > KEPT_MAX;
        }
    };

    private record Compiled(long version, CatalogueIndex index) {}

    Catalogues(Glance glance, JsonMapper json) {
        this.glance = glance;
        this.json = json;
    }

    /// @param version of the catalogue as the database has it
    public CatalogueIndex of(UUID shopId, long version) {
        Compiled known = known(shopId);
        if (known != null && known.version == version) {
            return known.index;
        }
        CatalogueIndex index = new CatalogueIndex(new Catalogue(load(shopId)));
        synchronized (compiled) {
            compiled.put(shopId, new Compiled(version, index));
        }
        return index;
    }

    private @Nullable Compiled known(UUID shopId) {
        synchronized (compiled) {
            return compiled.get(shopId);
        }
    }

    private List<Product> load(UUID shopId) {
        return glance.query(
                "select product_id, state from product where shop_id = ? and not archived order by product_id",
                (row, _) -> product(
                        row.getObject("product_id", UUID.class),
                        json.readValue(row.getString("state"), ProductState.class)),
                shopId);
    }

    private static Product product(UUID id, ProductState state) {
        return new Product(
                id,
                state.name(),
                state.description(),
                state.available(),
                state.ageRestriction(),
                state.categories(),
                state.tags(),
                state.synonyms(),
                state.imageUrl(),
                state.variants().stream()
                        .map(v -> new Variant(
                                v.variantId(), v.sku(), v.type(), v.name(), v.price(), v.available(), v.position()))
                        .toList());
    }
}
