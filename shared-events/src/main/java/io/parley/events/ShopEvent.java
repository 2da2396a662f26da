package io.parley.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A shop, its team and its settings, told by gateway-service.
public sealed interface ShopEvent extends Event {
    UUID shopId();

    @Override
    default Topic topic() {
        return Topic.SHOP;
    }

    @Override
    default String key() {
        return shopId().toString();
    }

    @EventType("shop.registered.v1")
    record ShopRegistered(UUID shopId, ShopState shop) implements ShopEvent {}

    /// Carries the whole state: a reader replaces its copy when [ShopState#version()] is newer.
    @EventType("shop.changed.v1")
    record ShopChanged(UUID shopId, ShopState shop) implements ShopEvent {}

    @EventType("shop.member-joined.v1")
    record MemberJoined(
            UUID shopId,
            UUID memberId,
            String email,
            @Nullable String name,
            String role) implements ShopEvent {}

    @EventType("shop.member-removed.v1")
    record MemberRemoved(UUID shopId, UUID memberId) implements ShopEvent {}

    @EventType("shop.closed.v1")
    record ShopClosed(UUID shopId, Instant at) implements ShopEvent {}

    /// @param version grows by one with every change
    /// @param ownerEmail where alerts go unless a member's preferences say otherwise
    /// @param timeZone IANA name
    /// @param paymentMode `ARRANGE_WITH_SELLER` or `PAYMENT_LINK`
    record ShopState(
            long version,
            String name,
            String slug,
            @Nullable String businessType,
            @Nullable String sells,
            String timeZone,
            String currency,
            String locale,
            String ownerEmail,
            String paymentMode,
            Assistant assistant) {}

    /// @param tone `friendly`, `luxe` or `influencer`
    /// @param handoffTriggers of `custom_request`, `medical_question`, `complaint`
    /// @param responseSpeed `instant` or `delayed`
    /// @param languages ISO 639-1 codes the assistant may answer in, the first is the default
    /// @param openingHours empty means always open
    /// @param engine `local` or `model`: which engine understands shoppers; absent means `local`
    /// @param modelWording the model may word answers, behind the fact check
    /// @param neverSay words and phrases that no answer may contain
    /// @param holdMinutes how long stock is held for a chat's cart, 0 for no hold; absent means 15
    /// @param releaseAfterMinutes quiet minutes after which a taken-over conversation goes back to the
    ///     assistant; absent means 24 hours, 0 never
    /// @param retentionDays after how long shoppers' words are erased; absent means 90
    /// @param delivery what the seller says of delivery, in their own words
    /// @param comparedTone a second tone, which every other shopper hears, so that the two can be compared; absent
    ///     means no comparison
    record Assistant(
            String tone,
            List<String> handoffTriggers,
            String responseSpeed,
            List<String> languages,
            List<OpeningHours> openingHours,
            @Nullable String closedMessage,
            @Nullable String engine,
            boolean modelWording,
            List<String> neverSay,
            @Nullable Integer holdMinutes,
            @Nullable Integer releaseAfterMinutes,
            @Nullable Integer retentionDays,
            @Nullable String delivery,
            @Nullable String comparedTone) {

        public Assistant {
            neverSay = neverSay == null ? List.of() : List.copyOf(neverSay);
        }

        public Assistant(
                String tone,
                List<String> handoffTriggers,
                String responseSpeed,
                List<String> languages,
                List<OpeningHours> openingHours,
                @Nullable String closedMessage) {
            this(
                    tone,
                    handoffTriggers,
                    responseSpeed,
                    languages,
                    openingHours,
                    closedMessage,
                    null,
                    false,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /// @param day 1 Monday to 7 Sunday
    /// @param opens local time `HH:mm`
    record OpeningHours(int day, String opens, String closes) {}
}
