package io.parley.catalog.product;

import io.parley.catalog.shop.ShopCurrencies;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;

/// The seller adds, changes and deletes products and their variants.
@Component
class ChangeProducts {
    private final Products products;
    private final Names names;
    private final OpenOrders openOrders;
    private final ShopCurrencies currencies;
    private final ProductDetails details;
    private final Clock clock;

    ChangeProducts(
            Products products,
            Names names,
            OpenOrders openOrders,
            ShopCurrencies currencies,
            ProductDetails details,
            Clock clock) {
        this.products = products;
        this.names = names;
        this.openOrders = openOrders;
        this.currencies = currencies;
        this.details = details;
        this.clock = clock;
    }

    @Transactional
    ProductView create(ProductRequest request) {
        Content content = request.content(currency(request.currency()));
        List<VariantRequest> asked = request.variants() == null ? List.of() : request.variants();
        List<VariantContent> variants =
                asked.stream().map(variant -> variant.content(content.price())).toList();
        String slug = names.freeSlug(content.name());
        List<@Nullable String> given = new ArrayList<>();
        if (asked.isEmpty()) {
            given.add(null);
        }
        asked.forEach(variant -> given.add(variant.sku()));
        List<String> skus =
                names.skus(content.name(), variants.isEmpty() ? List.of(VariantContent.DEFAULT) : variants, given);
        return ProductView.of(products.save(Product.create(ShopScope.current(), slug, content, variants, skus, now())));
    }

    /// @param expected the version the caller has seen; absent when any will do
    @Transactional
    ProductView change(UUID productId, @Nullable Long expected, ProductRequest request) {
        return doing(productId, expected, (product, now) -> product.change(request.over(product.content()), now));
    }

    /// @throws Refusal conflict, while open orders name it
    @Transactional
    void delete(UUID productId, @Nullable Long expected) {
        doing(productId, expected, (product, now) -> {
            openOrders.refuseWhenNamed(productId, null);
            product.delete(now);
        });
    }

    @Transactional
    ProductView addVariant(UUID productId, @Nullable Long expected, VariantRequest request) {
        return doing(productId, expected, (product, now) -> {
            VariantContent content = request.content(product.price());
            Variant only = product.variants().getFirst();
            String sku = request.sku() == null && only.content().type() == VariantType.DEFAULT
                    ? only.sku()
                    : sku(product, content, request.sku());
            product.add(content, sku, now);
        });
    }

    @Transactional
    ProductView changeVariant(UUID variantId, @Nullable Long expected, VariantRequest request) {
        return doing(productOf(variantId), expected, (product, now) -> {
            Variant variant = product.variant(variantId);
            String sku = request.sku() == null || request.sku().equals(variant.sku())
                    ? variant.sku()
                    : sku(product, variant.content(), request.sku());
            product.change(variantId, request.over(variant.content(), product.price()), sku, request.position(), now);
        });
    }

    /// @throws Refusal conflict, while open orders name it or it is the last one
    @Transactional
    ProductView removeVariant(UUID variantId, @Nullable Long expected) {
        return doing(productOf(variantId), expected, (product, now) -> {
            openOrders.refuseWhenNamed(product.id(), variantId);
            product.remove(variantId, now);
        });
    }

    private ProductView doing(UUID productId, @Nullable Long expected, BiConsumer<Product, Instant> change) {
        Product product = products.lock(ShopScope.current(), productId).orElseThrow(ProductController::unknown);
        if (expected != null && expected != product.version()) {
            throw new ErrorResponseException(
                    HttpStatus.PRECONDITION_FAILED,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.PRECONDITION_FAILED,
                            "The product was changed meanwhile (version " + product.version()
                                    + "); read it again and repeat."),
                    null);
        }
        change.accept(product, now());
        details.forget(productId);
        return ProductView.of(products.save(product));
    }

    private UUID productOf(UUID variantId) {
        return products.having(ShopScope.current(), variantId)
                .orElseThrow(() -> Refusal.notFound("variant_not_found", "There is no such variant in this shop."));
    }

    private String sku(Product product, VariantContent content, @Nullable String given) {
        List<@Nullable String> one = new ArrayList<>();
        one.add(given);
        return names.skus(product.content().name(), List.of(content), one).getFirst();
    }

    private String currency(@Nullable String named) {
        String given = named == null ? null : Prices.currency(named.toUpperCase(Locale.ROOT));
        String known = currencies.current().orElse(null);
        if (known == null && given == null) {
            throw Refusal.unavailable(
                    "shop_not_known_yet", "The shop was opened a moment ago; try again, or name a currency.");
        }
        if (known != null && given != null && !known.equals(given)) {
            throw Prices.wrong("currency", "must be " + known + ", the shop's currency");
        }
        return known != null ? known : java.util.Objects.requireNonNull(given);
    }

    /// As finely as the database keeps it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
