package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.Evaluation.Dialogues;
import io.parley.conversation.Evaluation.Harm;
import io.parley.conversation.Labelled.Message;
import io.parley.conversation.Labelled.Score;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// How well shoppers are understood, as a table (`target/evaluation.txt`) with floors: a change that lowers it fails
/// the build. `./parley evaluate` runs it alone and prints what a message and a turn cost besides; with
/// `-Dparley.messages=FILE` or `-Dparley.dialogues=FILE` it reads that file only and has no floors.
class EvaluationTest {
    private static final String OTHER_FILE = System.getProperty("parley.messages", "");
    private static final String OTHER_DIALOGUES = System.getProperty("parley.dialogues", "");
    private static final boolean OTHERS = !OTHER_FILE.isEmpty() || !OTHER_DIALOGUES.isEmpty();
    private static final StringBuilder TABLE = new StringBuilder();

    @AfterAll
    static void write_the_table() throws IOException, URISyntaxException {
        if (Boolean.getBoolean("parley.evaluate") && !OTHERS) {
            TABLE.append(Evaluation.costs(
                    Labelled.part("test"),
                    DialogueTest.read("/dialogues/tuning").stream()
                            .map(DialogueTest.Named::lines)
                            .toList()));
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/evaluation.txt"), TABLE);
        System.out.println(TABLE);
    }

    @Test
    void messages_nobody_tuned_for_are_understood() throws IOException, URISyntaxException {
        if (!OTHER_FILE.isEmpty()) {
            List<Message> messages = Labelled.file(Path.of(OTHER_FILE));
            Score score = Evaluation.understanding(messages);
            TABLE.append(Evaluation.table(OTHER_FILE, score, Evaluation.harm(messages)));
            score.wrong.forEach(line -> TABLE.append("\n  ").append(line));
            TABLE.append('\n');
            assertThat(messages).as("labelled messages in " + OTHER_FILE).isNotEmpty();
            return;
        }
        if (OTHERS) {
            return;
        }
        List<Message> messages = Labelled.part("test");
        Score score = Evaluation.understanding(messages);
        Harm harm = Evaluation.harm(messages);
        TABLE.append(Evaluation.table("test part", score, harm));
        assertThat(score.accuracy()).as("intents right").isGreaterThanOrEqualTo(0.92);
        assertThat(score.accuracy("en")).as("intents right in English").isGreaterThanOrEqualTo(0.94);
        assertThat(score.entities().f1()).as("entity F1").isGreaterThanOrEqualTo(0.92);
        assertThat(harm.wrongOrders()).as("orders nobody gave").isEmpty();
        assertThat(harm.invented()).as("facts nobody stated").isEmpty();
    }

    @Test
    void messages_the_word_lists_were_tuned_on_are_understood() throws IOException, URISyntaxException {
        if (OTHERS) {
            return;
        }
        List<Message> messages = Labelled.part("tuning");
        Score score = Evaluation.understanding(messages);
        Harm harm = Evaluation.harm(messages);
        TABLE.append(Evaluation.table("tuning part", score, harm));
        score.wrong.forEach(line -> TABLE.append("\n  ").append(line));
        TABLE.append('\n');
        assertThat(score.accuracy()).as("intents right").isGreaterThanOrEqualTo(0.97);
        assertThat(score.entities().f1()).as("entity F1").isGreaterThanOrEqualTo(0.95);
        assertThat(harm.wrongOrders()).as("orders nobody gave").isEmpty();
        assertThat(harm.invented()).as("facts nobody stated").isEmpty();
    }

    @Test
    void scripted_dialogues_end_as_written() throws IOException, URISyntaxException {
        if (!OTHER_DIALOGUES.isEmpty()) {
            goAsOthersWroteThem(DialogueTest.read(Path.of(OTHER_DIALOGUES)));
        }
        if (OTHERS) {
            return;
        }
        Map<String, List<String>> scripts = new LinkedHashMap<>();
        DialogueTest.read("/dialogues/test")
                .forEach(dialogue -> scripts.put(dialogue.topic() + ": " + dialogue.name(), dialogue.lines()));
        assertThat(scripts).hasSizeGreaterThanOrEqualTo(60);
        Dialogues dialogues = Evaluation.dialogues(scripts);
        TABLE.append("%n== %d dialogues: %s end as written; wrong orders %d, invented facts %d%n"
                .formatted(
                        dialogues.all(),
                        Evaluation.percent(dialogues.success()),
                        dialogues.wrongOrders().size(),
                        dialogues.invented().size()));
        dialogues
                .failed()
                .forEach(name -> TABLE.append("  not as written: ").append(name).append('\n'));
        assertThat(dialogues.success()).as("dialogues as written").isGreaterThanOrEqualTo(0.95);
        assertThat(dialogues.wrongOrders()).isEmpty();
        assertThat(dialogues.invented()).isEmpty();
    }

    private static void goAsOthersWroteThem(List<DialogueTest.Named> dialogues) {
        assertThat(dialogues).as("dialogues in " + OTHER_DIALOGUES).isNotEmpty();
        int well = 0;
        for (DialogueTest.Named dialogue : dialogues) {
            Script.Result result;
            try {
                result = Script.run(dialogue.lines(), true);
            } catch (IllegalArgumentException | NullPointerException | NoSuchElementException notPlayable) {
                TABLE.append("%n== not playable: %s: %s: %s%n"
                        .formatted(dialogue.topic(), dialogue.name(), notPlayable.getMessage()));
                continue;
            }
            if (result.failures().isEmpty()) {
                well++;
            } else {
                TABLE.append("%n== not as written: %s: %s%n".formatted(dialogue.topic(), dialogue.name()));
                TABLE.append(result.transcript());
                result.failures()
                        .forEach(failure -> TABLE.append(" ✗ ").append(failure).append('\n'));
            }
        }
        TABLE.append("%n== %s: %d of %d dialogues end as written%n".formatted(OTHER_DIALOGUES, well, dialogues.size()));
    }
}
