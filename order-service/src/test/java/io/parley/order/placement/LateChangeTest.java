package io.parley.order.placement;

import static io.parley.order.placement.Given.MEMBER;
import static io.parley.order.placement.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderChangeRefused;
import io.parley.events.OrderEvent.OrderChanged;
import io.parley.events.OrderEvent.OrderChanging;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderedLine;
import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.Ids;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a shopper still changes after their yes.
class LateChangeTest {

    @Test
    void other_lines_are_taken_when_their_stock_is_held_and_not_before() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        UUID change = ask(order, 3, "Accra, Osu");

        OrderChanging changing = (OrderChanging) last(order);
        assertThat(changing.changeId()).isEqualTo(change);
        assertThat(changing.lines()).extracting(OrderedLine::quantity).containsExactly(3);
        assertThat(changing.order().total()).isEqualTo(new Money(11000, "USD"));
        assertThat(order.change(held(2), NOW)).as("the first hold, told again").isFalse();

        assertThat(order.change(held(3), NOW)).isTrue();

        OrderChanged changed = (OrderChanged) last(order);
        assertThat(changed.order().total()).isEqualTo(new Money(16500, "USD"));
        assertThat(changed.order().lines()).extracting(OrderedLine::quantity).containsExactly(3);
        assertThat(order.history().getLast().reason()).isEqualTo("changed");
        assertThat(order.change(held(3), NOW)).as("told again").isFalse();
    }

    @Test
    void another_place_is_taken_at_once() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        ask(order, 2, "Kumasi");

        OrderChanged changed = (OrderChanged) last(order);
        assertThat(changed.order().shippingLocation()).isEqualTo("Kumasi");
        assertThat(changed.order().total()).isEqualTo(new Money(11000, "USD"));
    }

    @Test
    void a_change_before_the_confirmation_waits_for_it() {
        Order order = Given.order();
        ask(order, 3, "Accra, Osu");
        assertThat(order.told()).hasSize(1);

        order.confirm(NOW);

        assertThat(order.told().get(1)).isInstanceOf(OrderConfirmed.class);
        assertThat(last(order)).isInstanceOf(OrderChanging.class);
    }

    @Test
    void what_else_is_to_be_heeded_comes_to_the_note_it_was_given_with() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        String given = order.note();
        WantedChange wanted = wanted(order, 3, "Kumasi");
        order.ask(
                new WantedChange(
                        order.id(), wanted.id(), wanted.lines(), "Kumasi", wanted.total(), "to my sister Efua"),
                Map.of(),
                NOW);
        assertThat(order.note()).isEqualTo(given);

        order.change(held(3), NOW);

        assertThat(order.note()).isEqualTo(given == null ? "to my sister Efua" : given + "; to my sister Efua");
    }

    @Test
    void what_is_short_leaves_it_as_it_was() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        ask(order, 30, "Accra, Osu");
        Shortage shortage = new Shortage(Given.SERUM, 30, 4);

        assertThat(order.keep(List.of(shortage))).isTrue();

        OrderChangeRefused refused = (OrderChangeRefused) last(order);
        assertThat(refused.reason()).isEqualTo("out_of_stock");
        assertThat(refused.shortages()).containsExactly(shortage);
        assertThat(refused.order().total()).isEqualTo(new Money(11000, "USD"));
        assertThat(refused.order().status()).isEqualTo("CONFIRMED");
        assertThat(order.keep(List.of(shortage))).isFalse();
    }

    @Test
    void no_lines_cancel_it() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        order.ask(
                new WantedChange(order.id(), Ids.next(), List.of(), "Accra, Osu", Money.zero("USD"), null),
                Map.of(),
                NOW);

        OrderCancelled cancelled = (OrderCancelled) last(order);
        assertThat(cancelled.reason()).isEqualTo("shopper");
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PROGRESS", "COMPLETED", "CANCELLED"})
    void it_is_too_late_once_somebody_has_begun(OrderStatus it_is) {
        Order order = Given.orderThatIs(it_is);
        ask(order, 3, "Kumasi");

        OrderChangeRefused refused = (OrderChangeRefused) last(order);
        assertThat(refused.reason()).isEqualTo(it_is.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(refused.lines()).extracting(OrderedLine::quantity).containsExactly(3);
        assertThat(order.status()).isEqualTo(it_is);
        assertThat(order.shippingLocation()).isEqualTo("Accra, Osu");
    }

    @Test
    void what_is_paid_is_not_changed_nor_cancelled() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        order.pay("cash", null, MEMBER, NOW);
        ask(order, 3, "Kumasi");
        assertThat(((OrderChangeRefused) last(order)).reason()).isEqualTo("paid");

        order.ask(new WantedChange(order.id(), Ids.next(), List.of(), "x", Money.zero("USD"), null), Map.of(), NOW);
        assertThat(((OrderChangeRefused) last(order)).reason()).isEqualTo("paid");
        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void nobody_begins_with_it_or_is_paid_while_it_is_changing_but_it_can_be_cancelled() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        ask(order, 3, "Accra, Osu");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> order.moveTo(OrderStatus.IN_PROGRESS, MEMBER, null, NOW));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> order.pay("cash", null, MEMBER, NOW));

        order.moveTo(OrderStatus.CANCELLED, MEMBER, null, NOW);

        assertThat(order.change(held(3), NOW)).isFalse();
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void the_same_change_told_again_is_one_and_another_waits_its_turn() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        WantedChange change = wanted(order, 3, "Accra, Osu");
        order.ask(change, Map.of(), NOW);
        int told = order.told().size();
        order.ask(change, Map.of(), NOW);
        assertThat(order.told()).hasSize(told);

        ask(order, 4, "Accra, Osu");
        assertThat(((OrderChangeRefused) last(order)).reason()).isEqualTo("busy");
        assertThat(order.change(held(3), NOW)).isTrue();
    }

    @Test
    void a_sum_told_wrong_is_refused() {
        Order order = Given.orderThatIs(OrderStatus.CONFIRMED);
        WantedChange wrong =
                new WantedChange(order.id(), Ids.next(), List.of(Given.serum(3)), "Accra", new Money(1, "USD"), null);
        assertThatIllegalArgumentException().isThrownBy(() -> order.ask(wrong, Map.of(), NOW));
    }

    private static UUID ask(Order order, int serums, String place) {
        WantedChange change = wanted(order, serums, place);
        order.ask(change, Map.of(), NOW);
        return change.id();
    }

    private static WantedChange wanted(Order order, int serums, String place) {
        OrderLine first = order.lines().getFirst();
        OrderedLine line = new OrderedLine(
                first.productId(),
                first.variantId(),
                first.sku(),
                first.title(),
                first.variantTitle(),
                serums,
                first.unitPrice());
        return new WantedChange(order.id(), Ids.next(), List.of(line), place, line.total(), null);
    }

    private static List<HeldLine> held(int serums) {
        return List.of(new HeldLine(Given.SERUM, serums));
    }

    private static Object last(Order order) {
        return order.told().getLast();
    }
}
