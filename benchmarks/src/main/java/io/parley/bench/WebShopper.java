package io.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody with a cart, through the gateway and without a login.
public final class WebShopper {
    private final Installation parley;
    private final UUID shop;
    private @Nullable String cart;

    public WebShopper(Installation parley, UUID shop) {
        this.parley = parley;
        this.shop = shop;
    }

    public Calls.Answer add(UUID variant, int quantity) {
        Calls.Answer answer = Calls.post(
                parley.gateway() + "/api/carts/current/items",
                Map.of("variantId", variant, "quantity", quantity),
                headers());
        answer.header("X-Cart-Token").ifPresent(token -> cart = token);
        return answer;
    }

    public Calls.Answer checkOut() {
        return Calls.post(
                parley.gateway() + "/api/carts/current/checkout",
                Map.of("email", "web@example.com", "name", "Web Shopper", "shippingLocation", "Accra"),
                headers());
    }

    private String[] headers() {
        List<String> headers = new ArrayList<>(List.of("X-Parley-Shop", shop.toString()));
        if (cart != null) {
            headers.addAll(List.of("X-Cart-Token", cart));
        }
        return headers.toArray(String[]::new);
    }
}
