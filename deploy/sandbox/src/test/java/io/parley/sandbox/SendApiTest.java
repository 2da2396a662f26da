package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendApiTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String PAGE = "/v23.0/100000000000001/messages?access_token=t";
    private static final String INSTAGRAM = "/v23.0/17841400000000001/messages?access_token=t";

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static void refused(Caller.Answer answer, int status, int code, String words) {
        assertThat(answer.status()).isEqualTo(status);
        var error = answer.json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(code);
        assertThat(error.path("type").asString()).isNotEmpty();
        assertThat(error.path("fbtrace_id").asString()).isNotEmpty();
        assertThat(error.path("message").asString()).contains(words);
    }

    private static String text(String text) {
        return """
                {"recipient":{"id":"1"},"messaging_type":"RESPONSE","message":{"text":"%s"}}""".formatted(text);
    }

    private static String quickReplies(int count, String title) {
        return IntStream.range(0, count)
                .mapToObj(i -> """
                        {"content_type":"text","title":"%s","payload":"P%d"}""".formatted(title, i))
                .collect(Collectors.joining(",", """
                        {"recipient":{"id":"1"},"message":{"text":"which?","quick_replies":[""", "]}}"));
    }

    @Test
    void a_message_is_answered_with_its_recipient_and_id() {
        var answer = CALLER.post(PAGE, text("hello"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("recipient_id").asString()).isEqualTo("1");
        assertThat(answer.json().path("message_id").asString()).startsWith("m_").hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v23.0/me/messages",
                "/me/messages",
                "/100000000000001/messages",
                "/v19.0/17841400000000001/messages"
            })
    void the_token_may_come_as_a_header_and_the_version_may_be_left_out(String path) {
        var answer = CALLER.call("POST", path, text("hello"), "Authorization", "Bearer t");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_form_is_as_good_as_json() {
        var form = "recipient=" + URLEncoder.encode("{\"id\":\"form-1\"}", StandardCharsets.UTF_8) + "&message="
                + URLEncoder.encode("{\"text\":\"héllo\"}", StandardCharsets.UTF_8) + "&access_token=t";
        var answer = CALLER.call("POST", "/me/messages", form, "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(SANDBOX.sentTo("form-1").getFirst().text()).isEqualTo("héllo");
    }

    @Test
    void typing_and_seen_have_no_message_id_and_are_no_messages() {
        for (var action : new String[] {"typing_on", "typing_off", "mark_seen"}) {
            var answer = CALLER.post(PAGE, """
                    {"recipient":{"id":"actor"},"sender_action":"%s"}""".formatted(action));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().has("message_id")).isFalse();
        }
        assertThat(SANDBOX.sentTo("actor")).isEmpty();
        assertThat(CALLER.get("/sandbox/sent?personId=actor&kind=action").json().path("items"))
                .hasSize(3);
    }

    @Test
    void messenger_takes_two_thousand_characters_and_not_one_more() {
        assertThat(CALLER.post(PAGE, text("é".repeat(2000))).status()).isEqualTo(200);
        assertThat(CALLER.post(PAGE, text("💄".repeat(2000))).status()).isEqualTo(200);
        refused(CALLER.post(PAGE, text("a".repeat(2001))), 400, 100, "must be less than or equal to 2000");
    }

    @Test
    void instagram_counts_bytes() {
        assertThat(CALLER.post(INSTAGRAM, text("a".repeat(1000))).status()).isEqualTo(200);
        assertThat(CALLER.post(INSTAGRAM, text("é".repeat(500))).status()).isEqualTo(200);
        refused(CALLER.post(INSTAGRAM, text("é".repeat(501))), 400, 100, "must be less than or equal to 1000");
    }

    @Test
    void thirteen_quick_replies_of_twenty_characters_are_the_most() {
        assertThat(CALLER.post(INSTAGRAM, quickReplies(13, "x".repeat(20))).status())
                .isEqualTo(200);
        refused(CALLER.post(INSTAGRAM, quickReplies(14, "x")), 400, 100, "quick_replies");
        refused(CALLER.post(INSTAGRAM, quickReplies(1, "x".repeat(21))), 400, 100, "quick_replies][0][title]");
    }

    @Test
    void pictures_cards_and_buttons_are_taken() {
        assertThat(CALLER.post(INSTAGRAM, """
                {"recipient":{"id":"1"},"message":{"attachment":{"type":"image","payload":{"url":"https://x.example/a.jpg"}}}}""").status()).isEqualTo(200);
        assertThat(CALLER.post(PAGE, """
                {"recipient":{"id":"1"},"message":{"attachment":{"type":"template","payload":{"template_type":"generic",
                "elements":[{"title":"Glow Serum","subtitle":"$45.00","image_url":"https://x.example/a.jpg",
                "buttons":[{"type":"postback","title":"Order","payload":"O"},{"type":"web_url","title":"See","url":"https://x.example"}]}]}}}}""").status()).isEqualTo(200);
        assertThat(CALLER.post(PAGE, """
                {"recipient":{"id":"1"},"message":{"attachment":{"type":"template","payload":{"template_type":"button",
                "text":"Pay here","buttons":[{"type":"web_url","title":"Pay","url":"https://x.example"}]}}}}""").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                | recipient is required
            {"recipient":{}}                                                                  | valid ID string
            {"recipient":{"id":{"a":1}},"message":{"text":"x"}}                               | valid ID string
            {"recipient":"1","message":{"text":"x"}}                                          | must be a JSON object
            {"recipient":{"id":"1"}}                                                          | message is required
            {"recipient":{"id":"1"},"message":{}}                                             | text or an attachment
            {"recipient":{"id":"1"},"message":null}                                           | must be a JSON object
            {"recipient":{"id":"1"},"message":{"text":" "}}                                   | non-empty string
            {"recipient":{"id":"1"},"message":{"text":7}}                                     | non-empty string
            {"recipient":{"id":"1"},"message":{"text":"a","attachment":{"type":"image"}}}     | Only one of
            {"recipient":{"id":"1"},"message":{"attachment":{"type":"poem"}}}                 | attachment
            {"recipient":{"id":"1"},"message":{"attachment":{"type":"image","payload":{}}}}   | valid URL
            {"recipient":{"id":"1"},"message":{"text":"a","quick_replies":{}}}                | non-empty array
            {"recipient":{"id":"1"},"message":{"text":"a","quick_replies":[1]}}               | content_type
            {"recipient":{"id":"1"},"sender_action":"dance"}                                  | sender_action
            {"recipient":{"id":"1"},"sender_action":"typing_on","message":{"text":"a"}}       | Only one of
            {"recipient":{"id":"1"},"messaging_type":"SHOUT","message":{"text":"a"}}          | messaging_type
            {"recipient":{"id":"1"},"messaging_type":"MESSAGE_TAG","message":{"text":"a"}}    | tag is required
            {"recipient":{"id":"1"},"tag":"SALE","message":{"text":"a"}}                      | Param tag
            [1,2]                                                                             | JSON object
            {"recipient":                                                                     | not valid JSON
            """)
    void what_meta_refuses_is_refused_in_metas_words(String body, String words) {
        refused(CALLER.post(PAGE, body), 400, 100, words);
    }

    @Test
    void without_a_token_nothing_goes() {
        refused(CALLER.post("/v23.0/me/messages", text("x")), 400, 104, "access token is required");
    }

    @Test
    void an_object_that_cannot_send_is_unknown() {
        var answer = CALLER.post("/v23.0/shop/messages?access_token=t", text("x"));
        refused(answer, 400, 100, "does not exist");
        assertThat(answer.json().path("error").path("error_subcode").asInt()).isEqualTo(33);
    }

    @Test
    void an_account_nobody_announced_works_at_once() {
        CALLER.post("/v23.0/17841499999999999/messages?access_token=t", """
                {"recipient":{"id":"new-account"},"message":{"text":"hi"}}""");
        var sent = SANDBOX.sentTo("new-account").getFirst();
        assertThat(sent.platform()).isEqualTo(Platform.INSTAGRAM);
        assertThat(sent.accountId()).isEqualTo("17841499999999999");
    }

    @Test
    void me_is_the_account_the_token_names() {
        CALLER.post("/v23.0/me/messages?access_token=token-17841400000000001", """
                {"recipient":{"id":"by-token"},"message":{"text":"hi"}}""");
        assertThat(SANDBOX.sentTo("by-token").getFirst().platform()).isEqualTo(Platform.INSTAGRAM);
        var me = CALLER.get("/v23.0/me?fields=name,username&access_token=token-17841400000000001");
        assertThat(me.json().path("username").asString()).isEqualTo("glowbyama");
    }

    @Test
    void a_profile_has_the_name_the_shopper_gave() {
        CALLER.post("/phone/api/messages", """
                {"platform":"INSTAGRAM","personId":"770077","name":"Maya Okafor","text":"hi"}""");
        var profile = CALLER.get("/v23.0/770077?fields=name,username,profile_pic&access_token=t")
                .json();
        assertThat(profile.path("name").asString()).isEqualTo("Maya Okafor");
        assertThat(profile.path("username").asString()).isEqualTo("maya.okafor");
        assertThat(profile.path("id").asString()).isEqualTo("770077");
        var picture = URI.create(profile.path("profile_pic").asString()).getPath();
        assertThat(CALLER.get(picture).body()).contains("MO");
    }

    @Test
    void a_stranger_has_a_name_too_and_always_the_same() {
        var once = CALLER.get("/v23.0/880088?access_token=t").body();
        assertThat(CALLER.get("/v23.0/880088?access_token=t").body()).isEqualTo(once);
        assertThat(once).contains("first_name");
    }
}
