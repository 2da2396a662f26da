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
    record Assistant(
            String tone,
            List<String> handoffTriggers,
            String responseSpeed,
            List<String> languages,
            List<OpeningHours> openingHours,
            @Nullable String closedMessage) {}

    /// @param day 1 Monday to 7 Sunday
    /// @param opens local time `HH:mm`
    record OpeningHours(int day, String opens, String closes) {}
}
