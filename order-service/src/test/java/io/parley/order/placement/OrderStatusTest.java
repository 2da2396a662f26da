package io.parley.order.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.starter.web.Refusal;
import io.parley.testing.GeneratedDocs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderStatusTest {

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_what_the_table_says_can_follow(OrderStatus from, OrderStatus to) {
        if (from.next().contains(to)) {
            assertThat(from.become(to)).isEqualTo(to);
        } else {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> from.become(to))
                    .satisfies(refusal -> {
                        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
                        assertThat(refusal.details()).containsEntry("current", from);
                        assertThat(refusal.getMessage()).contains("is " + from);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED"})
    void an_end_is_an_end(OrderStatus end) {
        assertThat(end.next()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_person_cannot_say_that_stock_is_held(OrderStatus status) {
        assertThat(status.nextBySeller()).doesNotContain(OrderStatus.CONFIRMED);
    }

    @Test
    void every_status_can_be_reached() {
        Set<OrderStatus> reached = EnumSet.of(OrderStatus.CAPTURED);
        Arrays.stream(OrderStatus.values()).forEach(status -> reached.addAll(status.next()));
        assertThat(reached).containsExactlyInAnyOrder(OrderStatus.values());
    }

    @Test
    void the_diagram_shows_the_table() {
        List<String> lines = new ArrayList<>();
        lines.add("# The states of an order");
        lines.add("");
        lines.add("Printed from `OrderStatus` by `OrderStatusTest`; do not edit.");
        lines.add("");
        lines.add("```mermaid");
        lines.add("stateDiagram-v2");
        lines.add("    [*] --> CAPTURED: the shopper's yes");
        for (OrderStatus from : OrderStatus.values()) {
            for (OrderStatus to : from.next()) {
                lines.add("    " + from + " --> " + to + ": " + who(from, to));
            }
            if (from.next().isEmpty()) {
                lines.add("    " + from + " --> [*]");
            }
        }
        lines.add("```");
        lines.add("");
        lines.add("Payment and fulfilment are axes of their own. Payment:");
        lines.add("");
        lines.add("```mermaid");
        lines.add("stateDiagram-v2");
        lines.add("    [*] --> UNPAID");
        for (PaymentStatus from : PaymentStatus.values()) {
            for (PaymentStatus to : from.next()) {
                lines.add("    " + from + " --> " + to);
            }
        }
        lines.add("```");
        GeneratedDocs.assertKept("order-states.md", String.join("\n", lines) + "\n");
    }

    private static String who(OrderStatus from, OrderStatus to) {
        String seller = from.nextBySeller().contains(to) ? "seller" : "";
        String stock = switch (to) {
            case CONFIRMED -> "stock held";
            case CANCELLED -> from == OrderStatus.CAPTURED ? "out of stock" : "";
            case CAPTURED, IN_PROGRESS, COMPLETED -> "";
        };
        return Stream.of(seller, stock).filter(by -> !by.isEmpty()).collect(Collectors.joining(", "));
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(OrderStatus.values())
                .flatMap(from -> Arrays.stream(OrderStatus.values()).map(to -> Arguments.of(from, to)));
    }
}
