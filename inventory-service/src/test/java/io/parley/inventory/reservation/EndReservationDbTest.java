package io.parley.inventory.reservation;

import static io.parley.inventory.Inventory.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.ReservationEvent.ReservationReleased;
import io.parley.inventory.Inventory;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EndReservationDbTest {
    private final Inventory shop = new Inventory();

    @Test
    void whoever_comes_first_ends_a_hold_and_the_others_do_nothing() throws Exception {
        UUID variant = shop.withPieces(3).getFirst();
        UUID reference = Ids.next();
        shop.as("member")
                .post(
                        "/api/inventory/reservations",
                        Map.of("reference", reference, "lines", List.of(Map.of("variantId", variant, "quantity", 3))));
        EndReservation end = service().context().getBean(EndReservation.class);
        List<Callable<Boolean>> enders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            enders.add(() -> inShop(() -> end.release(reference)));
            enders.add(() -> inShop(() -> end.forGood(reference)));
            enders.add(() -> inShop(() -> end.expire(reference)));
        }

        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> ended : all.invokeAll(enders)) {
                assertThat(ended.get()).isTrue();
            }
        }

        shop.assertStock(variant, 3, 0);
        service().awaitEvent(ReservationReleased.class, e -> e.reference().equals(reference));
        assertThat(service()
                        .jdbc()
                        .queryForObject(
                                "select count(*) from outbox where key = ?", Integer.class, reference.toString()))
                .as("held and released, each told once")
                .isEqualTo(2);
        Inventory.assertBooksAgree();
    }

    private boolean inShop(Runnable work) {
        return ShopScope.callAs(shop.shop(), () -> {
            work.run();
            return true;
        });
    }
}
