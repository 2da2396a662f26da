package io.parley.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.account.Standing;
import io.parley.channel.intake.Finding;
import io.parley.events.Contact;
import io.parley.events.Event;
import io.parley.events.InboundEvent.MessageReceived;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What bodies of a corpus must become, and what may be done to bodies on their way.
public final class Findings {
    public static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Findings() {}

    public record Sample(String name, JsonNode file) {
        public JsonNode expect() {
            return file.get("expect");
        }

        @Override
        public String toString() {
            return name + ": " + file.path("what").asString("");
        }
    }

    /// The files of a folder of the test resources.
    public static List<Sample> corpus(String folder) {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Findings.class.getResource(folder)).toURI()))) {
            return files.sorted()
                    .map(file -> new Sample(
                            file.getFileName().toString().replace(".json", ""), JSON.readTree(file.toFile())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<String> keys(List<Finding> findings) {
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

    public static void check(Finding finding, JsonNode expected) {
        switch (finding) {
            case Finding.Fact fact -> {
                Event event = fact.told().as(fact.channel().contact(fact.personId(), null));
                assertThat(event.type()).isEqualTo(expected.path("event").asString(""));
                assertHas(JSON.valueToTree(event), expected.get("is"), "");
                assertThat(fact.shortened())
                        .isEqualTo(expected.path("shortened").asBoolean(false));
                if (fact.shortened() && event instanceof MessageReceived message) {
                    assertThat(message.text()).hasSizeBetween(9_000, 10_000);
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
            case Finding.Fate fate -> {
                JsonNode is = expected.path("fate");
                assertThat(fate.step().name()).isEqualTo(is.path("step").asString("?"));
                assertThat(fate.messageId()).isEqualTo(is.path("messageId").asString("?"));
                if (is.has("mark")) {
                    assertThat(fate.mark()).isEqualTo(is.get("mark").asString());
                }
                if (is.has("failure")) {
                    assertThat(fate.failure()).hasToString(is.get("failure").asString());
                }
                if (is.has("personId")) {
                    assertThat(fate.personId()).isEqualTo(is.get("personId").asString());
                }
            }
            case Finding.SetAside aside -> {
                assertThat(aside.reason())
                        .isEqualTo(expected.path(aside.understood() ? "notForUs" : "notUnderstood")
                                .asString("nothing of the kind"));
                assertThat(standing(aside.standing()))
                        .isEqualTo(expected.path("standing").asString(""));
            }
            case Finding.Stray stray ->
                assertThat(stray.trouble()).isEqualTo(expected.path("stray").asString("nothing of the kind"));
        }
    }

    private static String standing(@Nullable Standing standing) {
        return switch (standing) {
            case null -> "";
            case Standing.Stopped it -> "stopped: " + it.problem() + until(it.endsAt());
            case Standing.Warned it -> "warned: " + it.problem() + until(it.endsAt());
            case Standing.Gone it -> "gone: " + it.problem();
            case Standing.Well it -> "well: " + String.join(", ", new TreeSet<>(it.problems()));
        };
    }

    private static String until(@Nullable Instant endsAt) {
        return endsAt == null ? "" : " until " + endsAt;
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
        } else if (expected.isNumber()) {
            assertThat(actual.decimalValue()).as(path).isEqualByComparingTo(expected.decimalValue());
        } else if (expected.isNull()) {
            assertThat(actual.isNull() || actual.isMissingNode()).as(path).isTrue();
        } else {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }

    /// Nothing comes out that could not be stored or sent on, and nothing by our own mistake.
    public static void checkStorable(List<Finding> findings) throws CharacterCodingException {
        assertThat(findings).isNotEmpty();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Fact it -> storable(it.told(), it.channel().contact(it.personId(), null));
                case Finding.Echo it -> storable(it.told(), it.channel().contact(it.personId(), null));
                case Finding.Fate it -> {
                    storable(it.messageId());
                    storable(it.personId());
                    assertThat(it.failure() == null).isEqualTo(it.step() != Finding.Step.FAILED);
                }
                case Finding.SetAside it -> {
                    assertThat(it.reason()).isNotEqualTo("our_mistake");
                    storable(it.reason());
                    storable(it.event());
                }
                case Finding.Stray it -> storable(it.trouble());
            }
        }
        for (String key : keys(findings)) {
            assertThat(key).hasSizeLessThan(1_000);
            storable(key);
        }
    }

    private static void storable(Finding.Told told, Contact contact) throws CharacterCodingException {
        Event event = told.as(contact);
        assertThat(event.key()).isEqualTo(contact.conversationKey());
        String json = JSON.writeValueAsString(event);
        assertThat(json).doesNotContain("\\u0000");
        storable(json);
    }

    private static void storable(String text) throws CharacterCodingException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        assertThat(encoded.remaining()).isPositive();
        assertThat(text).doesNotContain("\0");
    }

    /// One change somewhere in a tree.
    ///
    /// @param others may be put in its place
    public static JsonNode mangled(JsonNode node, List<JsonNode> others, Random random) {
        if (node instanceof ObjectNode object && !object.isEmpty() && random.nextInt(6) > 0) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(8)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name, odd(others, random));
                default -> object.set(name, mangled(object.get(name), others, random));
            }
            return object;
        }
        if (node instanceof ArrayNode array && !array.isEmpty() && random.nextInt(6) > 0) {
            int at = random.nextInt(array.size());
            switch (random.nextInt(6)) {
                case 0 -> array.remove(at);
                case 1 -> array.insert(at, odd(others, random));
                case 2 -> array.add(array.get(at).deepCopy());
                default -> array.set(at, mangled(array.get(at), others, random));
            }
            return array;
        }
        return odd(others, random);
    }

    private static JsonNode odd(List<JsonNode> others, Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(-random.nextLong());
            case 4 -> NODES.numberNode(random.nextDouble() * 1e300);
            case 5 -> NODES.numberNode(BigInteger.TEN.pow(400));
            case 6 -> NODES.stringNode("");
            case 7 -> NODES.stringNode("a\0b\ud800c\udfff");
            case 8 -> NODES.stringNode("\ud83d\ude00".repeat(8_000));
            case 9 -> NODES.stringNode("x".repeat(20_000));
            case 10 -> NODES.stringNode("1e99");
            case 11 -> NODES.arrayNode();
            case 12 -> NODES.objectNode();
            case 13 -> NODES.stringNode("{\"a\":[1,{}]}");
            case 14 -> NODES.stringNode("reaction");
            default -> others.get(random.nextInt(others.size())).deepCopy();
        };
    }
}
