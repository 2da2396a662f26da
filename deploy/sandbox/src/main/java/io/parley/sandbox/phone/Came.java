package io.parley.sandbox.phone;

import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// How the shopper came to the chat, as they tell it with a message.
///
/// @param source  `ad`, `link` or `shop`
/// @param ref     the link's own word, for instance a campaign
/// @param product the catalogue's reference
record Came(
        String source,
        @Nullable String ref,
        @Nullable String adId,
        @Nullable String title,
        @Nullable String product) {
    private static final Set<String> SOURCES = Set.of("ad", "link", "shop");
    private static final String AD = "120210000000000001";

    /// Null when nothing was said of it.
    static @Nullable Came read(ObjectNode json) {
        var given = Asked.optional(json, "referral");
        if (given == null) return null;
        var source = Objects.requireNonNullElse(Json.text(given, "source"), "");
        if (!SOURCES.contains(source)) throw new BadInput("invalid_input", "referral.source is ad, link or shop.");
        var product = Asked.atMost(given, "product", Asked.WORD_CHARS_MAX);
        if (source.equals("shop") && product == null)
            throw new BadInput("invalid_input", "referral.product names what they saw in the shop.");
        return new Came(
                source,
                Asked.atMost(given, "ref", Asked.WORD_CHARS_MAX),
                source.equals("ad")
                        ? Objects.requireNonNullElse(Asked.atMost(given, "adId", Asked.WORD_CHARS_MAX), AD)
                        : null,
                Asked.atMost(given, "title", Asked.WORD_CHARS_MAX),
                product);
    }

    Bubble.About about() {
        return new Bubble.About(source, title != null ? title : product != null ? product : ref);
    }

    /// As Messenger and Instagram word it.
    ObjectNode meta() {
        var json = Json.object();
        if (source.equals("shop")) {
            json.putObject("product").put("id", product);
            return json;
        }
        json.put("source", source.equals("ad") ? "ADS" : "SHORTLINK").put("type", "OPEN_THREAD");
        if (ref != null) json.put("ref", ref);
        if (adId != null) {
            json.put("ad_id", adId);
            var ad = json.putObject("ads_context_data");
            if (title != null) ad.put("ad_title", title);
            if (product != null) ad.put("product_id", product);
        }
        return json;
    }

    /// As WhatsApp words it: an ad has a part of its own, a product stands in the context.
    void whatsApp(ObjectNode message) {
        if (source.equals("shop")) {
            var context = message.get("context") instanceof ObjectNode there ? there : message.putObject("context");
            context.putObject("referred_product").put("catalog_id", "1").put("product_retailer_id", product);
            return;
        }
        if (!source.equals("ad"))
            throw new BadInput("invalid_input", "A link to WhatsApp tells nothing of itself; only an ad or shop does.");
        var json = message.putObject("referral").put("source_type", "ad").put("source_id", adId);
        json.put("source_url", "https://fb.me/" + adId)
                .put("media_type", "image")
                .put("ctwa_clid", "clid-" + adId);
        if (title != null) json.put("headline", title);
        if (ref != null) json.put("ref", ref);
    }
}
