package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// How well shoppers are understood. A change that lowers it fails the build.
class LabelledMessagesTest {

    @Test
    void messages_the_word_lists_were_tuned_on_are_understood() throws IOException {
        Labelled.Score score = Labelled.score(Labelled.read("tuning"));
        assertThat(score.accuracy())
                .as("intents right%n%s", String.join("\n", score.wrong()))
                .isGreaterThanOrEqualTo(0.97);
        assertThat(score.f1())
                .as("entities%n%s", String.join("\n", score.wrong()))
                .isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void messages_nobody_tuned_for_are_understood() throws IOException {
        Labelled.Score score = Labelled.score(Labelled.read("test"));
        assertThat(score.accuracy())
                .as("intents right%n%s", String.join("\n", score.wrong()))
                .isGreaterThanOrEqualTo(0.90);
        assertThat(score.f1())
                .as("entities%n%s", String.join("\n", score.wrong()))
                .isGreaterThanOrEqualTo(0.88);
    }
}
