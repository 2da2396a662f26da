package io.parley.channel;

import static io.parley.channel.Phones.sms;
import static io.parley.channel.Phones.text;
import static io.parley.channel.Phones.twilioHook;
import static io.parley.channel.Phones.whatsAppHook;
import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.body;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import io.parley.channel.Stage.Connected;
import io.parley.events.Contact;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderCancelled;
import io.parley.events.OrderEvent.OrderConfirmed;
import io.parley.events.OrderEvent.OrderPlaced;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.ProductEvent.ProductArchived;
import io.parley.events.ProductEvent.ProductChanged;
import io.parley.events.ProductEvent.ProductPublished;
import io.parley.events.ProductEvent.ProductState;
import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.ShopEvent.ShopState;
import io.parley.testing.Http;
import io.parley.testing.Sweep;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EntryPointServiceTest {
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Safari/604.1";
    private static final String HTML = "text/html,application/xhtml+xml";

    private final Stage stage = new Stage();
    private final UUID product = UUID.randomUUID();
    private final String person = Stage.personId();

    private static ShopState shopState(long version, String name, String locale) {
        return new ShopState(
                version,
                name,
                "glow",
                null,
                null,
                "Africa/Lagos",
                "USD",
                locale,
                "ama@glow.example",
                "ARRANGE_WITH_SELLER",
                new Assistant("friendly", List.of(), "instant", List.of("en"), List.of(), null));
    }

    private static ProductState productState(long version, String name) {
        return new ProductState(
                version, name, "serum", null, true, 0, List.of(), List.of(), List.of(), null, List.of());
    }

    private void known(String shop, String locale, String name) {
        SERVICE.publish(stage.shop, new ShopRegistered(stage.shop, shopState(1, shop, locale)));
        SERVICE.publish(stage.shop, new ProductPublished(product, productState(1, name)));
        SERVICE.awaitIdle();
    }

    private JsonNode entry(String name, @Nullable UUID about) {
        Map<String, Object> body = new HashMap<>(Map.of("name", name, "campaign", "market day"));
        if (about != null) {
            body.put("productId", about);
        }
        Http.Answer answer = stage.owner.post("/api/entry-points", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static String code(JsonNode entry) {
        return entry.get("code").asString();
    }

    private JsonNode stats(JsonNode entry) {
        return stage.owner
                .get("/api/entry-points/" + entry.get("id").asString() + "/stats?days=2")
                .json();
    }

    private static Http phone() {
        return SERVICE.http().with("User-Agent", PHONE).with("Accept", HTML);
    }

    @Test
    void an_entry_point_is_made_listed_found_and_archived() {
        known("Glow by Ama", "en-NG", "Glow Serum");

        JsonNode made = entry("Market stall", product);

        String path = "/api/entry-points/" + made.get("id").asString();
        assertThat(code(made)).matches("[A-Z0-9]{6}");
        assertThat(made.get("productName").asString()).isEqualTo("Glow Serum");
        assertThat(made.get("link").asString()).isEqualTo(Phones.FRONT + "/api/e/" + code(made));
        assertThat(made.get("next").toString()).isEqualTo("[\"ARCHIVE\"]");
        assertThat(stage.owner.get(path).json()).isEqualTo(made);
        JsonNode other = entry("Door", null);
        assertThat(stage.owner.get("/api/entry-points").json().get("items")).containsExactly(other, made);
        JsonNode first = stage.owner.get("/api/entry-points?limit=1").json();
        assertThat(first.get("items")).containsExactly(other);
        assertThat(stage.owner
                        .get("/api/entry-points?limit=1&cursor="
                                + first.get("next").asString())
                        .json()
                        .get("items"))
                .containsExactly(made);
        assertThat(stage.owner
                        .get("/api/entry-points?productId=" + product)
                        .json()
                        .get("items"))
                .containsExactly(made);

        JsonNode archived = stage.owner.post(path + "/archive", null).json();

        assertThat(archived.get("archivedAt").asString()).isNotEmpty();
        assertThat(archived.get("next")).isEmpty();
        assertThat(stage.owner.post(path + "/archive", null).json()).isEqualTo(archived);
        assertThat(stage.owner.get("/api/entry-points").json().get("items")).containsExactly(other);
        assertThat(stage.owner.get("/api/entry-points?archived=true").json().get("items"))
                .containsExactly(archived);
        // what was printed still leads to the shop
        assertThat(phone().get("/api/e/" + code(made)).status()).isEqualTo(200);
    }

    @Test
    void asking_twice_with_one_key_makes_one() {
        Http once = stage.owner.with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, String> asked = Map.of("name", "Market stall");

        JsonNode first = once.post("/api/entry-points", asked).json();

        assertThat(once.post("/api/entry-points", asked).json().get("id")).isEqualTo(first.get("id"));
        assertThat(stage.owner.get("/api/entry-points").json().get("items")).hasSize(1);
        assertThat(once.post("/api/entry-points", Map.of("name", "Another")).status())
                .isEqualTo(409);
    }

    @Test
    void every_account_has_its_link() {
        known("Glow by Ama", "en-NG", "Glow Serum & Co");
        Connected page = stage.page();
        Connected whatsApp = Phones.whatsApp(stage);
        Connected sms = Phones.sms(stage);
        String instagram = Stage.instagramId();
        Stage.order(
                "POST",
                "/sandbox/accounts",
                Map.of("platform", "INSTAGRAM", "id", instagram, "username", "glowbyama", "name", "Glow"));
        assertThat(stage.owner
                        .post(
                                "/api/channels/connect/instagram",
                                Map.of(
                                        "accountId",
                                        instagram,
                                        "name",
                                        "Glow",
                                        "username",
                                        "@glowbyama",
                                        "accessToken",
                                        "token-" + instagram))
                        .status())
                .isEqualTo(201);

        JsonNode made = entry("Poster", product);

        Map<String, String> links = new HashMap<>();
        made.get("links")
                .forEach(link -> links.put(
                        link.get("platform").asString(), link.get("url").asString()));
        String says = "Hi! I'm interested in Glow Serum & Co (ref " + code(made) + ")";
        assertThat(links)
                .containsEntry("MESSENGER", "https://m.me/" + page.accountId() + "?ref=" + code(made))
                .containsEntry("INSTAGRAM", "https://ig.me/m/glowbyama?ref=" + code(made));
        assertThat(links.get("WHATSAPP"))
                .matches("https://wa\\.me/[0-9]{8,15}\\?text=.*")
                .doesNotContain(whatsApp.accountId(), "+");
        assertThat(URLDecoder.decode(links.get("WHATSAPP"), StandardCharsets.UTF_8))
                .endsWith("?text=" + says);
        assertThat(links.get("SMS")).startsWith("sms:" + sms.accountId() + "?body=");
        assertThat(URI.create(links.get("SMS")).getSchemeSpecificPart()).endsWith("?body=" + says);
    }

    @Test
    void a_scan_shows_the_ways_to_write_and_counts_people_only() {
        known("Glow <b>by</b> Ama", "fr-FR", "Sérum \"Glow\"");
        JsonNode made = entry("Poster", product);
        stage.page();
        Phones.sms(stage);
        String path = "/api/e/" + code(made).toLowerCase(java.util.Locale.ROOT);

        Http.Answer page = phone().get(path);
        SERVICE.http().with("User-Agent", "WhatsApp/2.23.20.0 A").get(path);
        SERVICE.http().with("User-Agent", "").get(path);
        phone().with("Sec-Purpose", "prefetch").get(path);
        phone().send("HEAD", path, null);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.text())
                .contains("Glow &lt;b&gt;by&lt;/b&gt; Ama", "Sérum &quot;Glow&quot;", "Où souhaitez-vous discuter")
                .contains("https://m.me/", "sms:+1500")
                .doesNotContain("<b>", "<script");
        assertThat(stats(made).get("scans").asInt()).isEqualTo(1);
        assertThat(SERVICE.jdbc()
                        .queryForList(
                                "select column_name from information_schema.columns where table_name = 'entry_scan'")
                        .toString())
                .as("nothing of who scanned is kept")
                .contains("scans")
                .doesNotContain("agent", "address", "ip");
    }

    @Test
    void with_one_way_to_write_a_scan_leads_straight_there() {
        Connected page = stage.page();
        JsonNode made = entry("Door", null);

        Http.Answer answer = phone().get("/api/e/" + code(made));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("https://m.me/" + page.accountId() + "?ref=" + code(made));
        assertThat(stats(made).get("scans").asInt()).isEqualTo(1);
    }

    @Test
    void a_code_that_is_none_leads_nowhere() {
        Http.Answer people = phone().get("/api/e/K7M2QX");
        Http.Answer programs = SERVICE.http().get("/api/e/nothing");

        assertThat(people.status()).isEqualTo(404);
        assertThat(people.header("Content-Type")).startsWith("text/html");
        assertThat(programs.status()).isEqualTo(404);
        assertThat(programs.code()).isEqualTo("code_unknown");
    }

    @Test
    void the_code_and_the_poster_are_what_they_say() throws Exception {
        known("Cửa hàng Hồng Sâm 🌸", "vi-VN", "Kem dưỡng ẩm");
        JsonNode made = entry("Poster", product);
        String path = "/api/entry-points/" + made.get("id").asString();

        Http.Answer png = stage.owner.get(path + "/qr?size=600&correction=q");
        Http.Answer svg = stage.owner.get(path + "/qr?format=svg&margin=2");
        Http.Answer pdf = stage.owner.get(path + "/poster?paper=letter");

        assertThat(png.header("Content-Type")).isEqualTo("image/png");
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(png.response().body()));
        int[] pixels = image.getRGB(0, 0, 600, 600, null, 0, 600);
        assertThat(new MultiFormatReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(600, 600, pixels))))
                        .getText())
                .isEqualTo(made.get("link").asString());
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(svg.text()).startsWith("<svg");
        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).contains(code(made) + "-letter.pdf");
        try (var document = Loader.loadPDF(pdf.response().body())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Cửa hàng Hồng Sâm", "Kem dưỡng ẩm", "Quét mã", "front.example/api/e/" + code(made));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "qr?format=gif",
        "qr?size=127",
        "qr?size=2049",
        "qr?size=big",
        "qr?margin=-1",
        "qr?margin=21",
        "qr?correction=H",
        "poster?paper=A3",
        "stats?days=0",
        "stats?days=91",
        "stats?days=1.5"
    })
    void what_cannot_be_drawn_or_counted_is_refused(String asked) {
        JsonNode made = entry("Door", null);

        Http.Answer answer =
                stage.owner.get("/api/entry-points/" + made.get("id").asString() + "/" + asked);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void a_product_must_be_the_shops_and_on_sale() {
        known("Glow", "en", "Glow Serum");
        UUID gone = UUID.randomUUID();
        SERVICE.publish(stage.shop, new ProductArchived(gone, productState(2, "Old Serum")));
        SERVICE.publish(stage.shop, new ProductChanged(gone, productState(1, "Older Serum")));
        SERVICE.publish(stage.shop, new ShopChanged(stage.shop, shopState(0, "Older name", "vi")));
        SERVICE.awaitIdle();

        assertThat(stage.owner
                        .post("/api/entry-points", Map.of("name", "x", "productId", UUID.randomUUID()))
                        .code())
                .isEqualTo("product_unknown");
        assertThat(stage.owner
                        .post("/api/entry-points", Map.of("name", "x", "productId", gone))
                        .code())
                .isEqualTo("product_archived");
        assertThat(new Stage()
                        .owner
                        .post("/api/entry-points", Map.of("name", "x", "productId", product))
                        .code())
                .isEqualTo("product_unknown");
        assertThat(SERVICE.jdbc()
                        .queryForObject("select name from shop_copy where shop_id = ?", String.class, stage.shop))
                .isEqualTo("Glow");
    }

    @Test
    void who_comes_by_a_link_is_told_with_the_product() {
        known("Glow", "en", "Glow Serum");
        JsonNode made = entry("Poster", product);
        Connected page = stage.page();
        Map<String, String> ref = Map.of("ref", code(made), "source", "SHORTLINK", "type", "OPEN_THREAD");

        webhook(body(page, person, Map.of("referral", ref)));
        webhook(body(
                page,
                person,
                Map.of("postback", Map.of("mid", "m-" + person, "title", "Start", "payload", "GO", "referral", ref))));

        assertThat(SERVICE.awaitEvent(
                                ReferralReceived.class,
                                it -> it.contact().personId().equals(person))
                        .referral())
                .satisfies(it -> {
                    assertThat(it.source()).isEqualTo("link");
                    assertThat(it.ref()).isEqualTo(code(made));
                    assertThat(it.shopProductId()).isEqualTo(product);
                    assertThat(it.title()).isEqualTo("Glow Serum");
                });
        assertThat(SERVICE.awaitEvent(
                                PostbackReceived.class,
                                it -> it.contact().personId().equals(person))
                        .referral()
                        .shopProductId())
                .isEqualTo(product);
        assertThat(stats(made).get("conversations").asInt())
                .as("one person, twice")
                .isEqualTo(1);
    }

    @Test
    void the_code_in_a_first_message_is_known_and_not_shown() {
        known("Glow", "en", "Glow Serum");
        JsonNode made = entry("Poster", product);
        Connected whatsApp = Phones.whatsApp(stage);
        Connected sms = Phones.sms(stage);
        String number = Phones.person();
        String says = "Hi! I'm interested in Glow Serum (ref " + code(made) + ")";

        whatsAppHook(text(whatsApp, number, "wamid." + number, says));
        whatsAppHook(text(whatsApp, number, "wamid." + number, says));
        twilioHook(sms(sms, "+" + number, "SM" + number, code(made)));

        MessageReceived byWhatsApp =
                SERVICE.awaitEvent(MessageReceived.class, it -> it.messageId().equals("wamid." + number));
        assertThat(byWhatsApp.text()).isEqualTo("Hi! I'm interested in Glow Serum");
        assertThat(byWhatsApp.referral()).satisfies(it -> {
            assertThat(it.source()).isEqualTo("code");
            assertThat(it.ref()).isEqualTo(code(made));
            assertThat(it.shopProductId()).isEqualTo(product);
        });
        MessageReceived bySms =
                SERVICE.awaitEvent(MessageReceived.class, it -> it.messageId().equals("SM" + number));
        assertThat(bySms.text()).isEqualTo(code(made));
        assertThat(bySms.referral().shopProductId()).isEqualTo(product);
        JsonNode stats = stats(made);
        assertThat(stats.get("conversations").asInt()).isEqualTo(2);
        assertThat(stats.get("byPlatform").findValuesAsString("platform")).containsExactly("WHATSAPP", "SMS");
    }

    @Test
    void another_shops_code_is_only_a_word() {
        JsonNode made = entry("Door", null);
        Stage other = new Stage();
        Connected page = other.page();

        webhook(body(page, person, Stage.text("m-" + person, "hello (ref " + code(made) + ")")));

        MessageReceived message = SERVICE.awaitEvent(
                MessageReceived.class, it -> it.contact().personId().equals(person));
        assertThat(message.text()).isEqualTo("hello (ref " + code(made) + ")");
        assertThat(message.referral()).isNull();
        assertThat(stats(made).get("conversations").asInt()).isZero();
    }

    private void came(Connected page, JsonNode made, Instant at) {
        webhook(body(page, person, Map.of("referral", Map.of("ref", code(made)), "timestamp", at.toEpochMilli())));
    }

    private static OrderSummary order(@Nullable Contact contact, long version, String status, Instant placedAt) {
        Money total = new Money(4_500, "USD");
        Money zero = Money.zero("USD");
        return new OrderSummary(
                "ORD-7K3M9Q",
                version,
                "CHAT",
                status,
                "UNPAID",
                "NONE",
                null,
                null,
                contact,
                null,
                null,
                List.of(),
                "Lagos",
                total,
                zero,
                zero,
                zero,
                total,
                null,
                placedAt);
    }

    @Test
    void an_order_is_put_down_to_the_last_code_before_it() {
        JsonNode first = entry("First", null);
        JsonNode last = entry("Last", null);
        JsonNode later = entry("Later", null);
        Connected page = stage.page();
        Instant now = Instant.now();
        came(page, first, now.minus(Duration.ofHours(9)));
        came(page, last, now.minus(Duration.ofHours(6)));
        came(page, later, now.minus(Duration.ofHours(1)));
        UUID kept = UUID.randomUUID();
        UUID cancelled = UUID.randomUUID();
        Instant placed = now.minus(Duration.ofHours(3));
        Contact contact = page.contact(person);

        SERVICE.publish(stage.shop, new OrderPlaced(kept, order(contact, 1, "CAPTURED", placed)));
        SERVICE.publish(stage.shop, new OrderPlaced(kept, order(contact, 1, "CAPTURED", placed)));
        SERVICE.publish(stage.shop, new OrderConfirmed(kept, order(contact, 2, "CONFIRMED", placed)));
        SERVICE.publish(stage.shop, new OrderPlaced(cancelled, order(contact, 1, "CAPTURED", placed)));
        SERVICE.publish(stage.shop, new OrderPlaced(UUID.randomUUID(), order(null, 1, "CAPTURED", placed)));
        SERVICE.publish(
                stage.shop,
                new OrderPlaced(UUID.randomUUID(), order(page.contact("somebody-else"), 1, "CAPTURED", placed)));
        // eight days after the last code: that one brought nobody any more
        SERVICE.publish(
                stage.shop,
                new OrderPlaced(UUID.randomUUID(), order(contact, 1, "CAPTURED", now.plus(Duration.ofDays(8)))));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(stats(last).get("orders").asInt()).isEqualTo(2));
        SERVICE.publish(stage.shop, new OrderCancelled(cancelled, order(contact, 2, "CANCELLED", placed), "seller"));
        SERVICE.publish(stage.shop, new OrderPlaced(cancelled, order(contact, 1, "CAPTURED", placed)));
        SERVICE.awaitIdle();

        JsonNode stats = stats(last);
        assertThat(stats.get("orders").asInt()).isEqualTo(1);
        assertThat(stats.get("revenue")).singleElement().satisfies(it -> {
            assertThat(it.get("minor").asLong()).isEqualTo(4_500);
            assertThat(it.get("currency").asString()).isEqualTo("USD");
        });
        assertThat(stats.get("byPlatform")).singleElement().satisfies(it -> {
            assertThat(it.get("platform").asString()).isEqualTo("MESSENGER");
            assertThat(it.get("orders").asInt()).isEqualTo(1);
        });
        assertThat(stats.get("byDay")).hasSize(2);
        int days = 0;
        for (JsonNode day : stats.get("byDay")) {
            days += day.get("orders").asInt();
        }
        assertThat(days).isEqualTo(1);
        assertThat(stats(first).get("orders").asInt()).isZero();
        assertThat(stats(later).get("orders").asInt()).isZero();
        assertThat(stats(first).get("conversations").asInt()).isEqualTo(1);
    }

    @Test
    void no_input_is_too_much() {
        Map<String, Object> valid = Map.of(
                "POST /api/entry-points",
                Map.of("name", "Market", "productId", UUID.randomUUID().toString(), "campaign", "May"));
        Sweep.of(SERVICE).under("/api/e").noInputIsTooMuch(stage.owner, valid);
        Sweep.of(SERVICE).under("/api/entry-points").everyDoorIsGuarded(stage.shop, valid);
    }

    @Test
    void strangers_find_nothing() {
        String path = "/api/entry-points/" + entry("Door", null).get("id").asString();

        Sweep.of(SERVICE)
                .under("/api/entry-points")
                .strangersFindNothing(
                        new Stage().owner,
                        Map.of(
                                "/api/entry-points/{id}", path,
                                "/api/entry-points/{id}/archive", path + "/archive",
                                "/api/entry-points/{id}/stats", path + "/stats",
                                "/api/entry-points/{id}/qr", path + "/qr",
                                "/api/entry-points/{id}/poster", path + "/poster"),
                        Map.of());

        assertThat(stage.owner.get(path).json().has("archivedAt")).isFalse();
    }
}
