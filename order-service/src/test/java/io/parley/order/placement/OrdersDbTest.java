package io.parley.order.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.testing.ServiceUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OrdersDbTest {
    private final ServiceUnderTest service = RunningOrderService.service();
    private final UUID shop = Ids.next();

    @Test
    void an_order_comes_back_as_it_was_written() {
        Order placed = placed("ORD-222222");

        Order read =
                as(shop, orders -> orders.findByShopIdAndId(shop, placed.id())).orElseThrow();

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("domainEvents", "version")
                .isEqualTo(placed);
        assertThat(read.changes()).isZero();
    }

    @Test
    void the_wall_hides_it_from_another_shop_that_knows_its_id() {
        Order placed = placed("ORD-222222");
        Optional<Order> seen = as(Ids.next(), orders -> orders.findByShopIdAndId(shop, placed.id()));
        assertThat(seen).isEmpty();
    }

    @Test
    void a_number_is_given_once_per_shop() {
        placed("ORD-333333");
        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> placed("ORD-333333"));
        Order elsewhere = as(Ids.next(), orders -> orders.save(order(ShopScope.current(), "ORD-333333")));
        assertThat(elsewhere.number()).isEqualTo("ORD-333333");
    }

    @Test
    void of_two_changes_at_once_one_is_refused() {
        Order placed = placed("ORD-444444");
        Order first =
                as(shop, orders -> orders.findByShopIdAndId(shop, placed.id())).orElseThrow();
        Order second =
                as(shop, orders -> orders.findByShopIdAndId(shop, placed.id())).orElseThrow();
        first.confirm(Given.NOW);
        second.reject(List.of(), Given.NOW);

        as(shop, orders -> orders.save(first));

        assertThatExceptionOfType(OptimisticLockingFailureException.class)
                .isThrownBy(() -> as(shop, orders -> orders.save(second)));
    }

    @Test
    void the_database_too_knows_that_a_total_is_the_sum_of_its_parts() {
        Order placed = placed("ORD-555555");
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(
                        () -> service.jdbc().update("update orders set total = total + 1 where id = ?", placed.id()));
    }

    private Order placed(String number) {
        return as(shop, orders -> orders.save(order(shop, number)));
    }

    private static Order order(UUID shop, String number) {
        return Order.place(shop, number, Given.newOrder(List.of(Given.serum(2)), 11000), Map.of());
    }

    private <T> T as(UUID shop, Function<Orders, T> work) {
        TransactionTemplate transaction =
                new TransactionTemplate(service.context().getBean(PlatformTransactionManager.class));
        Orders orders = service.context().getBean(Orders.class);
        return ShopScope.callAs(shop, () -> transaction.execute(status -> work.apply(orders)));
    }
}
