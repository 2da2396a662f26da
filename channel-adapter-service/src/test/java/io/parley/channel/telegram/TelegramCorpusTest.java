package io.parley.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parley.channel.Findings;
import io.parley.channel.Findings.Sample;
import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.events.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class TelegramCorpusTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Connection BOT =
            new Connection(new UUID(0x7000, 41), new UUID(0x7000, 1), Platform.TELEGRAM, "700000001");
    private static final int UPDATES = 2_000;

    private final TelegramReader reader =
            new TelegramReader((TelegramReader.FileUrl) (_, file) -> "https://shop.example/files/" + file);

    static List<Sample> samples() {
        return Findings.corpus("/webhooks/telegram");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_update_becomes_what_it_must(Sample sample) {
        List<Finding> findings = reader.read(BOT, sample.file().get("body"), NOW);

        assertThat(findings).hasSize(1);
        Findings.check(findings.getFirst(), sample.expect().get(0));
    }

    @Test
    void no_update_breaks_the_reader() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> bodies =
                samples().stream().map(sample -> sample.file().get("body")).toList();
        for (int i = 0; i < UPDATES; i++) {
            JsonNode body = bodies.get(random.nextInt(bodies.size())).deepCopy();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                body = Findings.mangled(body, bodies, random);
            }
            JsonNode sent = body;
            assertThatCode(() -> Findings.checkStorable(reader.read(BOT, sent, NOW)))
                    .as("-Dparley.seed=%d, update %d: %s", seed, i, sent)
                    .doesNotThrowAnyException();
        }
    }
}
