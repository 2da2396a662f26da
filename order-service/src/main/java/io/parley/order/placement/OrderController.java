package io.parley.order.placement;

import io.parley.order.placement.OrderViews.OrderDetail;
import io.parley.order.placement.OrderViews.OrderListItem;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Caller;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Idempotency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {
    private final ReadOrders read;
    private final ChangeOrder change;
    private final Idempotency idempotency;

    OrderController(ReadOrders read, ChangeOrder change, Idempotency idempotency) {
        this.read = read;
        this.change = change;
        this.idempotency = idempotency;
    }

    /// @param reason kept in the history
    record StatusRequest(
            @NotNull OrderStatus status,
            @Size(max = 300) @Nullable String reason) {}

    record NoteRequest(@NotBlank @Size(max = Note.TEXT_MAX) String text) {}

    /// @param method how the money came: `cash`, `transfer`, …
    record PaymentRequest(
            @NotBlank @Size(max = 50) String method,
            @Size(max = 100) @Nullable String reference) {}

    private record Asked(String what, UUID order, Object body) {}

    @GetMapping
    @Allowed("orders:read")
    CursorPage<OrderListItem> listOrders(
            @RequestParam(required = false) @Nullable List<OrderStatus> status,
            @RequestParam(required = false) @Size(max = 100) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return OrderViews.list(read.page(status == null ? List.of() : status, q, cursor, limit));
    }

    @GetMapping("/{id}")
    @Allowed("orders:read")
    OrderDetail getOrder(@PathVariable UUID id) {
        return OrderDetail.of(read.one(id));
    }

    @PatchMapping("/{id}/status")
    @Allowed("orders:write")
    OrderDetail changeOrderStatus(@PathVariable UUID id, @Valid @RequestBody StatusRequest request) {
        return OrderDetail.of(
                change.moveTo(id, request.status(), Caller.current().userId(), request.reason()));
    }

    @PostMapping("/{id}/notes")
    @Allowed("orders:write")
    @ResponseStatus(HttpStatus.CREATED)
    OrderDetail addOrderNote(
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NoteRequest request) {
        UUID member = Caller.current().userId();
        return idempotency.once(
                key,
                new Asked("note", id, request),
                OrderDetail.class,
                () -> OrderDetail.of(change.write(id, request.text().strip(), member)));
    }

    /// Marks the order paid, where the money came another way than by a payment link.
    @PostMapping("/{id}/payments")
    @Allowed("orders:write")
    @ResponseStatus(HttpStatus.CREATED)
    OrderDetail recordPayment(
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody PaymentRequest request) {
        UUID member = Caller.current().userId();
        return idempotency.once(
                key,
                new Asked("payment", id, request),
                OrderDetail.class,
                () -> OrderDetail.of(change.pay(id, request.method().strip(), request.reference(), member)));
    }
}
