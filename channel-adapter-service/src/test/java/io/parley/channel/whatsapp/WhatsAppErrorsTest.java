package io.parley.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Findings;
import io.parley.channel.platform.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.MissingNode;

class WhatsAppErrorsTest {
    private static Outcome read(int status, int code) {
        return WhatsAppErrors.read(status, Findings.JSON.createObjectNode().put("code", code), null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 131000, 131016, 131053, 131056, 131057, 132069})
    void hiccups_pass(int code) {
        assertThat(read(400, code)).isInstanceOf(Outcome.Passing.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 613, 130429, 80007})
    void too_much_slows_the_whole_number(int code) {
        assertThat(read(400, code)).isInstanceOf(Outcome.TooMany.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {131048, 471})
    void a_number_taken_for_spam_stops_its_campaigns(int code) {
        assertThat(read(400, code)).isEqualTo(new Outcome.Spam("" + code, Duration.ofMinutes(1)));
    }

    @Test
    void too_much_for_one_person_slows_that_person_only() {
        assertThat(read(400, 131056)).isEqualTo(new Outcome.Passing("131056", Duration.ofSeconds(6)));
    }

    @Test
    void who_wants_no_advertisements_is_remembered() {
        assertThat(read(400, 131050)).isEqualTo(new Outcome.Unwanted("131050"));
    }

    @Test
    void whoever_is_not_there_may_be_reached_another_way() {
        assertThat(read(400, 131026)).isEqualTo(new Outcome.Unreachable("131026"));
    }

    @Test
    void who_has_had_enough_advertisements_rests_from_them() {
        assertThat(read(400, 131049)).isEqualTo(new Outcome.Enough("131049"));
    }

    @ParameterizedTest
    @ValueSource(ints = {131047, 470})
    void outside_the_window_a_template_may_do(int code) {
        assertThat(read(400, code)).isEqualTo(new Outcome.Closed("" + code));
    }

    @ParameterizedTest
    @CsvSource({
        "131021,undeliverable",
        "131030,undeliverable",
        "131051,undeliverable",
        "135000,undeliverable",
        "130472,policy",
        "130497,policy",
        "132000,undeliverable",
        "132001,undeliverable",
        "132005,undeliverable",
        "132007,policy",
        "132012,undeliverable",
        "132015,policy",
        "132016,policy",
        "100,undeliverable",
        "999999,undeliverable"
    })
    void what_will_never_be_sent_fails_with_its_reason(int code, String reason) {
        assertThat(read(400, code)).isEqualTo(new Outcome.Refused("" + code, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "0,token_expired,false",
        "190,token_expired,false",
        "3,permission,true",
        "10,permission,true",
        "200,permission,true",
        "299,permission,true",
        "131005,permission,true",
        "33,permission,true",
        "131045,permission,true",
        "133010,permission,true",
        "131031,policy_block,false",
        "368,policy_block,false",
        "131042,payment,true"
    })
    void what_only_the_seller_can_mend_stops_the_number(int code, String problem, boolean messageFails) {
        assertThat(read(400, code)).isInstanceOfSatisfying(Outcome.Troubled.class, troubled -> {
            assertThat(troubled.problem()).isEqualTo(problem);
            assertThat(troubled.messageFails()).isEqualTo(messageFails);
            assertThat(troubled.detail()).isNotBlank();
            assertThat(troubled.wholeShop()).isEqualTo(code == 368);
        });
    }

    @Test
    void a_token_of_another_business_is_told_as_that() {
        var error = Findings.JSON.createObjectNode().put("code", 100).put("error_subcode", 33);

        assertThat(WhatsAppErrors.read(400, error, null))
                .isInstanceOfSatisfying(
                        Outcome.Troubled.class, it -> assertThat(it.code()).isEqualTo("100/33"));
    }

    @Test
    void without_a_code_the_http_status_tells() {
        assertThat(WhatsAppErrors.read(401, MissingNode.getInstance(), null)).isInstanceOf(Outcome.Troubled.class);
        assertThat(WhatsAppErrors.read(429, MissingNode.getInstance(), Duration.ofSeconds(9)))
                .isEqualTo(new Outcome.TooMany("http_429", Duration.ofSeconds(9)));
        assertThat(WhatsAppErrors.read(502, MissingNode.getInstance(), null)).isInstanceOf(Outcome.Passing.class);
        assertThat(WhatsAppErrors.read(404, MissingNode.getInstance(), null)).isInstanceOf(Outcome.Refused.class);
    }
}
