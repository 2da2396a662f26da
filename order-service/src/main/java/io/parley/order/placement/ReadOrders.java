package io.parley.order.placement;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A shop's orders, newest first.
@Component
class ReadOrders {
    private static final Sort NEWEST_FIRST = Sort.by("placedAt", "id").descending();
    private final Orders orders;

    ReadOrders(Orders orders) {
        this.orders = orders;
    }

    /// @throws Refusal not found, also when it is another shop's
    @Transactional(readOnly = true)
    Order one(UUID id) {
        return orders.findByShopIdAndId(ShopScope.current(), id).orElseThrow(ReadOrders::notFound);
    }

    /// @param words looked for in number, customer and what was bought
    @Transactional(readOnly = true)
    CursorPage<Order> page(
            List<OrderStatus> statuses, @Nullable String words, @Nullable String cursor, @Nullable Integer asked) {
        int limit = CursorPage.limit(asked);
        Specification<Order> wanted = ofShop(ShopScope.current());
        if (!statuses.isEmpty()) {
            wanted = wanted.and((order, query, is) -> order.get("status").in(statuses));
        }
        if (words != null && !words.isBlank()) {
            wanted = wanted.and((order, query, is) -> is.like(order.get("search"), containing(words.strip()), '\\'));
        }
        if (cursor != null) {
            wanted = wanted.and(after(cursor));
        }
        List<Order> rows = orders.findBy(
                wanted, query -> query.sortBy(NEWEST_FIRST).limit(limit + 1).all());
        return CursorPage.of(rows, limit, order -> Cursor.encode(order.placedAt(), order.id()));
    }

    static Refusal notFound() {
        return Refusal.notFound("order_unknown", "There is no such order; GET /api/orders lists them.");
    }

    private static Specification<Order> ofShop(UUID shopId) {
        return (order, query, is) -> is.equal(order.get("shopId"), shopId);
    }

    private static Specification<Order> after(String cursor) {
        List<String> keys = Cursor.decode(cursor, 2);
        Instant placedAt = Cursor.instant(keys.getFirst());
        UUID id = Cursor.id(keys.getLast());
        return (order, query, is) -> is.or(
                is.lessThan(order.get("placedAt"), placedAt),
                is.and(is.equal(order.get("placedAt"), placedAt), is.lessThan(order.get("id"), id)));
    }

    private static String containing(String words) {
        return "%" + words.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
