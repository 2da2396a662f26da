package io.parley.catalog.product;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.events.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request says of a product. On creation `name` and `price` are needed; on a change what is left out stays, and
/// an empty text removes what may be absent.
record ProductRequest(
        @Size(max = 200) @Nullable String name,
        @Size(max = 1000) @Nullable String description,
        @Nullable BigDecimal price,
        @Pattern(regexp = "[A-Za-z]{3}") @Nullable String currency,
        @Size(max = Product.VARIANTS_MAX) @Nullable List<@NotNull @Valid VariantRequest> variants,
        @JsonProperty("isAvailable") @Nullable Boolean isAvailable,

        @Size(max = URL_MAX) @Pattern(regexp = URL) @Nullable
        String imageUrl,

        @Size(max = WORDS_MAX) @Nullable List<@NotBlank @Size(max = 50) String> tags,
        @Size(max = WORDS_MAX) @Nullable List<@NotBlank @Size(max = 100) String> categories,
        @Size(max = WORDS_MAX) @Nullable List<@NotBlank @Size(max = 100) String> synonyms,
        @Nullable Integer ageRestriction,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES) @Nullable
        ProductStatus status) {
    static final int URL_MAX = 2000;
    static final int WORDS_MAX = 30;

    /// Nothing, a path of this site, or a web address.
    static final String URL = "\\s*|https?://\\S+|/[^/\\s]\\S*";

    /// @param currencyOfShop what counts when the request names none
    Content content(String currencyOfShop) {
        if (name == null) {
            throw Prices.wrong("name", "is needed");
        }
        if (price == null) {
            throw Prices.wrong("price", "is needed");
        }
        return new Content(
                name,
                description,
                new Money(Prices.price("price", price, currencyOfShop), currencyOfShop),
                isAvailable == null || isAvailable,
                status == null ? ProductStatus.ACTIVE : status,
                imageUrl,
                or(tags, List.of()),
                or(categories, List.of()),
                or(synonyms, List.of()),
                ageRestriction == null ? 0 : ageRestriction);
    }

    /// @throws io.parley.starter.web.Refusal invalid, in another currency
    Content over(Content now) {
        String currencyNow = now.price().currency();
        if (currency != null && !currency.equalsIgnoreCase(currencyNow)) {
            throw Prices.wrong("currency", "stays " + currencyNow + ", as the product was made");
        }
        return new Content(
                or(name, now.name()),
                description == null ? now.description() : description,
                price == null ? now.price() : new Money(Prices.price("price", price, currencyNow), currencyNow),
                isAvailable == null ? now.available() : isAvailable,
                status == null ? now.status() : status,
                imageUrl == null ? now.imageUrl() : imageUrl,
                or(tags, now.tags()),
                or(categories, now.categories()),
                or(synonyms, now.synonyms()),
                ageRestriction == null ? now.ageRestriction() : ageRestriction);
    }

    private static <T> T or(@Nullable T said, T otherwise) {
        return said == null ? otherwise : said;
    }
}
