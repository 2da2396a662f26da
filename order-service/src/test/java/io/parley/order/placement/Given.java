package io.parley.order.placement;

import io.parley.events.CartEvent.CartCheckedOut;
import io.parley.events.Contact;
import io.parley.events.Money;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OrderedLine;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Orders to begin with.
final class Given {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final UUID SERUM = UUID.fromString("0193a000-0000-7000-8000-000000000001");
    static final UUID MEMBER = UUID.fromString("0193a000-0000-7000-8000-00000000000a");

    private Given() {}

    static OrderedLine serum(int quantity) {
        return new OrderedLine(Ids.next(), SERUM, "GLOW-50", "Glow Serum", "50ml", quantity, new Money(5500, "USD"));
    }

    static OrderedLine cream(int quantity) {
        return new OrderedLine(Ids.next(), Ids.next(), "HYDRA", "Hydra Cream", null, quantity, new Money(5500, "USD"));
    }

    static Contact contact() {
        return new Contact(
                Contact.key(Platform.INSTAGRAM, "178414", "77"),
                Ids.next(),
                Platform.INSTAGRAM,
                "178414",
                "77",
                "Zoë Müller");
    }

    static NewOrder newOrder(List<OrderedLine> lines, long total) {
        Money nothing = Money.zero("USD");
        return new NewOrder(
                Ids.next(),
                OrderSource.CHAT,
                Ids.next(),
                Ids.next(),
                contact(),
                "Zoë Müller",
                null,
                lines,
                "Accra, Osu",
                nothing,
                nothing,
                nothing,
                new Money(total, "USD"),
                null,
                NOW,
                null);
    }

    static Order order() {
        return Order.place(Ids.next(), "ORD-7K3M9Q", newOrder(List.of(serum(2)), 11000), Map.of());
    }

    static Order orderThatIs(OrderStatus status) {
        Order order = order();
        switch (status) {
            case CAPTURED -> {}
            case CONFIRMED -> order.confirm(NOW);
            case IN_PROGRESS -> {
                order.confirm(NOW);
                order.moveTo(OrderStatus.IN_PROGRESS, MEMBER, null, NOW);
            }
            case COMPLETED -> {
                order.confirm(NOW);
                order.moveTo(OrderStatus.IN_PROGRESS, MEMBER, null, NOW);
                order.moveTo(OrderStatus.COMPLETED, MEMBER, null, NOW);
            }
            case CANCELLED -> order.moveTo(OrderStatus.CANCELLED, MEMBER, null, NOW);
        }
        return order;
    }

    static OrderCaptured captured(UUID orderId, OrderedLine... lines) {
        Money total = List.of(lines).stream().map(OrderedLine::total).reduce(Money.zero("USD"), Money::plus);
        return new OrderCaptured(
                orderId, Ids.next(), Ids.next(), contact(), List.of(lines), "Accra, Osu", total, "ring twice");
    }

    static CartCheckedOut checkedOut(UUID orderId, OrderedLine line) {
        Money nothing = Money.zero("USD");
        return new CartCheckedOut(
                Ids.next(),
                orderId,
                null,
                "kofi@example.com",
                "Kofi",
                List.of(line),
                "Kumasi",
                line.total(),
                nothing,
                new Money(700, "USD"),
                new Money(300, "USD"),
                line.total().plus(new Money(1000, "USD")),
                null);
    }
}
