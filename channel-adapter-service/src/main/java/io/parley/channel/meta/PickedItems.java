package io.parley.channel.meta;

import io.parley.events.InboundEvent.PickedItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what a shopper has picked in the shop's catalogue.
public final class PickedItems {
    private static final int ITEMS_MAX = 100;
    /// More pieces than anybody can have meant.
    private static final int QUANTITY_MAX = 1_000_000;
    /// What is dearer is no price.
    private static final BigDecimal PRICE_MAX = BigDecimal.TEN.pow(12);
    private static final int DIGITS_MAX = 20;

    private PickedItems() {}

    /// At most 100; what names no product is left out.
    ///
    /// @param reference the field that holds the seller's own number of a product
    /// @param price the field that holds the price of one piece
    public static List<PickedItem> read(JsonNode list, String reference, String price) {
        List<PickedItem> items = new ArrayList<>();
        for (JsonNode item : list.isObject() ? List.of(list) : list) {
            @Nullable String sellers = Fields.id(item.path(reference));
            @Nullable String named = sellers == null ? Fields.id(item.path("id")) : sellers;
            if (named != null && items.size() < ITEMS_MAX) {
                items.add(new PickedItem(
                        named,
                        quantity(item.path("quantity")),
                        price(item.path(price)),
                        Fields.id(item.path("currency"))));
            }
        }
        return List.copyOf(items);
    }

    private static int quantity(JsonNode node) {
        @Nullable BigDecimal number = decimal(node);
        return number == null || number.signum() <= 0 || number.compareTo(BigDecimal.valueOf(QUANTITY_MAX)) > 0
                ? 1
                : Math.max(1, number.intValue());
    }

    private static @Nullable BigDecimal price(JsonNode node) {
        @Nullable BigDecimal price = decimal(node);
        return price == null || price.signum() < 0 || price.compareTo(PRICE_MAX) > 0 || price.scale() > 6
                ? null
                : price;
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        String text = node.isNumber() || node.isString() ? node.asString().strip() : "";
        try {
            // longer ones are no quantity and no price, and costly to look at
            return text.isEmpty() || text.length() > DIGITS_MAX ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
