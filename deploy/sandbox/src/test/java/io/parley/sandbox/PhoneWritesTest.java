package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a shopper can do beside writing, as Instagram and Messenger tell the shop of it.
class PhoneWritesTest {
    private static final Shop SHOP = new Shop();
    private static final SandboxServer SANDBOX = SandboxServer.start(Config.forTests(SHOP.webhookUrl()));
    private static final Caller CALLER = new Caller(SANDBOX.url());
    private static final String INSTAGRAM = "/v23.0/17841400000000001/messages?access_token=t";
    private static final String NUMBER = "/v23.0/100000000000002/messages";
    private static int people = 90_000;

    private String person = "";

    @BeforeEach
    void somebodyNew() {
        person = String.valueOf(++people);
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
        SHOP.close();
    }

    private Caller.Answer writes(String platform, String content) {
        return CALLER.post("/phone/api/messages", """
                {"platform":"%s","personId":"%s","name":"Ama Ofori",%s}""".formatted(platform, person, content));
    }

    private Caller.Answer comments(String platform, String text) {
        return CALLER.post("/phone/api/comments", """
                {"platform":"%s","personId":"%s","name":"Ama Ofori","text":"%s"}""".formatted(platform, person, text));
    }

    private JsonNode chat(String platform) {
        return CALLER.get("/phone/api/chats/" + platform + "/" + person).json();
    }

    private JsonNode heard() {
        return SHOP.received().getLast().event();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSTAGRAM|\"edit\":{\"mid\":\"m1\",\"text\":\"two\",\"count\":2}|/message_edit/text|two",
                "MESSENGER|\"edit\":{\"mid\":\"m1\",\"text\":\"two\",\"count\":2}|/message_edit/num_edit|2",
                "INSTAGRAM|\"deletion\":{\"mid\":\"m1\"}|/message/is_deleted|true",
                "INSTAGRAM|\"text\":\"wow\",\"story\":{\"id\":\"77\"}|/message/reply_to/story/id|77",
                "INSTAGRAM|\"text\":\"hi\",\"referral\":{\"source\":\"ad\",\"title\":\"Glow\"}|/message/referral/ads_context_data/ad_title|Glow",
                "MESSENGER|\"text\":\"hi\",\"referral\":{\"source\":\"shop\",\"product\":\"S1\"}|/message/referral/product/id|S1",
                "MESSENGER|\"referral\":{\"source\":\"link\",\"ref\":\"winter\"}|/referral/ref|winter",
                "INSTAGRAM|\"attachment\":{\"type\":\"voice\",\"url\":\"http://localhost/a.wav\"}|/message/attachments/0/type|audio"
            })
    void the_shop_is_told_as_meta_tells_it(String platform, String content, String at, String is) {
        var answer = writes(platform, content);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(heard().at(at).asString()).isEqualTo(is);
        assertThat(heard().at("/sender/id").asString()).isEqualTo(person);
    }

    @Test
    void what_was_edited_or_taken_back_looks_so() {
        var edited =
                writes("INSTAGRAM", "\"text\":\"two plese\"").json().path("mid").asString();
        writes("INSTAGRAM", "\"edit\":{\"mid\":\"%s\",\"text\":\"two please\"}".formatted(edited));
        var deleted =
                writes("INSTAGRAM", "\"text\":\"oops\"").json().path("mid").asString();
        writes("INSTAGRAM", "\"deletion\":{\"mid\":\"%s\"}".formatted(deleted));

        var messages = chat("INSTAGRAM").path("messages");
        assertThat(messages).hasSize(2);
        assertThat(messages.path(0).path("text").asString()).isEqualTo("two please");
        assertThat(messages.path(0).path("change").asString()).isEqualTo("EDITED");
        assertThat(messages.path(1).has("text")).isFalse();
        assertThat(messages.path(1).path("change").asString()).isEqualTo("DELETED");
    }

    @Test
    void a_comment_reaches_the_shop_and_its_private_answer_says_what_it_answers() {
        var comment = comments("INSTAGRAM", "how much?");

        assertThat(comment.status()).isEqualTo(200);
        var id = comment.json().path("mid").asString();
        var change = SHOP.received().getLast().entry().path("changes").path(0);
        assertThat(change.path("field").asString()).isEqualTo("comments");
        assertThat(change.at("/value/id").asString()).isEqualTo(id);
        assertThat(change.at("/value/text").asString()).isEqualTo("how much?");
        assertThat(change.at("/value/from/id").asString()).isEqualTo(person);
        assertThat(chat("INSTAGRAM").at("/comments/0/state").asString()).isEqualTo("SENT");

        var reply = """
                {"recipient":{"comment_id":"%s"},"message":{"text":"$45.00"}}""".formatted(id);
        assertThat(CALLER.post(INSTAGRAM, reply).status()).isEqualTo(200);
        var answer = chat("INSTAGRAM").path("messages").path(0);
        assertThat(answer.path("text").asString()).isEqualTo("$45.00");
        assertThat(answer.at("/about/kind").asString()).isEqualTo("comment");
        assertThat(answer.at("/about/words").asString()).isEqualTo("how much?");
        assertThat(CALLER.post(INSTAGRAM, reply).status()).isEqualTo(400);
    }

    @Test
    void a_comment_opens_no_window() {
        comments("INSTAGRAM", "how much?");
        CALLER.call("PATCH", "/sandbox/rules", "{\"windows\":true}");
        var message = """
                {"recipient":{"id":"%s"},"message":{"text":"hi"}}""".formatted(person);
        assertThat(CALLER.post(INSTAGRAM, message).status()).isEqualTo(403);
        CALLER.call("PATCH", "/sandbox/rules", "{\"windows\":false}");
        assertThat(CALLER.post(INSTAGRAM, message).status()).isEqualTo(200);
    }

    @Test
    void a_comment_on_a_page_comes_by_its_feed() {
        assertThat(comments("MESSENGER", "price?").status()).isEqualTo(200);
        var change = SHOP.received().getLast().entry().path("changes").path(0);
        assertThat(change.path("field").asString()).isEqualTo("feed");
        assertThat(change.at("/value/message").asString()).isEqualTo("price?");
        assertThat(change.at("/value/item").asString()).isEqualTo("comment");
    }

    @Test
    void a_list_of_whatsapps_is_shown_with_its_sections() {
        writes("WHATSAPP", "\"text\":\"hi\"");
        CALLER.call("POST", NUMBER, """
                {"messaging_product":"whatsapp","to":"%s","type":"interactive","interactive":{"type":"list",
                "body":{"text":"Which?"},"action":{"button":"See products","sections":[{"title":"Face","rows":[
                {"id":"p1","title":"Hydra Cream","description":"for dry skin"}]}]}}}""".formatted(person), "Authorization", "Bearer t");

        var list = chat("WHATSAPP").at("/messages/1/list");
        assertThat(list.path("button").asString()).isEqualTo("See products");
        assertThat(list.at("/sections/0/title").asString()).isEqualTo("Face");
        assertThat(list.at("/sections/0/rows/0/payload").asString()).isEqualTo("p1");
        assertThat(list.at("/sections/0/rows/0/description").asString()).isEqualTo("for dry skin");
    }

    @Test
    void a_template_is_read_with_its_words_filled_in() {
        writes("WHATSAPP", "\"text\":\"hi\"");
        CALLER.call("POST", NUMBER, """
                {"messaging_product":"whatsapp","to":"%s","type":"template","template":{"name":"order_update",
                "language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"Ama $1"},
                {"type":"text","text":"#12"}]}]}}""".formatted(person), "Authorization", "Bearer t");
        assertThat(chat("WHATSAPP").at("/messages/1/text").asString())
                .isEqualTo("Hi Ama $1, there is news of your order #12.");
    }

    @Test
    void a_place_stands_on_the_map() {
        writes("WHATSAPP", "\"location\":{\"latitude\":5.6,\"longitude\":-0.2,\"name\":\"Osu\"}");
        assertThat(chat("WHATSAPP").at("/messages/0/place/name").asString()).isEqualTo("Osu");
    }

    @Test
    void a_voice_note_is_kept_for_the_shop_to_fetch() {
        var kept = CALLER.post("/phone/api/voices", "OggS and then some");
        assertThat(kept.status()).isEqualTo(201);
        var url = URI.create(kept.json().path("url").asString());
        assertThat(url.getPath()).endsWith(".ogg");
        assertThat(CALLER.get(url.getPath()).body()).isEqualTo("OggS and then some");
        assertThat(CALLER.post("/phone/api/voices", "GIF89a").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MESSENGER|\"deletion\":{\"mid\":\"m1\"}",
                "MESSENGER|\"text\":\"hi\",\"story\":{}",
                "INSTAGRAM|\"text\":\"hi\",\"story\":\"77\"",
                "INSTAGRAM|\"edit\":{\"mid\":\"m1\"}",
                "INSTAGRAM|\"edit\":{\"text\":\"two\"}",
                "INSTAGRAM|\"edit\":{\"mid\":\"m1\",\"text\":\"two\",\"count\":0}",
                "INSTAGRAM|\"referral\":{}",
                "INSTAGRAM|\"referral\":null",
                "INSTAGRAM|\"referral\":{\"source\":\"shop\"}",
                "INSTAGRAM|\"location\":{\"latitude\":5.6,\"longitude\":-0.2}",
                "WHATSAPP|\"location\":{\"latitude\":95,\"longitude\":-0.2}",
                "WHATSAPP|\"location\":{}",
                "WHATSAPP|\"referral\":{\"source\":\"link\",\"ref\":\"a\"}",
                "WHATSAPP|\"text\":\"hi\",\"referral\":{\"source\":\"link\",\"ref\":\"a\"}",
                "SMS|\"text\":\"hi\",\"referral\":{\"source\":\"ad\"}",
                "SMS|\"edit\":{\"mid\":\"m1\",\"text\":\"two\"}",
                "SMS|\"reaction\":{\"mid\":\"m1\"}"
            })
    void what_a_platform_does_not_have_is_refused_and_nobody_is_told(String platform, String content) {
        var before = SHOP.received().size();
        var answer = writes(platform, content);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(SHOP.received()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"SMS,hi", "WHATSAPP,hi", "INSTAGRAM,''", "FAX,hi"})
    void a_comment_needs_a_post_and_words(String platform, String text) {
        assertThat(comments(platform, text).status()).isEqualTo(400);
    }
}
