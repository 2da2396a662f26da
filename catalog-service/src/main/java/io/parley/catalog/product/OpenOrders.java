package io.parley.catalog.product;

import io.parley.events.OrderedLine;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Orders under way of the current shop and what they name.
@Repository
class OpenOrders {
    private static final int NAMED_MAX = 10;

    private final JdbcClient jdbc;

    OpenOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void opened(UUID orderId, String number, List<OrderedLine> lines) {
        for (OrderedLine line : lines) {
            jdbc.sql("""
                            insert into open_order_line (shop_id, order_id, variant_id, product_id, number)
                            values (?, ?, ?, ?, ?) on conflict do nothing
                            """)
                    .params(ShopScope.current(), orderId, line.variantId(), line.productId(), number)
                    .update();
        }
    }

    void closed(UUID orderId) {
        jdbc.sql("delete from open_order_line where shop_id = ? and order_id = ?")
                .params(ShopScope.current(), orderId)
                .update();
    }

    /// @param variantId absent for any of the product's
    /// @throws Refusal conflict, naming the orders
    void refuseWhenNamed(UUID productId, @Nullable UUID variantId) {
        List<String> numbers = jdbc.sql("""
                        select distinct number from open_order_line
                        where shop_id = :shop and product_id = :product
                          and (:variant::uuid is null or variant_id = :variant::uuid)
                        order by number limit :named
                        """)
                .param("shop", ShopScope.current())
                .param("product", productId)
                .param("variant", variantId)
                .param("named", NAMED_MAX)
                .query(String.class)
                .list();
        if (!numbers.isEmpty()) {
            throw Refusal.conflict(
                            "in_open_orders",
                            "Open orders name this (" + String.join(", ", numbers)
                                    + "): complete or cancel them first, or set isAvailable to false.")
                    .with("orders", numbers);
        }
    }
}
