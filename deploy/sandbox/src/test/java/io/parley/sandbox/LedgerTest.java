package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Sent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static Sent.Entry entry(String person, int i) {
        var raw = "{\"recipient\":{\"id\":\"%s\"},\"message\":{\"text\":\"text %d\"}}".formatted(person, i);
        return new Sent.Entry(
                Platform.INSTAGRAM,
                "17841400000000001",
                person,
                "mid" + i,
                Sent.Outcome.MESSAGE,
                raw.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_one_person_got_is_found_in_order() {
        var ledger = new Ledger(1_000, Clock.systemUTC());
        IntStream.range(0, 300).forEach(i -> ledger.add(entry("p" + i % 3, i)));
        assertThat(ledger.to("p1")).hasSize(100).extracting(Sent::messageId).startsWith("mid1", "mid4", "mid7");
    }

    @Test
    void it_keeps_its_size_and_forgets_the_oldest() {
        var ledger = new Ledger(100, Clock.systemUTC());
        ledger.add(entry("old", 0));
        IntStream.range(1, 1_001).forEach(i -> ledger.add(entry("p" + i % 7, i)));
        assertThat(ledger.after(0, 10_000, _ -> true)).hasSize(100);
        assertThat(ledger.to("old")).isEmpty();
        assertThat(IntStream.range(0, 7).map(i -> ledger.to("p" + i).size()).sum())
                .isEqualTo(100);
    }

    @Test
    void many_writers_lose_nothing() {
        var ledger = new Ledger(200_000, Clock.systemUTC());
        IntStream.range(0, 100_000).parallel().forEach(i -> ledger.add(entry("p" + i % 500, i)));
        assertThat(ledger.count(_ -> true)).isEqualTo(100_000);
        assertThat(IntStream.range(0, 500).map(i -> ledger.to("p" + i).size())).allMatch(size -> size == 200);
    }

    @Test
    void cleared_it_starts_afresh_and_numbers_go_on() {
        var ledger = new Ledger(100, Clock.systemUTC());
        var before = ledger.add(entry("p", 1));
        ledger.clear();
        assertThat(ledger.to("p")).isEmpty();
        assertThat(ledger.after(0, 10, _ -> true)).isEmpty();
        assertThat(ledger.add(entry("p", 2)).number()).isGreaterThan(before.number());
        assertThat(ledger.to("p")).hasSize(1);
    }
}
