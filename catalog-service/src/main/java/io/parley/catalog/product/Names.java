package io.parley.catalog.product;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Slugs and stock-keeping units, unique in a shop. One at a time names things there: what is free stays free until
/// the transaction's end.
@Component
class Names {
    static final int SKU_MAX = 64;

    private final JdbcClient jdbc;

    Names(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The current shop's, from the product's name.
    String freeSlug(String productName) {
        takeTurns();
        String base = Slugs.of(productName, "product");
        return Slugs.free(
                base,
                taken(
                        "select slug from product where shop_id = :shop and deleted_at is null"
                                + " and (slug = :base or slug like :base || '-%')",
                        base));
    }

    /// One for each variant, in order: what the seller gave, or made from the names.
    ///
    /// @param given by variant, absent where the seller gave none
    /// @throws Refusal conflict, when a given one is taken
    List<String> skus(String productName, List<VariantContent> variants, List<@Nullable String> given) {
        takeTurns();
        Set<String> used = new HashSet<>();
        for (String sku : given) {
            if (sku != null && (!used.add(sku) || isTaken(sku))) {
                throw Refusal.conflict("sku_taken", "Another variant of the shop has the SKU " + sku + ".");
            }
        }
        String base = Slugs.of(productName, "product").toUpperCase(Locale.ROOT);
        used.addAll(
                taken("select sku from variant where shop_id = :shop and not deleted and sku like :base || '%'", base));
        List<String> skus = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            String sku = given.get(i);
            if (sku == null) {
                sku = Slugs.free(made(base, variants.get(i)), used);
                used.add(sku);
            }
            skus.add(sku);
        }
        return skus;
    }

    private static String made(String base, VariantContent variant) {
        if (variant.type() == VariantType.DEFAULT) {
            return base;
        }
        String sku =
                base + "-" + Slugs.of(variant.name(), variant.type().word()).toUpperCase(Locale.ROOT);
        return sku.length() > SKU_MAX - 4 ? sku.substring(0, SKU_MAX - 4) : sku;
    }

    private boolean isTaken(String sku) {
        return !taken("select sku from variant where shop_id = :shop and not deleted and sku = :base", sku)
                .isEmpty();
    }

    private Set<String> taken(String query, String base) {
        return new HashSet<>(jdbc.sql(query)
                .param("shop", ShopScope.current())
                .param("base", base)
                .query(String.class)
                .list());
    }

    private void takeTurns() {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
                .params("names of " + ShopScope.current())
                .query(Integer.class)
                .single();
    }
}
