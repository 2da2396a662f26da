package io.parley.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Findings;
import io.parley.channel.intake.Finding;
import io.parley.channel.meta.Corpus.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
            Findings.check(findings.get(i), sample.expect().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void each_body_read_twice_gives_the_same_keys(Sample sample) {
        assertThat(Findings.keys(Corpus.reader().read(sample.body(), Corpus.NOW)))
                .isEqualTo(Findings.keys(Corpus.reader().read(sample.body(), Corpus.NOW.plusSeconds(3600))));
    }
}
