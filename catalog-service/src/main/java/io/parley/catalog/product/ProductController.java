package io.parley.catalog.product;

import io.parley.catalog.product.ProductDetails.Detail;
import io.parley.catalog.product.ProductSearch.Found;
import io.parley.catalog.product.ProductView.VariantView;
import io.parley.catalog.shop.ShopCurrencies;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Idempotency;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/products")
@Tag(name = "Products")
class ProductController {
    private static final String IF_MATCH = "version as in ETag; when given, a product changed meanwhile is refused";
    private static final int WORDS_MAX = 200;

    private final Products products;
    private final ProductSearch search;
    private final ProductDetails details;
    private final ChangeProducts change;
    private final ShopCurrencies currencies;
    private final Idempotency idempotency;

    ProductController(
            Products products,
            ProductSearch search,
            ProductDetails details,
            ChangeProducts change,
            ShopCurrencies currencies,
            Idempotency idempotency) {
        this.products = products;
        this.search = search;
        this.details = details;
        this.change = change;
        this.currencies = currencies;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Allowed("products:read")
    @Operation(
            operationId = "listProducts",
            summary = "Products, the newest first",
            description = "With q the best match first; typing errors are forgiven.")
    @Transactional(readOnly = true)
    CursorPage<ProductView> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Boolean available,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        String words = q == null ? "" : q;
        if (words.length() > WORDS_MAX || words.indexOf(0) >= 0) {
            throw Refusal.invalid("query_invalid", "Search for " + WORDS_MAX + " characters at most.");
        }
        int size = CursorPage.limit(limit);
        CursorPage<Found> page = CursorPage.of(
                search.find(words, available, cursor == null ? null : found(cursor), size + 1),
                size,
                last -> Cursor.encode(last.score(), last.id()));
        Map<UUID, Product> byId =
                products
                        .all(
                                ShopScope.current(),
                                page.items().stream().map(Found::id).toList())
                        .stream()
                        .collect(Collectors.toMap(Product::id, Function.identity()));
        return new CursorPage<>(
                page.items().stream()
                        .map(one -> byId.get(one.id()))
                        .map(ProductView::of)
                        .toList(),
                page.next());
    }

    @PostMapping
    @Allowed("products:write")
    @Operation(
            operationId = "createProduct",
            summary = "Add a product",
            description = "Name and price are enough. Without variants it gets one of type default.")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    ResponseEntity<ProductView> create(
            @Valid @RequestBody ProductRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        if (request.currency() == null) {
            currencies.awaitCurrent();
        }
        ProductView made = idempotency.once(key, request, ProductView.class, () -> change.create(request));
        return ResponseEntity.created(URI.create("/api/products/" + made.id()))
                .eTag(etag(made.version()))
                .body(made);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Allowed("products:read")
    @Operation(operationId = "getProduct", summary = "One product with its variants")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProductView.class)))
    ResponseEntity<byte[]> one(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        Detail detail = details.of(id);
        String etag = etag(detail.version());
        if (etag.equals(known)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(etag).build();
        }
        return ResponseEntity.ok().eTag(etag).body(detail.body());
    }

    @PatchMapping("/{id}")
    @Allowed("products:write")
    @Operation(
            operationId = "changeProduct",
            summary = "Change a product",
            description = "What is left out stays; an empty text removes. If-Match: " + IF_MATCH)
    ResponseEntity<ProductView> change(
            @PathVariable UUID id,
            @Valid @RequestBody ProductRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match) {
        if (request.variants() != null) {
            throw Prices.wrong("variants", "are changed at /api/products/variants/{id}");
        }
        return tagged(change.change(id, version(match), request));
    }

    @DeleteMapping("/{id}")
    @Allowed("products:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteProduct",
            summary = "Delete a product",
            description = "Refused while open orders name it. If-Match: " + IF_MATCH)
    void delete(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match) {
        change.delete(id, version(match));
    }

    @GetMapping("/{id}/variants")
    @Allowed("products:read")
    @Operation(operationId = "listVariants", summary = "The variants of a product, in the seller's order")
    @Transactional(readOnly = true)
    List<VariantView> variants(@PathVariable UUID id) {
        return ProductView.of(products.find(ShopScope.current(), id).orElseThrow(ProductController::unknown))
                .variants();
    }

    @PostMapping("/{id}/variants")
    @Allowed("products:write")
    @Operation(
            operationId = "addVariant",
            summary = "Add a variant",
            description = "The first one takes the place of the default variant, with its id and stock. The answer is"
                    + " the product.")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
    ResponseEntity<ProductView> add(
            @PathVariable UUID id,
            @Valid @RequestBody VariantRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        ProductView changed = idempotency.once(
                key, List.of(id, request), ProductView.class, () -> change.addVariant(id, version(match), request));
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(etag(changed.version()))
                .body(changed);
    }

    @PatchMapping("/variants/{variantId}")
    @Allowed("products:write")
    @Operation(
            operationId = "changeVariant",
            summary = "Change a variant",
            description = "The answer is the product. If-Match: " + IF_MATCH)
    ResponseEntity<ProductView> changeVariant(
            @PathVariable UUID variantId,
            @Valid @RequestBody VariantRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match) {
        return tagged(change.changeVariant(variantId, version(match), request));
    }

    @DeleteMapping("/variants/{variantId}")
    @Allowed("products:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "removeVariant",
            summary = "Remove a variant",
            description = "Refused while open orders name it, and when it is the last. If-Match: " + IF_MATCH)
    void removeVariant(
            @PathVariable UUID variantId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match) {
        change.removeVariant(variantId, version(match));
    }

    static Refusal unknown() {
        return Refusal.notFound("product_not_found", "There is no such product in this shop.");
    }

    private static ResponseEntity<ProductView> tagged(ProductView product) {
        return ResponseEntity.ok().eTag(etag(product.version())).body(product);
    }

    private static String etag(long version) {
        return "\"" + version + "\"";
    }

    private static @Nullable Long version(@Nullable String match) {
        if (match == null || match.isBlank() || match.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(match.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw Refusal.invalid("if_match_invalid", "If-Match takes one ETag of the product, or *.");
        }
    }

    private static Found found(String cursor) {
        List<String> keys = Cursor.decode(cursor, 2);
        UUID id = Cursor.id(keys.getLast());
        try {
            if (keys.getFirst().length() < 10) {
                return new Found(id, new BigDecimal(keys.getFirst()));
            }
        } catch (NumberFormatException e) {
            throw Cursor.refusal();
        }
        throw Cursor.refusal();
    }
}
