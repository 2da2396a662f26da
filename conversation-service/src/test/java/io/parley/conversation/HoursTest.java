package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.shop.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
    private static final ZoneId LAGOS = ZoneId.of("Africa/Lagos");
    private static final Hours DAY = new Hours(
            LAGOS,
            List.of(
                    new Hours.Span(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(13, 0)),
                    new Hours.Span(DayOfWeek.MONDAY, LocalTime.of(15, 0), LocalTime.of(18, 0)),
                    new Hours.Span(DayOfWeek.SATURDAY, LocalTime.of(20, 0), LocalTime.of(2, 0))));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00:00Z, true", // Monday, 9 in Lagos
        "2026-11-23T07:59:59Z, false",
        "2026-11-23T13:00:00Z, false",
        "2026-11-23T14:00:00Z, true",
        "2026-11-21T22:00:00Z, true", // Saturday night
        "2026-11-22T00:59:00Z, true", // still, on Sunday
        "2026-11-22T01:00:00Z, false",
        "2026-11-24T08:00:00Z, false"
    })
    void by_the_shops_own_clock(Instant at, boolean open) {
        assertThat(DAY.open(at)).isEqualTo(open);
    }

    @Test
    void tells_when_it_opens_next() {
        Hours.Opening lunch = Objects.requireNonNull(DAY.next(Instant.parse("2026-11-23T13:00:00Z")));
        assertThat(lunch.at()).isEqualTo(LocalTime.of(15, 0));
        assertThat(lunch.today()).isTrue();
        assertThat(lunch.instant()).isEqualTo("2026-11-23T14:00:00Z");
        Hours.Opening week = Objects.requireNonNull(DAY.next(Instant.parse("2026-11-23T20:00:00Z")));
        assertThat(week.day()).isEqualTo(DayOfWeek.SATURDAY);
        assertThat(DAY.next(Instant.parse("2026-11-23T08:00:00Z"))).isNull();
    }

    @Test
    void a_shop_without_hours_never_closes() {
        assertThat(Hours.always(LAGOS).open(Instant.EPOCH)).isTrue();
    }
}
