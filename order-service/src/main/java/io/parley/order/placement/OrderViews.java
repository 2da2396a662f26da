package io.parley.order.placement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.events.Platform;
import io.parley.starter.web.CursorPage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Orders as callers see them. What is not there is told as null, so that a client need not guess.
final class OrderViews {
    private OrderViews() {}

    /// @param next what may be done now: statuses, and `PAID` while it is to be paid
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OrderListItem(
            UUID id,
            String number,
            OrderStatus status,
            PaymentStatus paymentStatus,
            FulfilmentStatus fulfilmentStatus,
            OrderSource source,
            @Nullable String customerName,
            Platform platform,
            String shippingLocation,
            BigDecimal total,
            String currency,
            List<LineInList> lines,
            Instant capturedAt,
            @Nullable UUID conversationId,
            List<String> next) {
        static OrderListItem of(Order order) {
            return new OrderListItem(
                    order.id(),
                    order.number(),
                    order.status(),
                    order.paymentStatus(),
                    order.fulfilmentStatus(),
                    order.source(),
                    order.customerName(),
                    order.platform(),
                    order.shippingLocation(),
                    order.totals().money(order.totals().total()).decimal(),
                    order.totals().currency(),
                    order.lines().stream().map(LineInList::of).toList(),
                    order.placedAt(),
                    order.conversationId(),
                    order.next());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LineInList(String title, @Nullable String variantTitle, int quantity, BigDecimal unitPrice) {
        static LineInList of(OrderLine line) {
            return new LineInList(
                    line.title(),
                    line.variantTitle(),
                    line.quantity(),
                    line.unitPrice().decimal());
        }
    }

    /// @param note the shopper's, from the chat or the checkout
    /// @param history oldest first
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OrderDetail(
            UUID id,
            String number,
            OrderStatus status,
            PaymentStatus paymentStatus,
            FulfilmentStatus fulfilmentStatus,
            OrderSource source,
            @Nullable UUID shopperId,
            @Nullable String customerName,
            @Nullable String email,
            Platform platform,
            String shippingLocation,
            String currency,
            BigDecimal subtotal,
            BigDecimal discount,
            BigDecimal shipping,
            BigDecimal tax,
            BigDecimal total,
            List<Line> lines,
            @Nullable String note,
            List<NoteView> notes,
            List<PaymentView> payments,
            List<Change> history,
            Instant capturedAt,
            @Nullable UUID conversationId,
            List<String> next,
            long version) {
        static OrderDetail of(Order order) {
            Totals totals = order.totals();
            return new OrderDetail(
                    order.id(),
                    order.number(),
                    order.status(),
                    order.paymentStatus(),
                    order.fulfilmentStatus(),
                    order.source(),
                    order.shopperId(),
                    order.customerName(),
                    order.email(),
                    order.platform(),
                    order.shippingLocation(),
                    totals.currency(),
                    totals.money(totals.subtotal()).decimal(),
                    totals.money(totals.discount()).decimal(),
                    totals.money(totals.shipping()).decimal(),
                    totals.money(totals.tax()).decimal(),
                    totals.money(totals.total()).decimal(),
                    order.lines().stream().map(Line::of).toList(),
                    order.note(),
                    order.notes().stream().map(NoteView::of).toList(),
                    order.payments().stream().map(PaymentView::of).toList(),
                    order.history().stream().map(Change::of).toList(),
                    order.placedAt(),
                    order.conversationId(),
                    order.next(),
                    order.changes());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Line(
            UUID id,
            UUID productId,
            UUID variantId,
            String sku,
            String title,
            @Nullable String variantTitle,
            @Nullable String imageUrl,
            int quantity,
            BigDecimal unitPrice,
            BigDecimal total) {
        static Line of(OrderLine line) {
            return new Line(
                    line.id(),
                    line.productId(),
                    line.variantId(),
                    line.sku(),
                    line.title(),
                    line.variantTitle(),
                    line.imageUrl(),
                    line.quantity(),
                    line.unitPrice().decimal(),
                    line.unitPrice().times(line.quantity()).decimal());
        }
    }

    /// @param by a member's id
    record NoteView(UUID id, String text, String by, Instant at) {
        static NoteView of(Note note) {
            return new NoteView(note.id(), note.text(), note.memberId().toString(), note.at());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PaymentView(
            UUID id, String method, @Nullable String reference, BigDecimal amount, String currency, Instant at) {
        static PaymentView of(Payment payment) {
            return new PaymentView(
                    payment.id(),
                    payment.method(),
                    payment.reference(),
                    payment.amount().decimal(),
                    payment.amount().currency(),
                    payment.at());
        }
    }

    /// @param by `shopper`, `stock` or `seller`
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Change(
            Instant at,
            OrderStatus status,
            String by,
            @Nullable UUID memberId,
            @Nullable String reason) {
        static Change of(StatusChange change) {
            return new Change(change.at(), change.status(), change.by(), change.memberId(), change.reason());
        }
    }

    static CursorPage<OrderListItem> list(CursorPage<Order> page) {
        return new CursorPage<>(page.items().stream().map(OrderListItem::of).toList(), page.next());
    }
}
