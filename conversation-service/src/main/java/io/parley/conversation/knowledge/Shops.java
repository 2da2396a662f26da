package io.parley.conversation.knowledge;

import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Tone;
import io.parley.events.ShopEvent.ShopState;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads copies of other services' states into what a conversation needs of them.
public final class Shops {
    private static final TypeReference<Map<UUID, Integer>> LEVELS = new TypeReference<>() {};

    private Shops() {}

    public static Shop read(UUID id, String state, JsonMapper json) {
        ShopState shop = json.readValue(state, ShopState.class);
        return new Shop(
                id,
                shop.name(),
                shop.currency(),
                Locale.forLanguageTag(shop.locale()),
                Tone.of(shop.assistant().tone()),
                shop.assistant().languages(),
                "PAYMENT_LINK".equals(shop.paymentMode()),
                "delayed".equals(shop.assistant().responseSpeed()),
                shop.sells(),
                "model".equals(shop.assistant().engine()),
                shop.assistant().modelWording());
    }

    /// @param levels pieces by variant, of those that are counted
    public static Stock stock(@Nullable String levels, JsonMapper json) {
        if (levels == null) {
            return Stock.unlimited();
        }
        Map<UUID, Integer> available = json.readValue(levels, LEVELS);
        return id -> Math.max(0, available.getOrDefault(id, Stock.UNLIMITED));
    }
}
