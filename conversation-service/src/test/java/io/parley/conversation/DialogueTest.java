package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The dialogues of `src/test/resources/dialogues`, each with the state, the order and the acts that must come of it.
/// Those of `tuning` are what the assistant was made better with: each must go as written. Those of `test` are held out
/// and played in [EvaluationTest].
class DialogueTest {
    record Named(String name, String topic, List<String> lines) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("tuning")
    void goes_as_written(String name, List<String> lines) {
        Script.Result result = Script.run(lines);
        assertThat(result.failures()).as("%s%n%s", name, result.transcript()).isEmpty();
    }

    static Stream<Arguments> tuning() throws IOException, URISyntaxException {
        return read("/dialogues/tuning").stream().map(d -> Arguments.of(d.topic() + ": " + d.name(), d.lines()));
    }

    static List<Named> read(String folder) throws IOException, URISyntaxException {
        return read(Path.of(
                Objects.requireNonNull(DialogueTest.class.getResource(folder)).toURI()));
    }

    /// @param path a file of dialogues, or a folder of such files
    static List<Named> read(Path path) throws IOException {
        List<Named> all = new ArrayList<>();
        if (Files.isRegularFile(path)) {
            read(path, all);
            return all;
        }
        try (Stream<Path> files = Files.list(path).filter(Files::isRegularFile).sorted()) {
            for (Path file : files.toList()) {
                read(file, all);
            }
        }
        return all;
    }

    private static void read(Path file, List<Named> into) throws IOException {
        String topic = file.getFileName().toString().replace(".txt", "");
        String name = "";
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("= ")) {
                keep(topic, name, lines, into);
                name = line.substring(2);
                lines = new ArrayList<>();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line);
            }
        }
        keep(topic, name, lines, into);
    }

    private static void keep(String topic, String name, List<String> lines, List<Named> into) {
        if (!name.isEmpty() && !lines.isEmpty()) {
            into.add(new Named(name, topic, lines));
        }
    }
}
