package io.parley.channel.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage;
import io.parley.channel.platform.Limit;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PaceDbTest {
    private static final Duration FAR = Duration.ofMinutes(10);
    private final UUID shop = UUID.randomUUID();
    private final UUID channel = UUID.randomUUID();
    private final JdbcClient jdbc = Stage.SERVICE.context().getBean(JdbcClient.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(Stage.SERVICE.context().getBean(PlatformTransactionManager.class));

    /// When a place comes, on one clock for all.
    private long place(Pace pace, String person, List<Limit> limits, double slowness) {
        return ShopScope.callAs(
                shop,
                () -> transaction.execute(status -> {
                    Pace.Place place = pace.takePlace(channel, person, limits, slowness, FAR);
                    return System.nanoTime() + place.in().toNanos();
                }));
    }

    @ParameterizedTest
    @CsvSource({"1,100", "7,500", "40,1000", "300,1000"})
    void two_replicas_together_never_exceed_a_limit(int count, int millis) throws Exception {
        Duration per = Duration.ofMillis(millis);
        Limit limit = new Limit("send", Limit.Scope.CHANNEL, count, per);
        List<Pace> replicas = List.of(new Pace(jdbc), new Pace(jdbc));
        int all = Math.max(20, count * 2);
        List<Callable<Instant>> work = IntStream.range(0, all)
                .<Callable<Instant>>mapToObj(i -> () -> ShopScope.callAs(
                        shop,
                        () -> transaction.execute(status -> replicas.get(i % 2)
                                .takePlace(channel, "", List.of(limit), 1, FAR)
                                .at())))
                .toList();
        long from = System.nanoTime();

        List<Instant> places = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Instant> place : threads.invokeAll(work)) {
                places.add(place.get());
            }
        }

        Duration asking = Duration.ofNanos(System.nanoTime() - from);
        places.sort(Instant::compareTo);
        for (int i = 0; i + count < all; i++) {
            // the clock is read twice for a row, and this thread may be sent to rest in between
            assertThat(Duration.between(places.get(i), places.get(i + count))).isGreaterThan(per.minusMillis(5));
        }
        assertThat(Duration.between(places.getFirst(), places.getLast()))
                .isLessThan(per.multipliedBy(all)
                        .dividedBy(count)
                        .multipliedBy(13)
                        .dividedBy(10)
                        .plus(asking));
    }

    @Test
    void one_person_is_slowed_without_slowing_the_others() {
        List<Limit> limits = List.of(
                new Limit("number", Limit.Scope.CHANNEL, 80, Duration.ofSeconds(1)),
                new Limit("person", Limit.Scope.PERSON, 1, Duration.ofSeconds(6)));
        Pace pace = new Pace(jdbc);
        long from = System.nanoTime();

        long first = place(pace, "ama", limits, 1);
        long second = place(pace, "ama", limits, 1);
        long other = place(pace, "kofi", limits, 1);

        assertThat(first - from).isLessThan(Duration.ofSeconds(1).toNanos());
        assertThat(second - from)
                .isBetween(
                        Duration.ofMillis(5900).toNanos(), Duration.ofSeconds(7).toNanos());
        assertThat(other - from).isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void a_slowed_account_sends_one_by_one() {
        List<Limit> limits = List.of(new Limit("send", Limit.Scope.CHANNEL, 100, Duration.ofSeconds(1)));
        Pace pace = new Pace(jdbc);

        long first = place(pace, "a", limits, 10);
        long third = 0;
        for (int i = 0; i < 2; i++) {
            third = place(pace, "a", limits, 10);
        }

        assertThat(third - first).isGreaterThan(Duration.ofMillis(200).toNanos());
    }

    @Test
    void no_place_is_given_out_that_is_far_ahead_and_the_line_tells_when_to_come_back() {
        List<Limit> limits = List.of(
                new Limit("send", Limit.Scope.CHANNEL, 5, Duration.ofSeconds(5)),
                new Limit("send", Limit.Scope.PERSON, 5, Duration.ofSeconds(5)));
        Pace pace = new Pace(jdbc);

        Pace.Place first =
                ShopScope.callAs(shop, () -> transaction.execute(status -> pace.takePlace(channel, "ama", limits, 1)));
        Pace.Place second =
                ShopScope.callAs(shop, () -> transaction.execute(status -> pace.takePlace(channel, "kofi", limits, 1)));
        Pace.Place third = ShopScope.callAs(
                shop, () -> transaction.execute(status -> pace.takePlace(channel, "kofi", limits, 1, FAR)));

        assertThat(first.taken()).isTrue();
        assertThat(first.in()).isZero();
        assertThat(second.taken()).isFalse();
        assertThat(second.room()).isBetween(Duration.ofMillis(500), Duration.ofMillis(750));
        // asking took none of kofi's own places
        assertThat(third.in()).isBetween(Duration.ofMillis(700), Duration.ofMillis(1_000));
    }

    @Test
    void another_shops_lines_are_not_ours() {
        List<Limit> limits = List.of(new Limit("send", Limit.Scope.CHANNEL, 1, Duration.ofSeconds(60)));
        Pace pace = new Pace(jdbc);
        place(pace, "a", limits, 1);
        long from = System.nanoTime();

        long theirs = ShopScope.callAs(
                UUID.randomUUID(),
                () -> transaction.execute(status -> System.nanoTime()
                        + pace.takePlace(channel, "a", limits, 1).in().toNanos()));

        assertThat(theirs - from).isLessThan(Duration.ofSeconds(5).toNanos());
    }
}
