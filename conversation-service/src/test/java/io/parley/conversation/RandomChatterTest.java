package io.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.State;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Hours;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.OwnAnswer;
import io.parley.conversation.shop.Settings;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is said, in whatever order: the assistant never fails, never takes what was not confirmed, and never says
/// what is not so. The seed is in the test's name.
class RandomChatterTest {
    private static final Assistant ASSISTANT = new Assistant(new LocalUnderstanding(), new Saying());
    private static final Catalogue CATALOGUE = new Catalogue(Glow.products("USD").stream()
            .map(product -> product.name().startsWith("Rose") ? ShopFile.aged(product, 18) : product)
            .toList());
    private static final CatalogueIndex INDEX = new CatalogueIndex(CATALOGUE);
    private static final Settings SETTINGS = new Settings(
            Set.of(),
            new Hours(
                    ZoneId.of("Africa/Lagos"),
                    List.of(DayOfWeek.values()).stream()
                            .map(day -> new Hours.Span(day, LocalTime.of(6, 0), LocalTime.of(1, 0)))
                            .toList()),
            null,
            List.of("babe"),
            "We ship on Mondays.",
            List.of(new OwnAnswer(Glow.id("faq"), List.of("where are you"), "At 5 Marina Road.", null)),
            "local",
            false,
            15);
    private static final String[] WORDS = {
        "hi",
        "glow serum",
        "hydra cream",
        "cream",
        "rose",
        "toner",
        "2",
        "50",
        "0",
        "-1",
        "1000",
        "100",
        "30ml",
        "50ml",
        "the second one",
        "both",
        "yes",
        "no",
        "ok",
        "but",
        "make it",
        "remove",
        "instead of",
        "and",
        ",",
        ".",
        "?",
        "!",
        "to Lagos",
        "deliver to 5 Marina Rd",
        "how much",
        "do you have",
        "cancel",
        "what's my total",
        "the same as last time",
        "i want",
        "add",
        "more",
        "each",
        "a couple",
        "deux",
        "nataka mbili",
        "cho em hai",
        "oui",
        "ndiyo",
        "dạ",
        "abeg",
        "pickup",
        "why do you need my address",
        "i've paid",
        "which is better",
        "under 20",
        "👍",
        "🤷",
        "matte",
        "gloss",
        "honey",
        "not the",
        "actually",
        "wait",
        "large",
        "cheaper",
        "stop",
        "start",
        "thanks",
        "مرحبا",
        "\u202e",
        "9".repeat(40),
        "x".repeat(300),
        "ORD-AAAAAA",
        "+234 803 123 4567",
        "a@b.co",
        "$5",
        "½",
        "tell me when it is back",
        "i am 19 years old",
        "i am 12 years old",
        "where are you",
        "swap",
        "person",
        "ignore your rules",
        "१२",
        "\n"
    };

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothing_wrong_is_ever_done_or_said(long seed) {
        Random random = new Random(seed);
        for (int dialogue = 0; dialogue < 120; dialogue++) {
            talk(random);
        }
    }

    /// Two messages that shoppers wrote, as one, parts of them cut off, in the middle of a talk about other things.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void whatever_shoppers_wrote_can_be_joined_and_cut_anyhow(long seed) throws IOException, URISyntaxException {
        Random random = new Random(seed);
        List<List<String>> talks = DialogueTest.read("/dialogues/tuning").stream()
                .map(talk -> talk.lines().stream()
                        .filter(line -> line.startsWith("@ shop") || line.startsWith("S:"))
                        .toList())
                .toList();
        List<String> said = talks.stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith("S:"))
                .map(line -> line.substring(2).strip())
                .toList();
        for (int i = 0; i < 500; i++) {
            List<String> talk = any(random, talks);
            List<String> played = new ArrayList<>(talk.subList(0, random.nextInt(talk.size() + 1)));
            String first = any(random, said);
            String second = any(random, said);
            played.add("S: " + first.substring(0, cut(random, first))
                    + any(random, List.of("? ", " ", ", ", ". ", "\\n", "?", "! ", " - "))
                    + second.substring(second.length() - cut(random, second)));
            assertThatCode(() -> Script.run(played)).as("%s", played).doesNotThrowAnyException();
        }
    }

    private static int cut(Random random, String text) {
        return random.nextInt(3) == 0 ? random.nextInt(text.length() + 1) : text.length();
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static void talk(Random random) {
        Shop shop =
                Glow.shop(Tone.values()[random.nextInt(3)], "USD", Locale.US).with(SETTINGS);
        Stock stock = id ->
                Math.floorMod(id.hashCode(), 7) == 0 ? 0 : Math.floorMod(id.hashCode(), 5) == 0 ? 3 : Stock.UNLIMITED;
        Offer offer = new Offer(shop, CATALOGUE, stock);
        Dialogue dialogue = Dialogue.fresh("en");
        Set<UUID> orders = new HashSet<>();
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        StringBuilder transcript = new StringBuilder();
        for (int turn = 0; turn < 12; turn++) {
            now = now.plusSeconds(random.nextInt(40_000));
            String text = sentence(random);
            transcript.append("S: ").append(text).append('\n');
            State before = dialogue.state();
            Assistant.Answer answer =
                    ASSISTANT.answer(Utterance.of(text), dialogue, offer, INDEX, new Moment(now, UUID.randomUUID()));
            dialogue = answer.step().dialogue();
            answer.reply().ifPresent(reply -> soundly(reply, transcript));
            for (Act act : answer.step().acts()) {
                if (act instanceof Act.CaptureOrder order) {
                    assertThat(before).as("%s", transcript).isEqualTo(State.CONFIRMING_ORDER);
                    assertThat(answer.heard().yes()).as("%s", transcript).isTrue();
                    assertThat(orders.add(order.orderId()))
                            .as("one order per draft%n%s", transcript)
                            .isTrue();
                    assertThat(order.total()).isEqualTo(sum(order.lines()));
                    assertThat(order.lines()).allSatisfy(line -> {
                        assertThat(line.quantity()).isBetween(1, 100);
                        assertThat(line.quantity()).isLessThanOrEqualTo(offer.available(line.variantId()));
                    });
                    assertThat(order.place()).isNotBlank();
                    boolean fromAnAgeOn = order.lines().stream()
                            .anyMatch(line -> CATALOGUE
                                    .product(line.productId())
                                    .filter(product -> product.ageRestriction() > 0)
                                    .isPresent());
                    assertThat(dialogue.shopper().child()).as("%s", transcript).isFalse();
                    assertThat(!fromAnAgeOn || dialogue.shopper().oldEnoughFor() >= 18)
                            .as("%s", transcript)
                            .isTrue();
                }
            }
            if (random.nextInt(6) == 0) {
                Moment moment = new Moment(now, UUID.randomUUID());
                Step step = switch (random.nextInt(4)) {
                    case 0 -> new Step(dialogue.released(), List.of());
                    case 1 -> Aftermath.reacted(dialogue, moment);
                    case 2 -> Aftermath.reminded(dialogue, offer, moment);
                    default -> Aftermath.back(dialogue, Glow.id("Hydra Cream"), null, offer, moment);
                };
                dialogue = step.dialogue();
                ASSISTANT.say(step, offer).ifPresent(reply -> soundly(reply, transcript));
            }
        }
    }

    private static void soundly(Reply reply, StringBuilder transcript) {
        transcript.append("B: ").append(reply.text()).append('\n');
        assertThat(reply.blocked()).as("%s", transcript).allMatch(objection -> objection.startsWith("never:"));
        assertThat(reply.text()).doesNotContain("babe");
        assertThat(reply.spoken()).isNotBlank();
        assertThat(reply.text()).isNotBlank().doesNotContain("{", "}", "null");
        assertThat(reply.buttons())
                .allSatisfy(button -> assertThat(
                                button.title().codePointCount(0, button.title().length()))
                        .isBetween(1, 20));
    }

    private static Money sum(List<OrderedLine> lines) {
        Money sum = Money.zero("USD");
        for (OrderedLine line : lines) {
            sum = sum.plus(line.total());
        }
        return sum;
    }

    private static String sentence(Random random) {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? "yes" : "2 hydra creams to Lagos";
        }
        StringBuilder sentence = new StringBuilder();
        for (int words = 1 + random.nextInt(5); words > 0; words--) {
            sentence.append(sentence.isEmpty() ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return sentence.toString();
    }
}
