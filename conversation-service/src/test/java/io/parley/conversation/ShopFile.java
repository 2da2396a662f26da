package io.parley.conversation;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.events.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A shop to try things on, from `shops/<name>.txt`. Prices are minor units; a price goes for all variants before it
/// that have none.
///
/// @param index made once for all dialogues held with the shop: making it costs as much as several turns
record ShopFile(Shop shop, CatalogueIndex index) {
    private static final Map<String, ShopFile> READ = new ConcurrentHashMap<>();

    /// Where shops of other people's dialogues are looked for first.
    private static final String OTHER_SHOPS = System.getProperty("parley.shops", "");

    static ShopFile read(String name) {
        return READ.computeIfAbsent(name, ShopFile::readFile);
    }

    List<Product> products() {
        return index.catalogue().products();
    }

    private static ShopFile readFile(String name) {
        Shop shop = null;
        List<Product> products = new ArrayList<>();
        for (String line : lines(name)) {
            String[] parts = Stream.of(line.substring(line.indexOf(':') + 1).split("\\|", -1))
                    .map(String::strip)
                    .toArray(String[]::new);
            if (line.startsWith("shop:")) {
                shop = new Shop(
                        Glow.id(name),
                        parts[0],
                        parts[1],
                        Locale.forLanguageTag(parts[2]),
                        Tone.FRIENDLY,
                        List.of(parts[3].split(" ")),
                        false,
                        false,
                        parts[4]);
            } else if (line.startsWith("product:")) {
                products.add(product(parts, Objects.requireNonNull(shop)));
            } else if (line.startsWith("age:")) {
                int space = parts[0].lastIndexOf(' ');
                products.replaceAll(p -> p.name().equals(parts[0].substring(0, space))
                        ? aged(p, Integer.parseInt(parts[0].substring(space + 1)))
                        : p);
            }
        }
        return new ShopFile(Objects.requireNonNull(shop, name), new CatalogueIndex(new Catalogue(products)));
    }

    private static Product product(String[] parts, Shop shop) {
        List<Variant> variants = new ArrayList<>();
        for (String written : parts[4].split(",")) {
            String variant = written.strip().substring(0, written.strip().lastIndexOf(' '));
            long price =
                    Long.parseLong(written.strip().substring(written.strip().lastIndexOf(' ') + 1));
            variants.add(new Variant(
                    Glow.id(parts[0] + "/" + variant),
                    (parts[0] + "-" + variant).toUpperCase(Locale.ROOT).replace(' ', '-'),
                    parts[3],
                    parts[3].equals("default") ? "Default" : variant,
                    new Money(price, shop.currency()),
                    true,
                    variants.size()));
        }
        List<String> synonyms = parts.length > 5 && !parts[5].isBlank()
                ? Stream.of(parts[5].split(",")).map(String::strip).toList()
                : List.of();
        return new Product(
                Glow.id(parts[0]), parts[0], parts[2], true, 0, List.of(parts[1]), List.of(), synonyms, null, variants);
    }

    static Product aged(Product p, int years) {
        return new Product(
                p.id(),
                p.name(),
                p.description(),
                p.available(),
                years,
                p.categories(),
                p.tags(),
                p.synonyms(),
                p.imageUrl(),
                p.variants());
    }

    private static List<String> lines(String name) {
        Path elsewhere = Path.of(OTHER_SHOPS, name + ".txt");
        if (!OTHER_SHOPS.isEmpty() && Files.exists(elsewhere)) {
            try {
                return told(Files.readString(elsewhere));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        try (InputStream in = Objects.requireNonNull(
                ShopFile.class.getResourceAsStream("/shops/" + name + ".txt"), "no shop " + name)) {
            return told(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> told(String file) {
        return file.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
