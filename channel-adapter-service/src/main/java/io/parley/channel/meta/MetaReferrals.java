package io.parley.channel.meta;

import io.parley.events.InboundEvent.Referral;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads how a person came: an ad, an m.me or ig.me link, a code, a product of the shop.
/// <https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_referrals>
final class MetaReferrals {
    private MetaReferrals() {}

    static Referral read(JsonNode json) {
        JsonNode ad = json.path("ads_context_data");
        @Nullable String adId = Fields.id(json.path("ad_id"));
        @Nullable String product = Fields.id(json.path("product").path("id"));
        if (product == null) {
            product = Fields.id(ad.path("product_id"));
        }
        String source = Fields.word(json.path("source"));
        return new Referral(
                source(source == null ? "" : source.toUpperCase(Locale.ROOT), adId, product),
                Fields.word(json.path("ref")),
                adId,
                product,
                Fields.word(ad.path("ad_title")));
    }

    private static String source(String named, @Nullable String adId, @Nullable String product) {
        if (named.equals("ADS") || adId != null) {
            return "ad";
        }
        if (named.equals("MESSENGER_CODE") || named.contains("QR")) {
            return "code";
        }
        if (named.contains("STORY")) {
            return "story";
        }
        return product != null || named.contains("SHOP") ? "shop" : "link";
    }
}
