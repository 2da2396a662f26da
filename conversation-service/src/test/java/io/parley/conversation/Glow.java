package io.parley.conversation;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.shop.Variant;
import io.parley.events.Money;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A beauty shop to try things on: "Glow by Ama".
public final class Glow {
    public static final Shop SHOP = shop(Tone.FRIENDLY, "USD", Locale.US);
    public static final Catalogue CATALOGUE = new Catalogue(products("USD"));

    private Glow() {}

    public static Shop shop(Tone tone, String currency, Locale locale) {
        return new Shop(
                id("shop"),
                "Glow by Ama",
                currency,
                locale,
                tone,
                List.of("en", "fr", "sw", "vi", "pcm"),
                false,
                false,
                "beauty");
    }

    public static List<Product> products(String currency) {
        List<Product> products = new ArrayList<>();
        products.add(product(
                "Glow Serum",
                "Brightening vitamin C serum for a fresh, even look",
                currency,
                List.of("serums"),
                List.of("glow one"),
                "size",
                "30ml 4500",
                "50ml 5500"));
        products.add(product(
                "Hydra Cream",
                "Rich daily moisturiser with hyaluronic acid",
                currency,
                List.of("creams"),
                List.of("moisturizer"),
                "default",
                "Hydra Cream 5500"));
        products.add(product(
                "Rose Lipstick",
                "Soft lipstick with rose oil",
                currency,
                List.of("lips"),
                List.of(),
                "finish",
                "Matte 1800",
                "Gloss 2000"));
        products.add(product(
                "Vitamin C Cream",
                "Day cream with vitamin C",
                currency,
                List.of("creams"),
                List.of(),
                "default",
                "x 3900"));
        products.add(product(
                "Vitamin C Toner",
                "Fresh toner with vitamin C",
                currency,
                List.of("toners"),
                List.of(),
                "default",
                "x 2200"));
        products.add(product(
                "Charcoal Soap",
                "Black soap with charcoal",
                currency,
                List.of("soaps"),
                List.of(),
                "default",
                "x 950"));
        products.add(
                product("Rose Toner", "Rose water toner", currency, List.of("toners"), List.of(), "default", "x 2400"));
        products.add(product(
                "Silk Foundation",
                "Light foundation",
                currency,
                List.of("makeup"),
                List.of(),
                "shade",
                "Ivory 3200",
                "Honey 3200",
                "Cocoa 3200"));
        products.add(product(
                "Makeup Bag", "Cotton bag", currency, List.of("accessories"), List.of("pouch"), "default", "x 1500"));
        products.add(product(
                "Shea Body Butter",
                "Whipped shea butter",
                currency,
                List.of("body"),
                List.of(),
                "size",
                "100g 1600",
                "250g 2900"));
        return products;
    }

    static Product product(
            String name,
            @Nullable String description,
            String currency,
            List<String> categories,
            List<String> synonyms,
            String type,
            String... variants) {
        List<Variant> list = new ArrayList<>();
        for (String written : variants) {
            int space = written.lastIndexOf(' ');
            String variant = written.substring(0, space);
            list.add(new Variant(
                    id(name + "/" + variant),
                    (name + "-" + variant).toUpperCase(Locale.ROOT).replace(' ', '-'),
                    type,
                    type.equals("default") ? "Default" : variant,
                    new Money(Long.parseLong(written.substring(space + 1)), currency),
                    true,
                    list.size()));
        }
        return new Product(id(name), name, description, true, 0, categories, List.of(), synonyms, null, list);
    }

    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
