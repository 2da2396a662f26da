package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What depends on what was before: windows, limits, private answers to comments.
class RulesTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String PAGE = "/v23.0/100000000000001/messages?access_token=t";
    private static final String INSTAGRAM = "/v23.0/17841400000000001/messages?access_token=t";

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @AfterEach
    void no_rules() {
        rules("{\"windows\":false,\"sendsPerSecond\":0,\"privateRepliesPerHour\":0}");
    }

    private static void rules(String rules) {
        assertThat(CALLER.call("PATCH", "/sandbox/rules", rules).status()).isEqualTo(200);
    }

    private static void heard(String person, Duration ago) {
        CALLER.post("/sandbox/people", """
                {"personId":"%s","heardAt":"%s"}""".formatted(person, Instant.now().minus(ago)));
    }

    private static void commented(String comment, String person, Duration ago) {
        CALLER.post("/sandbox/comments", """
                {"commentId":"%s","personId":"%s","at":"%s"}""".formatted(
                        comment, person, Instant.now().minus(ago)));
    }

    private static Caller.Answer say(String to, String person, String more) {
        return CALLER.post(to, """
                {"recipient":{"id":"%s"},"message":{"text":"hi"}%s}""".formatted(person, more));
    }

    private static Caller.Answer answer(String comment) {
        return CALLER.post(PAGE, """
                {"recipient":{"comment_id":"%s"},"message":{"text":"hi"}}""".formatted(comment));
    }

    private static String code(Caller.Answer answer) {
        return answer.json().at("/error/code").asString("") + "/"
                + answer.json().at("/error/error_subcode").asString("");
    }

    @Test
    void anybody_may_be_written_to_until_windows_are_switched_on() {
        assertThat(say(PAGE, "never-wrote", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"PAGE,10/2018278", "INSTAGRAM,10/2534022"})
    void a_day_after_their_last_message_the_window_is_closed(String where, String code) {
        var to = where.equals("PAGE") ? PAGE : INSTAGRAM;
        rules("{\"windows\":true}");
        heard("w-" + where, Duration.ofHours(23));
        assertThat(say(to, "w-" + where, "").status()).isEqualTo(200);
        heard("w-" + where, Duration.ofHours(25));

        assertThat(code(say(to, "w-" + where, ""))).isEqualTo(code);
        assertThat(code(say(to, "nobody-" + where, ""))).isEqualTo(code);
    }

    @Test
    void a_person_may_answer_for_a_week() {
        rules("{\"windows\":true}");
        var tag = ",\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"";
        heard("late", Duration.ofDays(6));
        assertThat(say(PAGE, "late", tag).status()).isEqualTo(200);
        heard("late", Duration.ofDays(8));
        assertThat(code(say(PAGE, "late", tag))).isEqualTo("10/2018278");
    }

    @Test
    void beyond_the_limit_an_account_is_told_so_and_others_are_not() throws IOException {
        rules("{\"sendsPerSecond\":3}");
        for (var i = 0; i < 3; i++) assertThat(say(PAGE, "quick", "").status()).isEqualTo(200);

        assertThat(code(say(PAGE, "quick", ""))).isEqualTo("613/");
        assertThat(CALLER.raw("POST", PAGE, "{\"recipient\":{\"id\":\"quick\"},\"message\":{\"text\":\"hi\"}}")
                        .headers()
                        .firstValue("X-Business-Use-Case-Usage"))
                .hasValueSatisfying(usage -> assertThat(usage).contains("\"call_count\":100"));
        assertThat(say(INSTAGRAM, "quick", "").status()).isEqualTo(200);
    }

    @Test
    void a_comment_is_answered_once_within_a_week_by_whom_it_is_known() {
        commented("c1", "commenter", Duration.ofDays(6));
        commented("c2", "commenter", Duration.ofDays(8));

        var answered = answer("c1");

        assertThat(answered.json().path("recipient_id").asString()).isEqualTo("commenter");
        assertThat(SANDBOX.sentTo("commenter")).hasSize(1);
        assertThat(code(answer("c1"))).isEqualTo("10900/");
        assertThat(code(answer("c2"))).isEqualTo("10/2018278");
        assertThat(code(answer("c3"))).isEqualTo("100/");
    }

    @Test
    void private_answers_have_a_limit_of_their_own() {
        rules("{\"privateRepliesPerHour\":1}");
        commented("p1", "one", Duration.ZERO);
        commented("p2", "two", Duration.ZERO);

        assertThat(answer("p1").status()).isEqualTo(200);
        assertThat(code(answer("p2"))).isEqualTo("613/");
        assertThat(say(PAGE, "three", "").status()).isEqualTo(200);
    }

    @Test
    void a_thread_can_be_looked_at() {
        say(PAGE, "looked", "");

        var thread = CALLER.get("/v23.0/100000000000001/conversations?user_id=looked&access_token=t");

        assertThat(thread.json().at("/data/0/messages/data/0/message").asString())
                .isEqualTo("hi");
        assertThat(thread.json().at("/data/0/messages/data/0/id").asString())
                .isEqualTo(SANDBOX.sentTo("looked").getFirst().messageId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sendsPerSecond\":-1}", "{\"windows\":\"perhaps\"}", "[]", "{"})
    void what_is_no_rule_is_refused(String rules) {
        assertThat(CALLER.call("PATCH", "/sandbox/rules", rules).status()).isEqualTo(400);
    }
}
