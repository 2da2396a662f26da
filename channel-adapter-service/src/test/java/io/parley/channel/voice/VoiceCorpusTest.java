package io.parley.channel.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parley.channel.Findings;
import io.parley.channel.Findings.Sample;
import io.parley.channel.account.Connection;
import io.parley.events.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class VoiceCorpusTest {
    private static final Instant NOW = Instant.parse("2026-11-20T11:00:00Z");
    private static final Connection NUMBER =
            new Connection(new UUID(0x7000, 41), new UUID(0x7000, 1), Platform.VOICE, "+15005550009");
    private static final int POSTS = 3_000;

    static List<Sample> samples() {
        return Findings.corpus("/webhooks/voice");
    }

    private static VoiceMessage read(JsonNode body) {
        return VoiceReader.read(VoiceReader.message(body), Findings.JSON, NOW);
    }

    @Test
    void the_corpus_is_there() {
        assertThat(samples()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_body_is_read_as_what_it_is(Sample sample) {
        VoiceMessage message = read(sample.file().get("body"));

        assertThat(message.getClass().getSimpleName())
                .isEqualTo(sample.file().get("kind").asString());
        has(Findings.JSON.valueToTree(message), sample.file().get("is"), "");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_body_names_its_call_as_far_as_it_does(Sample sample) {
        VoiceMessage.Call call =
                VoiceReader.call(VoiceReader.message(sample.file().get("body")), NOW);

        has(Findings.JSON.valueToTree(call), sample.file().get("call"), "");
    }

    /// Everything expected is there; more may be.
    private static void has(JsonNode actual, JsonNode expected, String path) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field -> has(actual.path(field.getKey()), field.getValue(), path + "/" + field.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(path).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                has(actual.path(i), expected.get(i), path + "/" + i);
            }
        } else if (expected.isNumber()) {
            assertThat(actual.decimalValue()).as(path).isEqualByComparingTo(expected.decimalValue());
        } else if (expected.isNull()) {
            assertThat(actual.isNull() || actual.isMissingNode()).as(path).isTrue();
        } else {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }

    @Test
    void no_body_breaks_the_reader() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> bodies =
                samples().stream().map(sample -> sample.file().get("body")).toList();
        for (int i = 0; i < POSTS; i++) {
            JsonNode body = bodies.get(random.nextInt(bodies.size())).deepCopy();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                body = Findings.mangled(body, bodies, random);
            }
            JsonNode sent = body;
            assertThatCode(() -> {
                        JsonNode message = VoiceReader.message(sent);
                        Caller caller = Caller.of(NUMBER, VoiceReader.call(message, NOW));
                        String all = Findings.JSON.writeValueAsString(read(sent))
                                + caller
                                + VoiceReader.said(message)
                                + VoiceReader.said(sent);
                        assertThat(all).doesNotContain("\0").doesNotContain("\\u0000");
                        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(all))
                                .isTrue();
                        assertThat(caller.callId().length() + caller.personId().length())
                                .isLessThan(450);
                    })
                    .as("-Dparley.seed=%d, post %d: %s", seed, i, sent)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_caller_is_known_by_their_number_however_it_is_written() {
        assertThat(caller("+1 (415) 555-0123").personId()).isEqualTo("+14155550123");
        assertThat(caller("4155550123").phone()).isEqualTo("+14155550123");
        assertThat(caller("anonymous").phone()).isNull();
        assertThat(caller("anonymous").personId()).isEqualTo("call:c1");
        assertThat(caller(null).personId()).isEqualTo("call:c1");
    }

    private static Caller caller(@org.jspecify.annotations.Nullable String number) {
        return Caller.of(NUMBER, new VoiceMessage.Call("c1", NUMBER.accountId(), null, number, false, null, null));
    }

    @Test
    void what_a_callers_tool_is_asked_becomes_a_sentence() {
        assertThat(said("checkStock", "product", "Glow Serum")).isEqualTo("Do you have Glow Serum in stock?");
        assertThat(said("look_up_product", "name", "Glow Serum")).isEqualTo("How much is Glow Serum?");
        assertThat(said("track-order", "number", "1001")).isEqualTo("Where is my order 1001?");
        assertThat(said("place_order", "product", "Glow Serum", "quantity", "2", "city", "Sydney"))
                .isEqualTo("I would like to order 2 Glow Serum to Sydney");
        assertThat(said("transfer_to_person")).isEqualTo("Can I talk to a person?");
        assertThat(said("ask_shop")).isNull();
        assertThat(VoiceTool.of("send_money")).isNull();
    }

    private static @org.jspecify.annotations.Nullable String said(String tool, String... arguments) {
        java.util.Map<String, String> all = new java.util.HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            all.put(arguments[i], arguments[i + 1]);
        }
        return java.util.Objects.requireNonNull(VoiceTool.of(tool)).said(all);
    }

    @Test
    void a_text_that_nobody_worded_for_the_ear_is_made_fit_for_it() {
        assertThat(SpokenText.of("*Hi!* 😊\n• Serum\n• Cream\nPay: https://www.pay.example/x?y=1 → now"))
                .isEqualTo("Hi! Serum. Cream. Pay: pay.example now");
        assertThat(SpokenText.of("👍")).isEmpty();
        assertThat(SpokenText.of("word ".repeat(1_000))).hasSizeLessThanOrEqualTo(SpokenText.CHARS_MAX);
    }

    @Test
    void a_secret_is_taken_in_each_of_its_forms_and_a_wrong_one_is_not_made_good_by_another() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        // echo -n '{}' | openssl dgst -sha256 -hmac 'secret'
        String signature = "77325902caca812dc259733aacd046b73817372c777b8d95b402647474516e13";

        assertThat(right(body, VoiceSecret.SECRET, "secret")).isTrue();
        assertThat(right(body, VoiceSecret.BEARER, "Bearer secret")).isTrue();
        assertThat(right(body, VoiceSecret.BEARER, "bearer secret")).isTrue();
        assertThat(right(body, VoiceSecret.SIGNATURE, signature)).isTrue();
        assertThat(right(body, VoiceSecret.SIGNATURE, "sha256=" + signature)).isTrue();
        assertThat(right(body, VoiceSecret.SIGNATURE, "x" + signature.substring(1)))
                .isFalse();
        assertThat(right(body, VoiceSecret.SECRET, "Secret")).isFalse();
        assertThat(right(body, VoiceSecret.BEARER, "secret")).isFalse();
        assertThat(right(body, "X-Other", "secret")).isFalse();
        assertThat(VoiceSecret.isRight(
                        "secret", body, name -> name.equals(VoiceSecret.SIGNATURE) ? "00" : "Bearer secret"))
                .isFalse();
        assertThat(VoiceSecret.isRight("", body, _ -> "")).isFalse();
    }

    private static boolean right(byte[] body, String header, String value) {
        return VoiceSecret.isRight("secret", body, name -> name.equals(header) ? value : null);
    }

    @Test
    void words_are_sent_to_the_platforms_own_hosts_only() {
        VoiceSettings settings = new VoiceSettings(
                java.net.URI.create("https://shop.example"),
                java.time.Duration.ofSeconds(5),
                java.util.Set.of("vapi.ai", "localhost"));

        assertThat(may(settings, "https://phone-call.aws.vapi.ai/1/control")).isTrue();
        assertThat(may(settings, "http://localhost:8090/vapi/calls/1/control")).isTrue();
        assertThat(may(settings, "http://phone.vapi.ai/1/control")).isFalse();
        assertThat(may(settings, "https://evilvapi.ai/1")).isFalse();
        assertThat(may(settings, "https://vapi.ai@10.0.0.1/1")).isFalse();
        assertThat(may(settings, "https://169.254.169.254/latest")).isFalse();
    }

    private static boolean may(VoiceSettings settings, String url) {
        return settings.mayControl(java.net.URI.create(url));
    }
}
