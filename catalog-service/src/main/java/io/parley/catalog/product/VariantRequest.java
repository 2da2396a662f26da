package io.parley.catalog.product;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.events.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a request says of a variant. On creation `name` is needed; on a change what is left out stays.
///
/// @param price of one piece, or
/// @param priceModifier on the product's price
/// @param position among its siblings, from 0
record VariantRequest(
        @Schema(allowableValues = {"size", "shade", "scent", "colour", "custom"}) @Nullable
        VariantType type,

        @Size(max = VariantContent.NAME_MAX) @Nullable String name,
        @Nullable BigDecimal priceModifier,
        @Nullable BigDecimal price,

        @Size(max = Names.SKU_MAX) @Pattern(regexp = "\\S(.*\\S)?") @Nullable
        String sku,

        @JsonProperty("isAvailable") @Nullable Boolean isAvailable,
        @Min(0) @Max(Product.VARIANTS_MAX) @Nullable Integer position,

        @Size(max = ProductRequest.URL_MAX) @Pattern(regexp = ProductRequest.URL) @Nullable
        String imageUrl) {

    /// @param productPrice which `price` and `priceModifier` are compared by, when both are given
    VariantContent content(Money productPrice) {
        if (name == null) {
            throw Prices.wrong("variants.name", "is needed");
        }
        return over(new VariantContent(VariantType.CUSTOM, name, null, 0, true, null), productPrice);
    }

    VariantContent over(VariantContent now, Money productPrice) {
        Long ownPrice = now.ownPrice();
        long modifier = now.modifier();
        if (price != null) {
            ownPrice = Prices.price("variants.price", price, productPrice.currency());
            modifier = 0;
        }
        if (priceModifier != null) {
            modifier = Prices.amount("variants.priceModifier", priceModifier, productPrice.currency());
            if (price != null && ownPrice != null && ownPrice != productPrice.minor() + modifier) {
                throw Prices.wrong("variants.priceModifier", "does not lead to the price: leave one of them out");
            }
            ownPrice = null;
        }
        return new VariantContent(
                typeOver(now.type()),
                name == null ? now.name() : name,
                ownPrice,
                modifier,
                isAvailable == null ? now.available() : isAvailable,
                imageUrl == null ? now.imageUrl() : imageUrl);
    }

    private VariantType typeOver(VariantType now) {
        if (type == VariantType.DEFAULT) {
            throw Prices.wrong("variants.type", "must be size, shade, scent, colour or custom");
        }
        return type != null ? type : now;
    }
}
