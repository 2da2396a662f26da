package io.parley.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parley.channel.Findings;
import io.parley.channel.Findings.Sample;
import io.parley.channel.intake.Finding;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class WhatsAppCorpusTest {
    private static final int BODIES = 5_000;

    static List<Sample> samples() {
        return WhatsAppCorpus.samples();
    }

    @Test
    void the_corpus_is_there() {
        assertThat(samples()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_body_becomes_what_it_must(Sample sample) {
        List<Finding> findings = WhatsAppCorpus.reader().read(sample.file().get("body"), WhatsAppCorpus.NOW);

        assertThat(findings).hasSameSizeAs(sample.expect());
        for (int i = 0; i < findings.size(); i++) {
            Findings.check(findings.get(i), sample.expect().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_body_read_twice_gives_the_same_keys(Sample sample) {
        JsonNode body = sample.file().get("body");

        assertThat(Findings.keys(WhatsAppCorpus.reader().read(body, WhatsAppCorpus.NOW)))
                .isEqualTo(Findings.keys(WhatsAppCorpus.reader().read(body, WhatsAppCorpus.NOW.plusSeconds(3_600))));
    }

    @Test
    void no_body_breaks_the_reader() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> bodies =
                samples().stream().map(sample -> sample.file().get("body")).toList();
        for (int i = 0; i < BODIES; i++) {
            JsonNode body = bodies.get(random.nextInt(bodies.size())).deepCopy();
            for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                body = Findings.mangled(body, bodies, random);
            }
            JsonNode sent = body;
            assertThatCode(() -> Findings.checkStorable(WhatsAppCorpus.reader().read(sent, WhatsAppCorpus.NOW)))
                    .as("-Dparley.seed=%d, body %d: %s", seed, i, sent)
                    .doesNotThrowAnyException();
        }
    }
}
