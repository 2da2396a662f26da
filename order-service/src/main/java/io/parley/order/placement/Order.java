package io.parley.order.placement;

import io.parley.events.Contact;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderChangeRefused;
import io.parley.events.OrderEvent.OrderChanged;
import io.parley.events.OrderEvent.OrderChanging;
import io.parley.events.OrderEvent.OrderCompleted;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderRejected;
import io.parley.events.OrderEvent.OrderStarted;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OrderedLine;
import io.parley.events.Platform;
import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.Ids;
import io.parley.starter.web.Refusal;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/// A captured purchase and its life. What may follow what is [OrderStatus]'s and [PaymentStatus]'s to say.
@Entity
@DynamicUpdate
@Table(name = "orders")
class Order extends AbstractAggregateRoot<Order> {
    static final int LINES_MAX = 100;
    static final int NOTES_MAX = 200;
    static final String OUT_OF_STOCK = "out_of_stock";
    static final String CHANGED = "changed";
    private static final String CANCELLED_BY_SELLER = "seller";
    private static final String CANCELLED_BY_SHOPPER = "shopper";
    private static final String JSONB = "?::jsonb";

    @Id
    private UUID id;

    @Column
    private UUID shopId;

    @Version
    private @Nullable Long version;

    @Column
    private String number;

    @Column
    @Enumerated(EnumType.STRING)
    private OrderSource source;

    @Column
    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    @Column
    @Enumerated(EnumType.STRING)
    private PaymentStatus paymentStatus;

    @Column
    @Enumerated(EnumType.STRING)
    private FulfilmentStatus fulfilmentStatus;

    @Column
    private @Nullable UUID shopperId;

    @Column
    private @Nullable UUID conversationId;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfContact.class)
    private @Nullable Contact contact;

    @Column
    private @Nullable String customerName;

    @Column
    private @Nullable String email;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfLines.class)
    private List<OrderLine> lines;

    @Embedded
    private Totals totals;

    @Column
    private String shippingLocation;

    @Column
    private @Nullable String note;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfNotes.class)
    private List<Note> notes;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfPayments.class)
    private List<Payment> payments;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfHistory.class)
    private List<StatusChange> history;

    @Column
    @ColumnTransformer(write = JSONB)
    @Convert(converter = Document.OfPendingChange.class)
    private @Nullable PendingChange pendingChange;

    /// What a search looks in: number, customer, what was bought; in small letters.
    @Column
    private String search;

    @Column
    private Instant placedAt;

    /// For the database.
    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    private Order(UUID shopId, String number, NewOrder given, List<OrderLine> lines) {
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new IllegalArgumentException(lines.size() + " lines are not 1 to " + LINES_MAX);
        }
        this.id = given.id();
        this.shopId = shopId;
        this.number = number;
        this.source = given.source();
        this.status = OrderStatus.CAPTURED;
        this.paymentStatus = PaymentStatus.UNPAID;
        this.fulfilmentStatus = FulfilmentStatus.UNFULFILLED;
        this.shopperId = given.shopperId();
        this.conversationId = given.conversationId();
        this.contact = given.contact();
        this.customerName = given.customerName();
        this.email = given.email();
        this.lines = List.copyOf(lines);
        this.totals = Totals.of(lines, given.discount(), given.shipping(), given.tax(), given.total());
        this.shippingLocation = given.shippingLocation();
        this.note = given.note();
        this.notes = List.of();
        this.payments = List.of();
        this.placedAt = given.at().truncatedTo(ChronoUnit.MICROS);
        this.history = List.of(new StatusChange(placedAt, OrderStatus.CAPTURED, StatusChange.SHOPPER, null, null));
        this.search = searched();
    }

    /// Writes down what the shopper wants; stock is asked for next.
    ///
    /// @param images by variant, of what was bought
    /// @throws IllegalArgumentException when the lines, the quantities or the sums cannot be: the teller's bug
    static Order place(UUID shopId, String number, NewOrder given, Map<UUID, String> images) {
        List<OrderLine> lines = given.lines().stream()
                .map(line -> OrderLine.of(line, images.get(line.variantId())))
                .toList();
        Order order = new Order(shopId, number, given, lines);
        order.registerEvent(new OrderPlaced(order.id, order.summary(0), given.holdReference()));
        return order;
    }

    /// Its stock is held. A hold told after the order was cancelled needs nothing more: inventory hears `OrderPlaced`
    /// and `OrderCancelled` in this order, so what it held it has given back by then, or will.
    ///
    /// @return whether that was news
    boolean confirm(Instant at) {
        if (status != OrderStatus.CAPTURED) {
            return false;
        }
        become(OrderStatus.CONFIRMED, at, StatusChange.STOCK, null, null);
        registerEvent(new OrderConfirmed(id, changedSummary()));
        askForStock();
        return true;
    }

    /// There was not enough of something.
    ///
    /// @return whether that was news
    boolean reject(List<Shortage> shortages, Instant at) {
        if (status != OrderStatus.CAPTURED) {
            return false;
        }
        become(OrderStatus.CANCELLED, at, StatusChange.STOCK, null, OUT_OF_STOCK);
        pendingChange = null;
        registerEvent(new OrderRejected(id, changedSummary(), List.copyOf(shortages)));
        return true;
    }

    /// The shopper wants it otherwise, or no more. Another place is taken at once; for other lines
    /// stock is asked for, once the order's own is held, and the order stays as it is until then.
    ///
    /// @param images by variant, of what is wanted
    /// @throws IllegalArgumentException when the lines or the sum cannot be: the teller's bug
    void ask(WantedChange wanted, Map<UUID, String> images, Instant at) {
        if (pendingChange != null && pendingChange.id().equals(wanted.id())) {
            return;
        }
        boolean cancels = wanted.lines().isEmpty();
        String tooLate = tooLate();
        if (tooLate == null && pendingChange != null && !cancels) {
            tooLate = "busy";
        }
        if (tooLate == null && !totals.areOfLinesOnly() && !cancels) {
            tooLate = "priced_otherwise";
        }
        if (tooLate != null) {
            registerEvent(new OrderChangeRefused(
                    id,
                    wanted.id(),
                    summary(changes()),
                    tooLate,
                    wanted.lines(),
                    wanted.shippingLocation(),
                    List.of()));
            return;
        }
        if (cancels) {
            pendingChange = null;
            become(OrderStatus.CANCELLED, at, StatusChange.SHOPPER, null, null);
            registerEvent(new OrderCancelled(id, changedSummary(), CANCELLED_BY_SHOPPER));
            return;
        }
        if (wanted.lines().size() > LINES_MAX) {
            throw new IllegalArgumentException(wanted.lines().size() + " lines are more than " + LINES_MAX);
        }
        List<OrderLine> newLines = wanted.lines().stream()
                .map(line -> OrderLine.of(line, images.get(line.variantId())))
                .toList();
        Totals.ofLinesOnly(newLines, wanted.total());
        pendingChange =
                new PendingChange(wanted.id(), newLines, wanted.shippingLocation(), micros(at), false, wanted.note());
        if (pendingChange.told().equals(told(lines))) {
            take(pendingChange, at);
        } else if (status == OrderStatus.CONFIRMED) {
            askForStock();
        }
    }

    /// Stock is held for what it is to be. A hold for other lines is an older one, told again.
    ///
    /// @return whether that was waited for
    boolean change(List<HeldLine> held, Instant at) {
        PendingChange change = pendingChange;
        if (change == null || !change.asked() || !pieces(held).equals(change.pieces())) {
            return false;
        }
        take(change, at);
        return true;
    }

    /// There is not enough for what it was to be: it stays as it is, with its stock.
    ///
    /// @return whether that was waited for
    boolean keep(List<Shortage> shortages) {
        PendingChange change = pendingChange;
        if (change == null || !change.asked()) {
            return false;
        }
        refuse(change, OUT_OF_STOCK, List.copyOf(shortages));
        return true;
    }

    private static Map<UUID, Integer> pieces(List<HeldLine> held) {
        return held.stream().collect(Collectors.toMap(HeldLine::variantId, HeldLine::quantity, Integer::sum));
    }

    private void askForStock() {
        PendingChange change = pendingChange;
        if (change == null) {
            return;
        }
        String tooLate = tooLate();
        if (tooLate != null) {
            refuse(change, tooLate, List.of());
            return;
        }
        pendingChange = change.nowAsked();
        registerEvent(new OrderChanging(id, change.id(), changedSummary(), change.told()));
    }

    private void take(PendingChange change, Instant at) {
        lines = change.lines();
        totals = Totals.ofLinesOnly(lines, totals.money(Totals.sum(lines)));
        shippingLocation = change.shippingLocation();
        if (change.note() != null) {
            note = note == null ? change.note() : note + "; " + change.note();
        }
        search = searched();
        pendingChange = null;
        history = with(history, new StatusChange(micros(at), status, StatusChange.SHOPPER, null, CHANGED));
        registerEvent(new OrderChanged(id, change.id(), changedSummary()));
    }

    private void refuse(PendingChange change, String reason, List<Shortage> shortages) {
        pendingChange = null;
        registerEvent(new OrderChangeRefused(
                id, change.id(), changedSummary(), reason, change.told(), change.shippingLocation(), shortages));
    }

    /// Why a shopper can no longer change it, or null when they can.
    private @Nullable String tooLate() {
        return switch (status) {
            case IN_PROGRESS, COMPLETED, CANCELLED -> status.name().toLowerCase(Locale.ROOT);
            case CAPTURED, CONFIRMED ->
                paymentStatus != PaymentStatus.UNPAID
                        ? "paid"
                        : fulfilmentStatus != FulfilmentStatus.UNFULFILLED ? "in_progress" : null;
        };
    }

    /// While stock for another form of it is being asked for, nobody works on the old one.
    private void unlessChanging() {
        if (pendingChange != null) {
            throw Refusal.conflict(
                    "order_changing",
                    "The customer is changing this order at this moment; try again in a few seconds.");
        }
    }

    /// A person of the shop moves it on.
    ///
    /// @throws Refusal conflict, when the table knows no such step
    void moveTo(OrderStatus target, UUID memberId, @Nullable String reason, Instant at) {
        status.becomeBySeller(target);
        if (target != OrderStatus.CANCELLED) {
            unlessChanging();
        }
        pendingChange = null;
        become(target, at, StatusChange.SELLER, memberId, reason);
        switch (target) {
            case IN_PROGRESS -> registerEvent(new OrderStarted(id, changedSummary()));
            case COMPLETED -> registerEvent(new OrderCompleted(id, changedSummary()));
            case CANCELLED -> registerEvent(new OrderCancelled(id, changedSummary(), CANCELLED_BY_SELLER));
            case CAPTURED, CONFIRMED -> throw new IllegalStateException(target + " is not a person's to choose");
        }
    }

    /// The seller has the money.
    ///
    /// @throws Refusal conflict, when it is paid already or cancelled
    void pay(String method, @Nullable String reference, UUID memberId, Instant at) {
        if (status == OrderStatus.CANCELLED) {
            throw Refusal.conflict("order_cancelled", "The order is CANCELLED: there is nothing to pay.")
                    .with("current", status);
        }
        unlessChanging();
        paymentStatus = paymentStatus.become(PaymentStatus.PAID);
        payments = with(
                payments,
                new Payment(Ids.next(), method, reference, totals.money(totals.total()), memberId, micros(at)));
    }

    /// @throws Refusal conflict, when there are [#NOTES_MAX] already
    void write(String text, UUID memberId, Instant at) {
        if (notes.size() >= NOTES_MAX) {
            throw Refusal.conflict("notes_full", "An order has room for " + NOTES_MAX + " notes.");
        }
        notes = with(notes, new Note(Ids.next(), text, memberId, micros(at)));
    }

    /// What a person may do next: statuses, and `PAID` while it is to be paid.
    List<String> next() {
        Stream<String> statuses = status.nextBySeller().stream().map(Enum::name);
        boolean payable =
                status != OrderStatus.CANCELLED && paymentStatus.next().contains(PaymentStatus.PAID);
        return Stream.concat(statuses, payable ? Stream.of(PaymentStatus.PAID.name()) : Stream.of())
                .toList();
    }

    private void become(OrderStatus target, Instant at, String by, @Nullable UUID memberId, @Nullable String reason) {
        status = status.become(target);
        history = with(history, new StatusChange(micros(at), target, by, memberId, reason));
    }

    /// The order as it will be once this change is committed.
    private OrderSummary changedSummary() {
        return summary(changes() + 1);
    }

    private OrderSummary summary(long atVersion) {
        return new OrderSummary(
                number,
                atVersion,
                source.name(),
                status.name(),
                paymentStatus.name(),
                fulfilmentStatus.name(),
                shopperId,
                conversationId,
                contact,
                customerName,
                email,
                told(lines),
                shippingLocation,
                totals.money(totals.subtotal()),
                totals.money(totals.discount()),
                totals.money(totals.shipping()),
                totals.money(totals.tax()),
                totals.money(totals.total()),
                note,
                placedAt);
    }

    private static List<OrderedLine> told(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::told).toList();
    }

    private String searched() {
        return Stream.concat(
                        Stream.of(number, customerName, email),
                        lines.stream().flatMap(line -> Stream.of(line.title(), line.variantTitle(), line.sku())))
                .filter(words -> words != null && !words.isBlank())
                .distinct()
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }

    /// What has become true since it was loaded, to be told when it is saved.
    List<Object> told() {
        return List.copyOf(domainEvents());
    }

    UUID id() {
        return id;
    }

    /// How often it has changed since it was placed.
    long changes() {
        return version == null ? 0 : version;
    }

    String number() {
        return number;
    }

    OrderSource source() {
        return source;
    }

    OrderStatus status() {
        return status;
    }

    PaymentStatus paymentStatus() {
        return paymentStatus;
    }

    FulfilmentStatus fulfilmentStatus() {
        return fulfilmentStatus;
    }

    @Nullable
    UUID shopperId() {
        return shopperId;
    }

    @Nullable
    UUID conversationId() {
        return conversationId;
    }

    Platform platform() {
        return contact == null ? Platform.WEB : contact.platform();
    }

    @Nullable
    String customerName() {
        return customerName;
    }

    @Nullable
    String email() {
        return email;
    }

    List<OrderLine> lines() {
        return lines;
    }

    Totals totals() {
        return totals;
    }

    String shippingLocation() {
        return shippingLocation;
    }

    @Nullable
    String note() {
        return note;
    }

    List<Note> notes() {
        return notes;
    }

    List<Payment> payments() {
        return payments;
    }

    List<StatusChange> history() {
        return history;
    }

    Instant placedAt() {
        return placedAt;
    }
}
