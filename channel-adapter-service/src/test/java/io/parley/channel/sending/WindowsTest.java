package io.parley.channel.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.platform.Window;
import io.parley.events.OutboundEvent.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Window META = new Window(DAY, WEEK, WEEK, WEEK, false);
    private static final Window WHATSAPP = new Window(DAY, DAY, null, null, true);
    private static final Template TEMPLATE = new Template("order_ready", "en_US", List.of("Ama"));

    private static Windows.Case heard(String author, @Nullable Duration ago, @Nullable Template template) {
        return new Windows.Case(author, ago == null ? null : NOW.minus(ago), null, false, null, template);
    }

    private static String way(Windows.Way way) {
        return way.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource({
        "ASSISTANT,PT1S,Open",
        "ASSISTANT,PT23H59M59S,Open",
        "ASSISTANT,PT24H,Closed",
        "SYSTEM,PT25H,Closed",
        "SELLER,PT23H,Open",
        "SELLER,PT24H,HumanAgent",
        "SELLER,PT167H59M,HumanAgent",
        "SELLER,PT168H,Closed"
    })
    void nothing_automatic_goes_after_a_day_and_nothing_at_all_after_a_week(String author, Duration ago, String way) {
        assertThat(way(Windows.of(META, heard(author, ago, null), NOW))).isEqualTo(way);
    }

    @ParameterizedTest
    @CsvSource({"PT48H,Open", "PT167H,Open", "PT169H,Closed"})
    void an_advertisement_opens_it_for_a_week(Duration ago, String way) {
        Windows.Case it = new Windows.Case("ASSISTANT", NOW.minus(ago), NOW.minus(ago), false, null, null);

        assertThat(way(Windows.of(META, it, NOW))).isEqualTo(way);
    }

    @Test
    void where_the_platform_has_templates_one_goes_instead() {
        assertThat(Windows.of(WHATSAPP, heard("ASSISTANT", Duration.ofHours(25), TEMPLATE), NOW))
                .isEqualTo(new Windows.Way.ByTemplate(TEMPLATE));
        assertThat(way(Windows.of(WHATSAPP, heard("SELLER", Duration.ofHours(25), null), NOW)))
                .isEqualTo("Closed");
        assertThat(way(Windows.of(META, heard("ASSISTANT", Duration.ofHours(25), TEMPLATE), NOW)))
                .isEqualTo("Closed");
    }

    @ParameterizedTest
    @CsvSource({"PT1H,Open", "PT167H,Open", "PT168H,Closed"})
    void a_comment_may_be_answered_for_a_week(Duration ago, String way) {
        Windows.Case it = new Windows.Case("ASSISTANT", null, null, true, NOW.minus(ago), null);

        assertThat(way(Windows.of(META, it, NOW))).isEqualTo(way);
        assertThat(way(Windows.of(WHATSAPP, it, NOW))).isEqualTo("Closed");
    }

    @Test
    void of_whom_nothing_is_known_the_platform_decides_and_its_no_is_final() {
        assertThat(way(Windows.of(META, heard("ASSISTANT", null, null), NOW))).isEqualTo("Open");
        assertThat(way(Windows.afterRefusal(META, heard("ASSISTANT", null, null), NOW)))
                .isEqualTo("Closed");
    }

    @Test
    void the_platforms_no_leaves_the_tag_and_the_template() {
        assertThat(way(Windows.afterRefusal(META, heard("SELLER", Duration.ofHours(1), null), NOW)))
                .isEqualTo("HumanAgent");
        assertThat(way(Windows.afterRefusal(META, heard("ASSISTANT", Duration.ofHours(1), null), NOW)))
                .isEqualTo("Closed");
        assertThat(way(Windows.afterRefusal(WHATSAPP, heard("ASSISTANT", Duration.ofHours(1), TEMPLATE), NOW)))
                .isEqualTo("ByTemplate");
    }
}
