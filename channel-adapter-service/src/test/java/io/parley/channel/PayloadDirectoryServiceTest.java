package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.EveryPlatform.Posted;
import io.parley.channel.Findings.Sample;
import io.parley.events.InboundEvent;
import io.parley.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Payloads that nobody has said anything about beforehand: a directory with a folder for each
/// platform, each file a body as it comes. Every one is answered well, every event of it is told
/// or kept with a reason, and files that say they are of the same shopper make one conversation.
///
/// `-Dparley.payloads=<directory>` tries another directory, `-Dparley.payloads.report=<file>`
/// writes down what became of each.
class PayloadDirectoryServiceTest {
    private static final List<String> PLATFORMS = List.of("meta", "whatsapp", "twilio", "telegram", "voice");

    private final EveryPlatform everywhere = new EveryPlatform();
    private final StringBuilder report = new StringBuilder();

    private record Sent(String platform, Sample sample, Posted posted) {
        /// The shopper whom several files are of: `same-a-…`.
        String shopper() {
            String[] words = sample.name().replaceFirst("^\\d+-", "").split("-", 3);
            return words[0].equals("same") && words.length > 2 ? platform + "/" + words[1] : "";
        }
    }

    @Test
    void every_payload_is_answered_and_every_event_of_it_is_told_or_kept_with_a_reason() throws Exception {
        List<Sent> sent = new ArrayList<>();
        for (String platform : PLATFORMS) {
            for (Sample sample : samples(platform)) {
                sent.add(new Sent(platform, sample, everywhere.post(platform, sample.file())));
            }
        }
        SERVICE.awaitIdle();
        Map<String, Set<String>> shoppers = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Sent it : sent) {
            check(it, shoppers, wrong);
        }
        String file = System.getProperty("parley.payloads.report", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), report);
        }

        assertThat(sent).isNotEmpty();
        assertThat(wrong).isEmpty();
        assertThat(shoppers)
                .allSatisfy((who, persons) -> assertThat(persons).as(who).hasSize(1));
    }

    private static List<Sample> samples(String platform) throws IOException {
        String directory = System.getProperty("parley.payloads", "");
        Path path = directory.isEmpty() ? null : Path.of(directory, platform);
        if (path == null) {
            return Findings.corpus("/payloads/" + platform);
        }
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new Sample(
                            file.getFileName().toString().replace(".json", ""), Findings.JSON.readTree(file.toFile())))
                    .toList();
        }
    }

    private void check(Sent it, Map<String, Set<String>> shoppers, List<String> wrong) {
        String name = it.platform() + "/" + it.sample().name();
        List<Map<String, Object>> bodies = SERVICE.jdbc()
                .queryForList(
                        "select events, trouble from webhook_body where digest = decode(?, 'hex')",
                        it.posted().digest());
        List<Map<String, Object>> rows = SERVICE.jdbc()
                .queryForList(
                        "select kind, person_id, event_key, happened_at, reason, left(detail, 160) as detail"
                                + " from inbound_event where body_digest = decode(?, 'hex') order by event_key",
                        it.posted().digest());
        report.append("== %s %d %s%n"
                .formatted(
                        name,
                        it.posted().status(),
                        it.platform().equals("voice") || it.posted().status() != 200
                                ? it.posted().answer()
                                : ""));
        bodies.forEach(body -> report.append("   ").append(body).append('\n'));
        Set<String> persons = new HashSet<>();
        rows.forEach(row -> {
            report.append("   - ").append(row).append('\n');
            if (row.get("person_id") != null) {
                persons.add(row.get("person_id").toString());
            }
        });
        told(rows).forEach(event -> report.append("     > ").append(event).append('\n'));
        if (!it.shopper().isEmpty()) {
            shoppers.computeIfAbsent(it.shopper(), _ -> new HashSet<>()).addAll(keys(rows));
        }
        if (it.posted().status() != 200 || bodies.isEmpty() && rows.isEmpty()) {
            wrong.add(name + " " + it.posted());
        }
        if (rows.stream().anyMatch(row -> "our_mistake".equals(row.get("reason")))) {
            wrong.add(name + " our mistake");
        }
    }

    private static List<String> keys(List<Map<String, Object>> rows) {
        return events(rows).stream().map(InboundEvent::key).toList();
    }

    private static List<String> told(List<Map<String, Object>> rows) {
        return events(rows).stream().map(Findings.JSON::writeValueAsString).toList();
    }

    /// The events told of rows: those whose message is the row's, or, where they name none, the
    /// row's person.
    private static List<InboundEvent> events(List<Map<String, Object>> rows) {
        Map<String, InboundEvent> found = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) {
            if (row.get("person_id") != null) {
                SERVICE.events(Topic.INBOUND).stream()
                        .map(heard -> (InboundEvent) heard.event())
                        .filter(event -> isOf(event, row))
                        .forEach(event -> found.put(event.toString(), event));
            }
        }
        return List.copyOf(found.values());
    }

    private static boolean isOf(InboundEvent event, Map<String, Object> row) {
        JsonNode json = Findings.JSON.valueToTree(event);
        String key = Objects.toString(row.get("event_key"));
        String id = json.path("messageId").asString(json.path("commentId").asString(""));
        return id.isEmpty()
                ? event.contact().personId().equals(row.get("person_id"))
                : key.equals(id) || key.endsWith(":" + id);
    }
}
