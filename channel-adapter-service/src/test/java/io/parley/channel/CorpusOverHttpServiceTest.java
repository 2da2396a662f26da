package io.parley.channel;

import static io.parley.channel.Stage.JSON;
import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.EveryPlatform.Posted;
import io.parley.channel.Findings.Sample;
import io.parley.events.InboundEvent;
import io.parley.events.Platform;
import io.parley.events.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole corpus, and what chance makes of it, posted and signed as the platforms do: whatever
/// comes, it is answered, and every event of it is told or kept where somebody sees it.
class CorpusOverHttpServiceTest {
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 10_000_000L);
    private static final int MUTATIONS = 300;
    private static final Pattern MESSAGE_ID = Pattern.compile(
            "\"(mid|comment_id|original_message_id|MessageSid|SmsSid|SmsMessageSid)\":\"([^\"]+)\"|\"(id)\":\"(wamid[^\"]*)\"");

    private final EveryPlatform everywhere = new EveryPlatform();
    private final List<Consumer<Map<String, Kept>>> later = new ArrayList<>();
    private int rows;

    /// The corpus with this test's accounts in it, and message ids of its own.
    private String ours(JsonNode body, String mark) {
        String text = everywhere.ours(body);
        return MESSAGE_ID
                .matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        found.group(1) != null
                                ? "\"" + found.group(1) + "\":\"" + found.group(2) + mark + "\""
                                : "\"id\":\"" + found.group(4) + mark + "\""));
    }

    /// What is kept of a body.
    private record Kept(int events, int rows, boolean stray) {}

    private Posted meta(String body) {
        return EveryPlatform.meta(body);
    }

    /// Looked at when all is posted.
    private void kept(Posted posted, Consumer<Kept> check) {
        later.add(all -> check.accept(all.getOrDefault(posted.digest(), new Kept(0, 0, false))));
    }

    private void checkWhatIsKept() {
        SERVICE.awaitIdle();
        Map<String, Kept> all = new HashMap<>();
        SERVICE.jdbc()
                .query(
                        "select encode(b.digest, 'hex'), b.events, b.trouble is not null, coalesce(e.found, 0)"
                                + " from webhook_body b left join (select body_digest, count(*) as found"
                                + " from inbound_event group by body_digest) e on e.body_digest = b.digest",
                        row -> {
                            all.put(row.getString(1), new Kept(row.getInt(2), row.getInt(4), row.getBoolean(3)));
                        });
        assertThat(later).isNotEmpty();
        later.forEach(check -> check.accept(all));
        assertThat(SERVICE.jdbc()
                        .queryForObject(
                                "select count(*) from inbound_event where reason = 'our_mistake'", Integer.class))
                .isZero();
    }

    private static long strays(Sample sample) {
        return sample.expect().valueStream().filter(it -> it.has("stray")).count();
    }

    @ParameterizedTest
    @CsvSource({"meta", "whatsapp"})
    void every_body_of_the_corpus_is_taken_and_every_event_of_it_is_kept(String folder) {
        int number = 0;
        int expected = 0;
        for (Sample sample : Findings.corpus("/webhooks/" + folder)) {
            String mark = "-" + folder + number++;
            Posted posted = meta(ours(sample.file().get("body"), mark));

            assertThat(posted.status()).as(sample.toString()).isEqualTo(200);
            kept(posted, it -> {
                assertThat(it.events())
                        .as(sample.toString())
                        .isEqualTo(sample.expect().size());
                assertThat(it.stray()).as(sample.toString()).isEqualTo(strays(sample) > 0);
                rows += it.rows();
            });
            expected += (int) (sample.expect().size() - strays(sample));
        }
        checkWhatIsKept();
        // what came before under the same key, as a body without ids may have, has its row there
        assertThat(rows).isBetween(expected * 9 / 10, expected);
    }

    @Test
    void every_form_of_twilios_is_taken_and_kept() {
        int number = 0;
        for (Sample sample : Findings.corpus("/webhooks/twilio")) {
            Posted posted = EveryPlatform.form(form(ours(sample.file().get("form"), "-t" + number++)));

            assertThat(posted.status()).as(sample.toString()).isEqualTo(200);
            kept(posted, it -> assertThat(it).as(sample.toString()).isEqualTo(new Kept(1, it.rows(), false)));
        }
        checkWhatIsKept();
    }

    private static Map<String, String> form(String json) {
        Map<String, String> form = new LinkedHashMap<>();
        JSON.readTree(json)
                .properties()
                .forEach(field -> form.put(field.getKey(), field.getValue().asString("")));
        return form;
    }

    /// Bodies as chance makes them out of real ones: fields gone, of another type, of another time,
    /// entries and events of one in another.
    @Test
    void whatever_becomes_of_a_body_it_is_answered_and_no_event_of_it_is_lost() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> bodies = Stream.of("/webhooks/meta", "/webhooks/whatsapp")
                .flatMap(folder -> Findings.corpus(folder).stream())
                .map(sample -> JSON.readTree(ours(sample.file().get("body"), "-m")))
                .toList();
        for (int i = 0; i < MUTATIONS; i++) {
            JsonNode body = bodies.get(random.nextInt(bodies.size())).deepCopy();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                body = random.nextInt(3) == 0
                        ? withOddTime(body, random)
                        : random.nextInt(5) == 0
                                ? mixed(body, bodies.get(random.nextInt(bodies.size())))
                                : Findings.mangled(body, bodies, random);
            }
            String sent = body.toString();
            String which =
                    "-Dparley.seed=%d, body %d: %s".formatted(seed, i, sent.substring(0, Math.min(900, sent.length())));

            Posted posted = meta(sent);

            assertThat(posted.status()).as(which).isEqualTo(200);
            int events = Math.max(1, eventsOf(body));
            kept(posted, it -> assertThat(it.events()).as(which).isGreaterThanOrEqualTo(events));
        }
        checkWhatIsKept();
        toldUnderTheirOwnKeys();
    }

    /// What a reader of the platforms' documentation would count: each element of an entry's lists.
    private static int eventsOf(JsonNode body) {
        boolean known = Set.of("page", "instagram").contains(body.path("object").asString(""));
        int events = 0;
        for (JsonNode entry : list(body.path("entry"))) {
            for (String name : List.of("messaging", "standby", "changes")) {
                events += known ? size(entry.path(name)) : 0;
            }
        }
        return Math.min(events, 1_000);
    }

    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isArray() ? node : List.<JsonNode>of();
    }

    private static int size(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? 0 : node.isArray() ? node.size() : 1;
    }

    /// All entries in one body.
    private static JsonNode mixed(JsonNode body, JsonNode other) {
        if (body.path("entry") instanceof ArrayNode entries && other.path("entry") instanceof ArrayNode more) {
            more.deepCopy().forEach(entries::add);
        }
        return body;
    }

    private static JsonNode withOddTime(JsonNode body, Random random) {
        for (String name : List.of("time", "timestamp", "created_time", "watermark", "date")) {
            for (JsonNode parent : body.findParents(name)) {
                ObjectNode object = (ObjectNode) parent;
                switch (random.nextInt(8)) {
                    case 0 -> object.put(name, 1_760_000_000L);
                    case 1 -> object.put(name, 1_760_000_000_123L);
                    case 2 -> object.put(name, "2026-11-20T10:00:00+0000");
                    case 3 -> object.put(name, "1760000000");
                    case 4 -> object.put(name, -5);
                    case 5 -> object.put(name, 99_999_999_999_999L);
                    case 6 -> object.put(name, "yesterday");
                    default -> object.putNull(name);
                }
            }
        }
        return body;
    }

    @Test
    void whatever_becomes_of_a_form_or_an_update_it_is_answered_and_kept() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        List<JsonNode> forms = Findings.corpus("/webhooks/twilio").stream()
                .map(sample -> JSON.readTree(ours(sample.file().get("form"), "-f")))
                .toList();
        for (int i = 0; i < MUTATIONS / 2; i++) {
            JsonNode form = forms.get(random.nextInt(forms.size())).deepCopy();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                form = Findings.mangled(form, forms, random);
            }
            Map<String, String> sent = new TreeMap<>(form.isObject() ? form(form.toString()) : Map.of());
            // half a letter cannot be written in a form at all
            sent.replaceAll((name, value) -> value.replaceAll("[\\ud800-\\udfff]", "?"));
            Posted posted = EveryPlatform.form(sent);
            String which = "-Dparley.seed=%d, form %d: %s".formatted(seed, i, sent.toString());

            // a form that names no number of ours is signed by nobody
            assertThat(posted.status()).as(which).isIn(200, 401);
            if (posted.status() == 200) {
                kept(posted, it -> assertThat(it.events()).as(which).isEqualTo(1));
            } else {
                assertThat(names(sent)).as(which).isFalse();
            }
        }
        List<JsonNode> updates = Findings.corpus("/webhooks/telegram").stream()
                .map(sample -> sample.file().get("body"))
                .toList();
        for (int i = 0; i < MUTATIONS / 2; i++) {
            JsonNode update = updates.get(i % updates.size()).deepCopy();
            for (int changes = i / updates.size(); changes > 0; changes--) {
                update = withOddTime(Findings.mangled(update, updates, random), random);
            }
            String which = "-Dparley.seed=%d, update %d: %s".formatted(seed, i, update);
            Posted posted = everywhere.update(update.toString());

            assertThat(posted.status()).as(which).isEqualTo(200);
            kept(posted, it -> assertThat(it.events()).as(which).isPositive());
        }
        checkWhatIsKept();
        toldUnderTheirOwnKeys();
    }

    /// Whether both ends of a form are numbers, one of them ours.
    private boolean names(Map<String, String> form) {
        boolean report = form.getOrDefault("MessageStatus", form.getOrDefault("SmsStatus", "received"))
                        .strip()
                        .matches("(?i)delivered|sent|read|failed|undelivered|queued|canceled")
                || !form.containsKey("Body") && !form.containsKey("NumMedia");
        String ours = form.getOrDefault(report ? "From" : "To", "").replace("whatsapp:", "");
        boolean whatsApp = form.toString().contains("whatsapp") || form.containsKey("WaId");
        return ours.equals(everywhere.account(whatsApp ? "+14155238886" : "+15005550006"));
    }

    /// Each event's key is made of its own account and person, and nobody has two.
    private void toldUnderTheirOwnKeys() {
        Map<String, String> keys = new TreeMap<>();
        SERVICE.events(Topic.INBOUND).stream()
                .map(heard -> (InboundEvent) heard.event())
                .filter(event -> everywhere.accounts().contains(event.contact().accountId()))
                .forEach(event -> {
                    String person = event.contact().personId();
                    assertThat(person).isNotBlank();
                    assertThat(event.key())
                            .isEqualTo(event.contact().platform().name().toLowerCase(java.util.Locale.ROOT) + ":"
                                    + event.contact().accountId() + ":" + person);
                    String same = event.contact().accountId() + "/"
                            + (event.contact().platform() == Platform.WHATSAPP
                                    ? person.replaceAll("[\\s+()-]", "")
                                    : person);
                    assertThat(keys.merge(same, event.key(), (one, _) -> one)).isEqualTo(event.key());
                });
        assertThat(keys).isNotEmpty();
    }

    /// However WhatsApp writes who it is, and whatever else it knows of them by then.
    @Test
    void one_shopper_in_every_spelling_has_one_conversation() {
        String phone = "2332" + String.format("%08d", NUMBER.incrementAndGet());
        String account = everywhere.account("100000000000002");
        Set<String> keys = new HashSet<>();
        List<String> messages = List.of(
                "{\"from\":\"" + phone + "\",%s}",
                "{\"from\":\"+" + phone + "\",%s}",
                "{\"from\":" + phone + ",%s}",
                "{\"from\":\"" + phone + "\",\"from_user_id\":\"GH.a" + phone + "\",%s}",
                "{\"from_user_id\":\"GH.a" + phone + "\",%s}",
                "{%s}");
        int number = 0;
        for (String message : messages) {
            String id = "wamid.one" + phone + number++;
            String rest =
                    "\"id\":\"" + id + "\",\"timestamp\":\"1760000000\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}";
            post(account, "\"messages\":[" + message.formatted(rest) + "]", phone, "");
        }
        post(
                account,
                "\"user_id_update\":[{\"wa_id\":\"" + phone + "\",\"user_id\":{\"previous\":\"GH.a" + phone
                        + "\",\"current\":\"GH.b" + phone + "\"}}]",
                phone,
                "user_id_update");
        String last = "wamid.last" + phone;
        post(
                account,
                "\"messages\":[{\"from_user_id\":\"GH.b" + phone + "\",\"id\":\"" + last
                        + "\",\"type\":\"text\",\"text\":{\"body\":\"hi\"}}]",
                "",
                "messages");

        SERVICE.awaitEvent(
                InboundEvent.MessageReceived.class, it -> it.messageId().equals(last));
        SERVICE.events(Topic.INBOUND).stream()
                .map(heard -> (InboundEvent) heard.event())
                .filter(event -> event.contact().accountId().equals(account))
                .forEach(event -> keys.add(event.key()));
        assertThat(keys).containsExactly("whatsapp:" + account + ":" + phone);
    }

    private void post(String account, String list, String phone, String field) {
        String contacts = phone.isEmpty() ? "" : ",\"contacts\":[{\"wa_id\":\"" + phone + "\"}]";
        Posted posted = meta(
                ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"2%s\",\"changes\":[{\"field\":\"%s\","
                                + "\"value\":{\"metadata\":{\"phone_number_id\":\"%s\"}%s,%s}}]}]}")
                        .formatted(account, field.isEmpty() ? "messages" : field, account, contacts, list));
        assertThat(posted.status()).isEqualTo(200);
    }
}
