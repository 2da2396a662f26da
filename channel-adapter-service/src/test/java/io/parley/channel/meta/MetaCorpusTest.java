package io.parley.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.intake.Finding;
import io.parley.channel.meta.Corpus.Sample;
import io.parley.events.Event;
import io.parley.events.InboundEvent.MessageReceived;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class MetaCorpusTest {
    static List<Sample> samples() {
        return Corpus.samples();
    }

    @Test
    void the_corpus_is_there() {
        assertThat(samples()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_body_becomes_what_it_must(Sample sample) {
        List<Finding> findings = Corpus.reader().read(sample.body(), Corpus.NOW);

        assertThat(findings).hasSameSizeAs(sample.expect());
        for (int i = 0; i < findings.size(); i++) {
            check(findings.get(i), sample.expect().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_body_read_twice_gives_the_same_keys(Sample sample) {
        assertThat(keys(Corpus.reader().read(sample.body(), Corpus.NOW)))
                .isEqualTo(keys(Corpus.reader().read(sample.body(), Corpus.NOW.plusSeconds(3600))));
    }

    static List<String> keys(List<Finding> findings) {
        return findings.stream()
                .map(finding -> switch (finding) {
                    case Finding.Fact fact -> fact.key();
                    case Finding.Echo echo -> echo.key();
                    case Finding.Fate fate -> fate.key();
                    case Finding.SetAside aside -> aside.key();
                    case Finding.Stray stray -> stray.trouble();
                })
                .toList();
    }

    private static void check(Finding finding, JsonNode expected) {
        switch (finding) {
            case Finding.Fact fact -> {
                Event event = fact.told().as(fact.channel().contact(fact.personId(), null));
                assertThat(event.type()).isEqualTo(expected.path("event").asString(""));
                assertHas(Corpus.JSON.valueToTree(event), expected.get("is"), "");
                assertThat(fact.shortened())
                        .isEqualTo(expected.path("shortened").asBoolean(false));
                if (expected.has("textAtMost") && event instanceof MessageReceived message) {
                    assertThat(message.text())
                            .hasSizeBetween(9_000, expected.get("textAtMost").asInt());
                }
            }
            case Finding.Echo echo -> {
                JsonNode is = expected.path("echo");
                assertThat(echo.messageId()).isEqualTo(is.path("messageId").asString("?"));
                if (is.has("text")) {
                    assertThat(echo.text()).isEqualTo(is.get("text").asString());
                }
                if (is.has("mark")) {
                    assertThat(echo.mark()).isEqualTo(is.get("mark").asString());
                }
            }
            case Finding.Fate fate ->
                assertThat(fate).as("Meta's readers tell of no fates").isNull();
            case Finding.SetAside aside ->
                assertThat(aside.reason())
                        .isEqualTo(expected.path(aside.understood() ? "notForUs" : "notUnderstood")
                                .asString("nothing of the kind"));
            case Finding.Stray stray ->
                assertThat(stray.trouble()).isEqualTo(expected.path("stray").asString("nothing of the kind"));
        }
    }

    /// Everything expected is there; more may be.
    private static void assertHas(JsonNode actual, JsonNode expected, String path) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field ->
                            assertHas(actual.path(field.getKey()), field.getValue(), path + "/" + field.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(path).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertHas(actual.path(i), expected.get(i), path + "/" + i);
            }
        } else {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }
}
