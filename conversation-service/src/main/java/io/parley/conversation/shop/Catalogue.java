package io.parley.conversation.shop;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A shop's products at one version of its catalogue.
public final class Catalogue {
    private final Map<UUID, Product> products = new LinkedHashMap<>();
    private final Map<UUID, Product> byVariant = new LinkedHashMap<>();

    public Catalogue(Collection<Product> products) {
        for (Product product : products) {
            this.products.put(product.id(), product);
            product.variants().forEach(variant -> byVariant.put(variant.id(), product));
        }
    }

    /// In the order they were given.
    public List<Product> products() {
        return List.copyOf(products.values());
    }

    public Optional<Product> product(UUID id) {
        return Optional.ofNullable(products.get(id));
    }

    public Optional<Product> ofVariant(UUID variantId) {
        return Optional.ofNullable(byVariant.get(variantId));
    }

    /// The products that have one of the variants.
    public Set<UUID> having(Collection<UUID> variantIds) {
        Set<UUID> having = new LinkedHashSet<>();
        variantIds.forEach(id -> ofVariant(id).ifPresent(product -> having.add(product.id())));
        return having;
    }

    public Optional<Variant> variant(UUID variantId) {
        return ofVariant(variantId).flatMap(product -> product.variant(variantId));
    }
}
