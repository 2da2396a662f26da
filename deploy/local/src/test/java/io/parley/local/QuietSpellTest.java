package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuietSpellTest {
    private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");
    private static final double BUSY = 1.2;
    private static final double QUIET = 0.1;

    private final QuietSpell spell = new QuietSpell(Duration.ofSeconds(20), START);

    @Test
    void it_lasts_once_nobody_has_asked_anything_for_long_enough() {
        assertThat(spell.lasts(START.plusSeconds(19), QUIET)).isFalse();
        assertThat(spell.lasts(START.plusSeconds(20), QUIET)).isTrue();
    }

    @Test
    void work_begins_it_anew() {
        spell.lasts(START.plusSeconds(19), BUSY);

        assertThat(spell.lasts(START.plusSeconds(38), QUIET)).isFalse();
        assertThat(spell.lasts(START.plusSeconds(39), QUIET)).isTrue();
    }
}
