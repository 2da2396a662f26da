package io.parley.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The contracts as files: a golden sample and a schema of every event, the catalogue, AsyncAPI. A change that an old
/// sample does not survive breaks readers and must be a new version.
class ContractsTest {
    private static final boolean UPDATE = Boolean.getBoolean("parley.update-docs");
    private static final Path CONTRACTS = Path.of("src/main/resources/events");
    private static final Path DOCS = Path.of("../docs/generated");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(
                    i -> i.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    static Stream<Class<? extends Event>> events() {
        return Arrays.stream(Topic.values()).flatMap(topic -> EventTypes.records(topic).stream());
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_golden_sample_is_read_and_written_without_a_loss(Class<? extends Event> type) throws IOException {
        Path file = CONTRACTS.resolve(EventTypes.of(type) + ".json");
        if (UPDATE && !Files.exists(file)) {
            Files.createDirectories(CONTRACTS);
            Files.writeString(file, JSON.writeValueAsString(Contracts.sample(type)) + "\n");
        }
        assertThat(file).exists();
        String golden = Files.readString(file);

        Event read = JSON.readValue(golden, type);

        assertThat(lost(JSON.readTree(golden), JSON.readTree(JSON.writeValueAsString(read)), ""))
                .as("an old event of this type must keep its meaning")
                .isEmpty();
    }

    /// What stands in the old event and not, or otherwise, in the one read and written again; more may stand there.
    private static List<String> lost(JsonNode old, JsonNode written, String where) {
        if (old.isObject()) {
            return old.propertyStream()
                    .flatMap(field ->
                            lost(field.getValue(), written.path(field.getKey()), where + "/" + field.getKey()).stream())
                    .toList();
        }
        if (old.isArray() && old.size() == written.size()) {
            return IntStream.range(0, old.size())
                    .mapToObj(i -> lost(old.get(i), written.get(i), where + "/" + i))
                    .flatMap(List::stream)
                    .toList();
        }
        return old.equals(written) ? List.of() : List.of(where + ": " + old + " became " + written);
    }

    private static JsonNode golden(Class<? extends Event> type) throws IOException {
        return JSON.readTree(Files.readString(CONTRACTS.resolve(EventTypes.of(type) + ".json")));
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Map<K, V> mapOf(String json) {
        return (Map<K, V>) JSON.readValue(json, Map.class);
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_schema_is_the_record(Class<? extends Event> type) throws IOException {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", EventTypes.of(type));
        schema.putAll(Contracts.schema(type, golden(type)));
        kept(CONTRACTS.resolve(EventTypes.of(type) + ".schema.json"), JSON.writeValueAsString(schema) + "\n");
    }

    @Test
    void no_event_may_need_a_field_that_older_ones_lack() {
        assertThat(events().map(EventTypes::of))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("parley\\.[a-z-]+\\.[a-z-]+\\.v[0-9]+"));
    }

    @Test
    void the_catalogue_of_events_is_printed() throws IOException {
        StringBuilder text = new StringBuilder(
                "# Events\n\nPrinted by `ContractsTest`; a sample and a JSON Schema of each"
                        + " stand in `shared-events/src/main/resources/events`.\n\n| topic | key | kept | events |\n|---|---|---|---|\n");
        for (Topic topic : Topic.values()) {
            text.append("| `")
                    .append(topic.name("parley"))
                    .append("` | ")
                    .append(key(topic))
                    .append(" | ")
                    .append(topic.isKeptForEver() ? "for ever" : "7 days")
                    .append(" | ")
                    .append(String.join(
                            ", ",
                            EventTypes.records(topic).stream()
                                    .map(type -> "`" + EventTypes.of(type) + "`")
                                    .toList()))
                    .append(" |\n");
        }
        kept(DOCS.resolve("events.md"), text.toString());
    }

    private static String key(Topic topic) {
        Class<? extends Event> first = EventTypes.records(topic).getFirst();
        Event sample = (Event) Contracts.sample(first);
        List<String> named = Arrays.stream(first.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> java.util
                                .UUID
                                .nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .toString()
                                .equals(sample.key())
                        || ("the " + name).equals(sample.key()))
                .toList();
        return named.isEmpty() ? "conversationKey" : named.getFirst();
    }

    @Test
    void the_async_api_document_is_printed() throws IOException {
        Map<String, Object> channels = new TreeMap<>();
        Map<String, Object> operations = new TreeMap<>();
        Map<String, Object> messages = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            Map<String, Object> carried = new LinkedHashMap<>();
            for (Class<? extends Event> type : EventTypes.records(topic)) {
                String name = EventTypes.of(type);
                carried.put(name, Map.of("$ref", "#/components/messages/" + name));
                messages.put(
                        name,
                        ordered(
                                "name",
                                name,
                                "contentType",
                                "application/json",
                                "payload",
                                Contracts.schema(type, golden(type))));
            }
            channels.put(topic.suffix(), ordered("address", topic.name("parley"), "messages", carried, null, null));
            operations.put(
                    topic.suffix(),
                    ordered(
                            "action",
                            "send",
                            "channel",
                            Map.of("$ref", "#/channels/" + topic.suffix()),
                            "x-owner",
                            topic.owner() + "-service"));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put(
                "info",
                ordered(
                        "title",
                        "Parley events",
                        "version",
                        "1",
                        "description",
                        "CloudEvents 1.0 in Kafka binary mode: the envelope in headers, the event as JSON."));
        document.put("defaultContentType", "application/json");
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", Map.of("messages", messages));
        kept(DOCS.resolve("asyncapi.json"), JSON.writeValueAsString(document) + "\n");
    }

    private static Map<String, Object> ordered(String k1, Object v1, String k2, Object v2, String k3, Object v3) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(k1, v1);
        map.put(k2, v2);
        if (k3 != null) {
            map.put(k3, v3);
        }
        return map;
    }

    private static void kept(Path file, String document) throws IOException {
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, document);
        }
        assertThat(Files.readString(file))
                .as("%s has changed; if it should, run with -Dparley.update-docs=true", file)
                .isEqualTo(document);
    }
}
