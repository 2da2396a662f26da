package io.parley.order.placement;

import static io.parley.order.placement.Given.MEMBER;
import static io.parley.order.placement.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderRejected;
import io.parley.events.OrderedLine;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.Ids;
import io.parley.starter.web.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {

    @Test
    void placing_tells_all_a_reader_needs() {
        Order order = Given.order();

        OrderPlaced placed = (OrderPlaced) onlyEvent(order);
        assertThat(placed.order().number()).isEqualTo("ORD-7K3M9Q");
        assertThat(placed.order().total()).isEqualTo(new Money(11000, "USD"));
        assertThat(placed.order().status()).isEqualTo("CAPTURED");
        assertThat(placed.order().placedAt()).isEqualTo(NOW);
        assertThat(placed.order().lines()).hasSize(1);
    }

    @Test
    void a_total_that_is_not_the_sum_of_its_parts_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> place(List.of(Given.serum(2)), 10999))
                .withMessageContaining("110.00 USD");
    }

    @Test
    void the_total_is_lines_and_shipping_and_tax_less_discount() {
        List<OrderLine> lines = List.of(OrderLine.of(Given.serum(2), null), OrderLine.of(Given.cream(1), null));

        Totals totals = Totals.of(lines, usd(1500), usd(700), usd(300), usd(16000));

        assertThat(totals.subtotal()).isEqualTo(16500);
        assertThat(totals.total()).isEqualTo(16000);
    }

    @Test
    void currencies_do_not_mix() {
        OrderedLine euros = new OrderedLine(Ids.next(), Ids.next(), "S", "T", null, 1, new Money(100, "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> place(List.of(Given.serum(1), euros), 5600));
    }

    @Test
    void a_sum_beyond_all_numbers_is_refused_not_wrapped() {
        OrderedLine dear =
                new OrderedLine(Ids.next(), Ids.next(), "S", "T", null, 3, new Money(Long.MAX_VALUE / 2, "USD"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> place(List.of(dear), 1));
    }

    @Test
    void an_order_has_lines_but_not_endlessly_many() {
        assertThatIllegalArgumentException().isThrownBy(() -> place(List.of(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> place(Collections.nCopies(101, Given.serum(1)), 101 * 5500));
    }

    @Test
    void cancelling_tells_why_and_by_whom() {
        Order order = Given.order();
        order.moveTo(OrderStatus.CANCELLED, MEMBER, "the shopper asked", NOW);

        OrderCancelled cancelled = (OrderCancelled) lastEvent(order);
        assertThat(cancelled.reason()).isEqualTo("seller");
        assertThat(cancelled.order().status()).isEqualTo("CANCELLED");
        assertThat(order.history().getLast())
                .isEqualTo(new StatusChange(NOW, OrderStatus.CANCELLED, "seller", MEMBER, "the shopper asked"));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED"})
    void cancelling_is_refused_once(OrderStatus it_is) {
        Order order = Given.orderThatIs(it_is);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> order.moveTo(OrderStatus.CANCELLED, MEMBER, null, NOW))
                .withMessageContaining("is " + it_is);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"CAPTURED", "CONFIRMED", "IN_PROGRESS"})
    void cancelling_is_possible_until_the_end(OrderStatus it_is) {
        Order order = Given.orderThatIs(it_is);
        order.moveTo(OrderStatus.CANCELLED, MEMBER, null, NOW);
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.next()).isEmpty();
    }

    @Test
    void only_stock_confirms() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Given.order().moveTo(OrderStatus.CONFIRMED, MEMBER, null, NOW));
    }

    @Test
    void stock_held_twice_confirms_once() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        int told = order.told().size();

        assertThat(order.confirm(NOW)).isFalse();
        assertThat(order.told()).hasSize(told);
    }

    @Test
    void stock_held_after_the_cancel_changes_nothing() {
        Order order = Given.orderThatIs(OrderStatus.CANCELLED);
        int told = order.told().size();

        assertThat(order.confirm(NOW)).isFalse();
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.told()).hasSize(told);
    }

    @Test
    void a_shortage_cancels_and_names_what_is_short() {
        Order order = Given.order();
        Shortage shortage = new Shortage(Given.SERUM, 2, 1);
        order.reject(List.of(shortage), NOW);

        OrderRejected rejected = (OrderRejected) lastEvent(order);
        assertThat(rejected.shortages()).containsExactly(shortage);
        assertThat(rejected.order().status()).isEqualTo("CANCELLED");
        assertThat(order.history().getLast().reason()).isEqualTo("out_of_stock");
    }

    @ParameterizedTest
    @EnumSource(names = "CAPTURED", mode = EnumSource.Mode.EXCLUDE)
    void a_late_shortage_changes_nothing(OrderStatus it_is) {
        Order order = Given.orderThatIs(it_is);
        assertThat(order.reject(List.of(), NOW)).isFalse();
        assertThat(order.status()).isEqualTo(it_is);
    }

    @Test
    void it_is_paid_once_and_not_when_cancelled() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        assertThat(order.next()).containsExactly("IN_PROGRESS", "CANCELLED", "PAID");

        order.pay("cash", null, MEMBER, NOW);

        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.payments().getFirst().amount()).isEqualTo(usd(11000));
        assertThat(order.next()).containsExactly("IN_PROGRESS", "CANCELLED");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> order.pay("cash", null, MEMBER, NOW));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Given.orderThatIs(OrderStatus.CANCELLED).pay("cash", null, MEMBER, NOW));
    }

    @Test
    void notes_have_an_end() {
        Order order = Given.order();
        IntStream.range(0, Order.NOTES_MAX).forEach(i -> order.write("note " + i, MEMBER, NOW));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> order.write("one more", MEMBER, NOW));
    }

    @Test
    void numbers_are_readable_and_spread() {
        Random random = new Random(42);
        List<String> numbers =
                IntStream.range(0, 1000).mapToObj(i -> OrderNumber.draw(random)).toList();
        assertThat(numbers).doesNotHaveDuplicates().allMatch(n -> n.matches("ORD-[2-9A-HJKMNP-TV-Z]{6}"));
    }

    private static Order place(List<OrderedLine> lines, long total) {
        return Order.place(Ids.next(), "ORD-AAAAAA", Given.newOrder(lines, total), Map.of());
    }

    private static Money usd(long minor) {
        return new Money(minor, "USD");
    }

    private static Object onlyEvent(Order order) {
        assertThat(order.told()).hasSize(1);
        return order.told().getFirst();
    }

    private static Object lastEvent(Order order) {
        return order.told().getLast();
    }
}
