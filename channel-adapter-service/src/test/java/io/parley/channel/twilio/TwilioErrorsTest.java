package io.parley.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.platform.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "21610,blocked",
        "30004,blocked",
        "21211,undeliverable",
        "21614,undeliverable",
        "30003,undeliverable",
        "30005,undeliverable",
        "30006,undeliverable",
        "30008,undeliverable",
        "30007,policy",
        "21408,policy",
        "63013,policy",
        "63014,blocked",
        "63032,policy",
        "63041,policy",
        "21612,undeliverable",
        "21617,undeliverable",
        "999999,undeliverable"
    })
    void what_will_never_be_sent_fails_with_its_reason(int code, String reason) {
        assertThat(TwilioErrors.read(400, code, null)).isEqualTo(new Outcome.Refused("" + code, reason));
    }

    @Test
    void who_has_had_enough_advertisements_rests_from_them() {
        assertThat(TwilioErrors.read(400, 63049, null)).isEqualTo(new Outcome.Enough("63049"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20429, 21611, 63018, 63038, 30022})
    void too_much_slows_the_number(int code) {
        assertThat(TwilioErrors.read(429, code, Duration.ofSeconds(2)))
                .isEqualTo(new Outcome.TooMany("" + code, Duration.ofSeconds(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "20003,token_expired,false",
        "30002,policy_block,false",
        "21606,permission,true",
        "21705,permission,true",
        "30037,permission,true",
        "63007,permission,true",
        "30034,permission,true"
    })
    void what_only_the_seller_can_mend_stops_the_number(int code, String problem, boolean messageFails) {
        assertThat(TwilioErrors.read(400, code, null)).isInstanceOfSatisfying(Outcome.Troubled.class, troubled -> {
            assertThat(troubled.problem()).isEqualTo(problem);
            assertThat(troubled.messageFails()).isEqualTo(messageFails);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {20500, 20503, 30001, 63010, 63012})
    void hiccups_pass(int code) {
        assertThat(TwilioErrors.read(400, code, null)).isEqualTo(new Outcome.Passing("" + code, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {63003, 63024})
    void a_number_without_whatsapp_may_be_reached_another_way(int code) {
        assertThat(TwilioErrors.read(400, code, null)).isEqualTo(new Outcome.Unreachable("" + code));
    }

    @Test
    void outside_the_window_a_template_may_do() {
        assertThat(TwilioErrors.read(400, 63016, null)).isEqualTo(new Outcome.Closed("63016"));
    }

    @Test
    void without_a_code_the_http_status_tells() {
        assertThat(TwilioErrors.read(401, -1, null)).isInstanceOf(Outcome.Troubled.class);
        assertThat(TwilioErrors.read(429, -1, null)).isInstanceOf(Outcome.TooMany.class);
        assertThat(TwilioErrors.read(503, -1, null)).isInstanceOf(Outcome.Passing.class);
        assertThat(TwilioErrors.read(404, -1, null)).isInstanceOf(Outcome.Refused.class);
    }
}
