package io.parley.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parley.channel.Findings;
import io.parley.channel.Findings.Sample;
import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.events.Platform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class TwilioCorpusTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final UUID SHOP = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final Connection SMS = new Connection(new UUID(0x7000, 31), SHOP, Platform.SMS, "+15005550006");
    private static final Connection WHATSAPP =
            new Connection(new UUID(0x7000, 32), SHOP, Platform.WHATSAPP, "+14155238886");
    private static final int POSTS = 2_000;

    private final Set<String> stopped = new HashSet<>();
    private final TwilioReader reader = new TwilioReader(
            new TwilioReader.Stops() {
                @Override
                public boolean hasStopped(Connection channel, String personId) {
                    return stopped.contains(personId);
                }

                @Override
                public void stop(Connection channel, String personId, String eventKey, Instant at) {
                    stopped.add(personId);
                }

                @Override
                public void start(Connection channel, String personId, String eventKey) {
                    stopped.remove(personId);
                }
            },
            (channel, word) -> word.equalsIgnoreCase("serum")
                    ? Optional.of(new Keywords.Keyword(
                            "SERUM", "poster-osu", UUID.fromString("00000000-0000-7000-8000-0000000000aa")))
                    : Optional.empty(),
            (channel, number, id) -> {});

    static List<Sample> samples() {
        return Findings.corpus("/webhooks/twilio");
    }

    private static TwilioForm form(JsonNode fields) {
        StringJoiner body = new StringJoiner("&");
        fields.properties()
                .forEach(field -> body.add(
                        encoded(field.getKey()) + "=" + encoded(field.getValue().asString(""))));
        return TwilioForm.of(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Finding read(TwilioForm form, @Nullable String mark) {
        boolean whatsApp = TwilioReader.isWhatsApp(form)
                || Optional.ofNullable(TwilioReader.ours(form))
                        .map(TwilioAddress::id)
                        .filter(WHATSAPP.accountId()::equals)
                        .isPresent();
        return reader.read(whatsApp ? WHATSAPP : SMS, form, mark, NOW);
    }

    @Test
    void the_corpus_is_there() {
        assertThat(samples()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_post_becomes_what_it_must(Sample sample) {
        Finding finding =
                read(form(sample.file().get("form")), sample.file().path("mark").asString(null));

        Findings.check(finding, sample.expect().get(0));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_post_names_our_number_and_theirs(Sample sample) {
        TwilioForm form = form(sample.file().get("form"));

        assertThat(Objects.requireNonNull(TwilioReader.ours(form)).id()).isIn(SMS.accountId(), WHATSAPP.accountId());
    }

    @Test
    void yes_starts_again_for_who_had_stopped_and_only_for_them() {
        JsonNode yes = Findings.corpus("/webhooks/twilio").stream()
                .filter(sample -> sample.name().equals("yes"))
                .findFirst()
                .orElseThrow()
                .file()
                .get("form");
        stopped.add("+233201234567");

        assertThat(read(form(yes), null))
                .isInstanceOfSatisfying(
                        Finding.SetAside.class, it -> assertThat(it.reason()).isEqualTo("start"));
        assertThat(read(form(yes), null)).isInstanceOf(Finding.Fact.class);
    }

    @Test
    void no_post_breaks_the_reader() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> forms =
                samples().stream().map(sample -> sample.file().get("form")).toList();
        for (int i = 0; i < POSTS; i++) {
            JsonNode form = forms.get(random.nextInt(forms.size())).deepCopy();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                form = Findings.mangled(form, forms, random);
            }
            JsonNode sent = form;
            assertThatCode(() -> Findings.checkStorable(List.of(read(form(sent), null))))
                    .as("-Dparley.seed=%d, post %d: %s", seed, i, sent)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void bytes_that_are_no_form_are_read_all_the_same() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThatCode(() -> TwilioForm.of(bytes).toString()).doesNotThrowAnyException();
        }
    }
}
