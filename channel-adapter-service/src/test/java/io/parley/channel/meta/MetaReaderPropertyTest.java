package io.parley.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parley.channel.Findings;
import io.parley.channel.intake.Finding;
import io.parley.events.Event;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whatever happens to a body on its way, it is read: each event told, set aside or called a
/// stray, and nothing that could not be stored or sent on comes out.
class MetaReaderPropertyTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int BODIES = 15_000;

    @Test
    void no_body_breaks_the_reader() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Corpus.Sample> samples = Corpus.samples();
        MetaReader reader = Corpus.reader();
        for (int i = 0; i < BODIES; i++) {
            JsonNode body = samples.get(random.nextInt(samples.size())).body().deepCopy();
            int changes = 1 + random.nextInt(6);
            for (int c = 0; c < changes; c++) {
                body = changed(body, samples, random);
            }
            JsonNode sent = body;
            assertThatCode(() -> check(reader.read(sent, Corpus.NOW)))
                    .as("-Dparley.seed=%d, body %d: %s", seed, i, sent)
                    .doesNotThrowAnyException();
        }
    }

    /// Ids come as numbers or texts, with blanks or without, beside the account's id or without
    /// it, in `messaging` or in `changes`, with every kind of clock: the same shopper has one
    /// conversation.
    @Test
    void a_shopper_has_one_conversation_however_their_messages_come() {
        String person = "7311220098765432";
        List<JsonNode> ids = List.of(
                NODES.stringNode(person),
                NODES.numberNode(Long.parseLong(person)),
                NODES.stringNode(" " + person + "\n"));
        List<JsonNode> times = List.of(
                NODES.numberNode(1_700_000_000L),
                NODES.numberNode(1_700_000_000_123L),
                NODES.stringNode("1700000000123"),
                NODES.stringNode("2023-11-14T22:13:20+0000"),
                NODES.stringNode("yesterday"),
                NODES.nullNode());
        for (String object : List.of("page", "instagram")) {
            String account = object.equals("page") ? "100000000000001" : "17841400000000001";
            Set<String> conversations = new HashSet<>();
            int mids = 0;
            for (JsonNode id : ids) {
                for (JsonNode time : times) {
                    for (boolean named : List.of(true, false)) {
                        for (boolean changes : List.of(true, false)) {
                            ObjectNode event = NODES.objectNode();
                            event.putObject("sender").set("id", id);
                            if (named) {
                                event.putObject("recipient").put("id", account);
                            }
                            event.set("timestamp", time);
                            event.putObject("message").put("mid", "m" + ++mids).put("text", "hi");
                            ObjectNode body = NODES.objectNode().put("object", object);
                            ObjectNode entry =
                                    body.putArray("entry").addObject().put("id", account);
                            if (changes) {
                                entry.putArray("changes")
                                        .addObject()
                                        .put("field", "messages")
                                        .set("value", event);
                            } else {
                                entry.putArray("messaging").add(event);
                            }
                            conversations.add(conversation(Corpus.reader().read(body, Corpus.NOW)));
                        }
                    }
                }
            }
            assertThat(conversations)
                    .containsExactly((object.equals("page") ? "messenger:" : "instagram:") + account + ":" + person);
        }
    }

    private static String conversation(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.getFirst() instanceof Finding.Fact fact
                ? fact.told().as(fact.channel().contact(fact.personId(), null)).key()
                : String.valueOf(findings.getFirst());
    }

    private static void check(List<Finding> findings) throws CharacterCodingException {
        assertThat(findings).isNotEmpty();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Fact fact ->
                    checkStorable(fact.told(), fact.channel().contact(fact.personId(), null));
                case Finding.Echo echo ->
                    checkStorable(echo.told(), echo.channel().contact(echo.personId(), null));
                case Finding.Fate fate -> assertThat(fate).isNull();
                case Finding.SetAside aside -> {
                    assertThat(aside.reason()).isNotEqualTo("our_mistake");
                    checkStorable(aside.event());
                }
                case Finding.Stray stray -> checkStorable(stray.trouble());
            }
        }
        for (String key : Findings.keys(findings)) {
            assertThat(key).isNotEmpty().hasSizeLessThan(1_000);
            checkStorable(key);
        }
    }

    private static void checkStorable(Finding.Told told, io.parley.events.Contact contact)
            throws CharacterCodingException {
        Event event = told.as(contact);
        assertThat(event.key()).isEqualTo(contact.conversationKey());
        String json = Corpus.JSON.writeValueAsString(event);
        assertThat(json).doesNotContain("\\u0000");
        checkStorable(json);
    }

    private static void checkStorable(String text) throws CharacterCodingException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        assertThat(encoded.remaining()).isPositive();
        assertThat(text).doesNotContain("\0");
    }

    /// One change somewhere in the tree.
    private static JsonNode changed(JsonNode node, List<Corpus.Sample> samples, Random random) {
        if (node.isContainer() && !node.isEmpty() && random.nextInt(5) > 0) {
            if (node instanceof ObjectNode object) {
                List<String> names = new ArrayList<>(object.propertyNames());
                String name = names.get(random.nextInt(names.size()));
                switch (random.nextInt(8)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(name, odd(samples, random));
                    default -> object.set(name, changed(object.get(name), samples, random));
                }
            } else if (node instanceof ArrayNode array) {
                int at = random.nextInt(array.size());
                switch (random.nextInt(8)) {
                    case 0 -> array.remove(at);
                    case 1 -> array.insert(at, odd(samples, random));
                    case 2 -> array.add(array.get(at).deepCopy());
                    case 3 -> {
                        List<JsonNode> elements = new ArrayList<>();
                        array.forEach(elements::add);
                        Collections.shuffle(elements, random);
                        array.removeAll();
                        array.addAll(elements);
                    }
                    default -> array.set(at, changed(array.get(at), samples, random));
                }
            }
            return node;
        }
        return odd(samples, random);
    }

    private static JsonNode odd(List<Corpus.Sample> samples, Random random) {
        return switch (random.nextInt(18)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(-random.nextLong());
            case 4 -> NODES.numberNode(random.nextDouble() * 1e300);
            case 5 -> NODES.numberNode(BigInteger.TEN.pow(400));
            case 6 -> NODES.stringNode("");
            case 7 -> NODES.stringNode("   ");
            case 8 -> NODES.stringNode("a\0b\ud800c\udfff");
            case 9 -> NODES.stringNode("\ud83d\ude00".repeat(8_000));
            case 10 -> NODES.stringNode("x".repeat(20_000));
            case 11 -> NODES.stringNode("2026-13-45T99:99:99Z");
            case 12 -> NODES.stringNode("17841400000000001");
            case 13 -> NODES.arrayNode();
            case 14 -> NODES.objectNode();
            case 15 -> NODES.numberNode(Double.NaN);
            case 16 -> NODES.stringNode("1e5");
            default -> samples.get(random.nextInt(samples.size())).body().deepCopy();
        };
    }
}
