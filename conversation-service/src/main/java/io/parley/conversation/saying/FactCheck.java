package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The last gate, whoever wrote the words: every figure and every product in a text must be backed by the acts, and
/// claims about healing never pass, not even from a product's own description.
public final class FactCheck {
    private final List<String> blocked;

    public FactCheck() {
        try (InputStream in = FactCheck.class.getResourceAsStream("/saying/blocked-claims.txt")) {
            if (in == null) {
                throw new IllegalStateException("no file of blocked claims");
            }
            blocked = Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(FactCheck::plain)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// @return what is wrong with the text, empty when it may be sent
    public List<String> objections(String text, List<Act> acts, Shop shop, Catalogue catalogue) {
        List<String> objections = new ArrayList<>();
        String plain = plain(text);
        for (String claim : blocked) {
            if (plain.contains(claim)) {
                objections.add("claim: " + claim);
            }
        }
        Facts facts = Facts.of(acts, shop.name(), shop.locale());
        for (BigDecimal figure : Facts.figuresOf(text)) {
            if (!facts.backs(figure)) {
                objections.add("figure: " + figure.toPlainString());
            }
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (Product product : catalogue.products()) {
            if (lower.contains(product.name().toLowerCase(Locale.ROOT)) && !facts.names(product.name())) {
                objections.add("product: " + product.name());
            }
        }
        return objections;
    }

    /// Whether a seller's own words make a claim that must not be passed on.
    boolean claims(String text) {
        String plain = plain(text);
        return blocked.stream().anyMatch(plain::contains);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("\\s+", " ");
    }
}
