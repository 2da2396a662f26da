package io.parley.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.platform.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.MissingNode;

class GraphErrorsTest {
    private static Outcome read(int status, int code, int subcode) {
        var error = Corpus.JSON.createObjectNode().put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        return GraphErrors.read(status, error, null);
    }

    @ParameterizedTest
    @CsvSource({"4,0", "613,0", "613,1", "1200,0", "2,0", "1,0", "32,0", "17,0", "341,0"})
    void limits_and_hiccups_pass(int code, int subcode) {
        assertThat(read(400, code, subcode)).isInstanceOf(Outcome.Passing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10,2018278,window_closed",
        "10,2534022,window_closed",
        "551,0,blocked",
        "551,1545041,blocked",
        "100,2018001,undeliverable",
        "100,33,undeliverable",
        "100,0,undeliverable",
        "999999,0,undeliverable"
    })
    void what_will_never_be_sent_fails_with_its_reason(int code, int subcode, String reason) {
        assertThat(read(400, code, subcode)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.code()).isEqualTo(subcode == 0 ? "" + code : code + "/" + subcode);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "190,0,token_expired,false",
        "190,463,token_expired,false",
        "102,0,token_expired,false",
        "10,1893063,policy_block,false",
        "368,0,policy_block,false",
        "10,0,permission,true",
        "3,0,permission,true",
        "200,0,permission,true",
        "230,0,permission,true",
        "299,0,permission,true"
    })
    void what_only_the_seller_can_mend_stops_the_channel(int code, int subcode, String problem, boolean messageFails) {
        assertThat(read(400, code, subcode)).isInstanceOfSatisfying(Outcome.Troubled.class, troubled -> {
            assertThat(troubled.problem()).isEqualTo(problem);
            assertThat(troubled.messageFails()).isEqualTo(messageFails);
            assertThat(troubled.detail()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void answers_that_are_none_of_graphs_pass(int status) {
        assertThat(GraphErrors.read(status, MissingNode.getInstance(), Duration.ofSeconds(7)))
                .isEqualTo(new Outcome.Passing("http_" + status, Duration.ofSeconds(7)));
    }

    @Test
    void a_call_that_is_wrong_in_itself_is_not_repeated() {
        assertThat(GraphErrors.read(404, MissingNode.getInstance(), null)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void an_unknown_code_that_graph_calls_transient_passes() {
        assertThat(GraphErrors.read(
                        400, Corpus.JSON.createObjectNode().put("code", 77777).put("is_transient", true), null))
                .isInstanceOf(Outcome.Passing.class);
    }
}
