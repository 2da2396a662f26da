package io.parley.conversation.turn;

import static org.awaitility.Awaitility.await;

import io.parley.conversation.Glow;
import io.parley.conversation.shop.Product;
import io.parley.events.Contact;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.Money;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ProductEvent.Variant;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.events.StockEvent.StockLevelChanged;
import io.parley.starter.Ids;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A shopper and a shop of their own, over real topics.
public final class Chat {
    public final ServiceUnderTest service = RunningConversationService.service();
    public final UUID shop;
    public final Contact contact;
    public final Http owner;
    private int said;

    private Chat(UUID shop, Platform platform, @Nullable String phone) {
        this.shop = shop;
        this.owner = service.http().as("owner", shop);
        String person = Long.toString(Math.abs(Ids.next().getMostSignificantBits()))
                + Math.abs(Ids.next().hashCode());
        contact = new Contact(
                Contact.key(platform, "1784", person), Ids.next(), platform, "1784", person, "Zoe", phone, List.of());
    }

    /// Another shopper of the same shop.
    public Chat another(Platform platform, @Nullable String phone) {
        return new Chat(shop, platform, phone);
    }

    public static Chat withNewShop() {
        Chat chat = new Chat(Ids.next(), Platform.INSTAGRAM, null);
        chat.shopIsKnown();
        chat.awaitKnown();
        return chat;
    }

    /// A shop that has a model understand its shoppers.
    public static Chat withModel(boolean wording) {
        return withAssistant("friendly", "model", wording, null);
    }

    /// A shop that compares two tones.
    public static Chat withTones(String tone, String compared) {
        return withAssistant(tone, "local", false, compared);
    }

    private static Chat withAssistant(String tone, String engine, boolean wording, @Nullable String compared) {
        Chat chat = new Chat(Ids.next(), Platform.INSTAGRAM, null);
        chat.productsAreKnown();
        Assistant assistant = new Assistant(
                tone,
                List.of(),
                "instant",
                List.of("en", "fr"),
                List.of(),
                null,
                engine,
                wording,
                List.of(),
                null,
                null,
                null,
                null,
                compared);
        chat.service.publish(chat.shop, new ShopRegistered(chat.shop, shopState(1, assistant)));
        chat.awaitKnown();
        return chat;
    }

    /// Somebody else writing to the same shop.
    Chat another() {
        return new Chat(shop, Platform.INSTAGRAM, null);
    }

    public static Chat withUnknownShop() {
        return new Chat(Ids.next(), Platform.INSTAGRAM, null);
    }

    public void shopIsKnown() {
        productsAreKnown();
        service.publish(shop, new ShopRegistered(shop, shopState(1, "friendly")));
    }

    /// The shop and all its products are stored: no need to wait for the offsets.
    private void awaitKnown() {
        int products = Glow.products("USD").size();
        await("the shop and its products")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(15))
                .until(() -> Integer.valueOf(products)
                        .equals(service.jdbc()
                                .queryForObject(
                                        "select (select count(*) from product where shop_id = s.shop_id)"
                                                + " from (select ?::uuid as shop_id) a"
                                                + " left join shop s on s.shop_id = a.shop_id and s.state is not null",
                                        Integer.class,
                                        shop)));
    }

    private void productsAreKnown() {
        for (Product product : Glow.products("USD")) {
            service.publish(shop, new ProductPublished(product.id(), state(product, 1)));
        }
    }

    public static ShopState shopState(long version, String tone) {
        return shopState(version, new Assistant(tone, List.of(), "instant", List.of("en", "fr"), List.of(), null));
    }

    private static ShopState shopState(long version, Assistant assistant) {
        return new ShopState(
                version,
                "Glow by Ama",
                "glow",
                null,
                "beauty",
                "Africa/Lagos",
                "USD",
                "en-US",
                "ama@example.com",
                "ARRANGE_WITH_SELLER",
                assistant);
    }

    public static ProductState state(Product product, long version) {
        return new ProductState(
                version,
                product.name(),
                product.name().toLowerCase().replace(' ', '-'),
                product.description(),
                true,
                0,
                product.categories(),
                product.tags(),
                product.synonyms(),
                null,
                product.variants().stream()
                        .map(v -> new Variant(v.id(), v.sku(), v.type(), v.name(), v.price(), true, v.position(), null))
                        .toList());
    }

    public void stock(String product, String variant, int available, long version) {
        service.publish(
                shop,
                new StockLevelChanged(
                        Glow.id(product + "/" + variant), Glow.id(product), available, 0, available, "DENY", version));
        service.awaitIdle();
    }

    public MessageReceived message(@Nullable String text, Attachment... attachments) {
        return new MessageReceived(
                contact,
                Instant.now(),
                "mid-" + contact.personId() + "-" + ++said,
                text,
                List.of(attachments),
                null,
                null,
                null,
                false);
    }

    public void says(@Nullable String text, Attachment... attachments) {
        service.publish(shop, message(text, attachments));
    }

    public List<ReplyRequested> replies() {
        return service.events(ReplyRequested.class).stream()
                .filter(r -> r.contact().conversationKey().equals(contact.conversationKey()))
                .distinct()
                .toList();
    }

    /// Says it and waits for the answer.
    public ReplyRequested asks(@Nullable String text, Attachment... attachments) {
        int before = replies().size();
        says(text, attachments);
        return await("an answer to " + text)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> replies().size() > before ? replies().getLast() : null, java.util.Objects::nonNull);
    }

    /// What is written is told a moment before others can read it, hence the waiting.
    public JsonNode conversation() {
        return await("the conversation")
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> owner.get("/api/conversations")
                                .json()
                                .get("items")
                                .valueStream()
                                .filter(it -> it.get("customerId").asString().equals(contact.personId()))
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    /// Its path in the API.
    public String path() {
        return "/api/conversations/" + conversation().get("id").asString();
    }

    public JsonNode transcript() {
        return owner.get("/api/conversations/" + conversation().get("id").asString() + "/messages")
                .json()
                .get("items");
    }

    /// An order that was taken here, as order-service tells of it.
    public static OrderSummary summary(OrderCaptured order, long version, String status, String payment) {
        return summary(order, "ORD-7K3M9Q", version, status, payment);
    }

    static OrderSummary summary(OrderCaptured order, String number, long version, String status, String payment) {
        Money none = Money.zero("USD");
        return new OrderSummary(
                number,
                version,
                "CHAT",
                status,
                payment,
                "UNFULFILLED",
                order.shopperId(),
                order.conversationId(),
                order.contact(),
                "Zoe",
                null,
                order.lines(),
                order.shippingLocation(),
                order.total(),
                none,
                none,
                none,
                order.total(),
                null,
                Instant.now());
    }
}
