package io.parley.conversation.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.Glow;
import io.parley.conversation.dialogue.Hold.Piece;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.events.ReservationEvent.Shortage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HoldingTest {
    private static final UUID CREAM = Glow.id("Hydra Cream/Hydra Cream");
    private static final UUID SOAP = Glow.id("Charcoal Soap/x");
    private static final UUID REFERENCE = Glow.id("hold");
    private static final String ORDER = "2 hydra cream to Lagos please";
    private final Assistant assistant = new Assistant(new LocalUnderstanding(), new Saying());
    private final CatalogueIndex index = new CatalogueIndex(Glow.CATALOGUE);
    private final Map<UUID, Integer> stock = new HashMap<>(Map.of(CREAM, 9, SOAP, 9));
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private Dialogue dialogue = Dialogue.fresh("en");
    private int ids;

    @Test
    void only_lines_of_which_all_is_known_go_into_the_cart() {
        Step step = says("2 hydra cream and a glow serum");

        assertThat(Holding.wanted(step.dialogue())).containsExactly(new Piece(CREAM, 2));
    }

    @Test
    void the_shopper_hears_once_for_how_long_it_is_held_with_the_summary() {
        Step first = held(says(ORDER), 15);
        assertThat(codes(first)).containsSubsequence("held", "ask_confirmation");
        assertThat(words(first)).contains("15 minutes");
        dialogue = first.dialogue();

        Step then = held(says("make it 3"), 15);

        assertThat(codes(then)).contains("ask_confirmation").doesNotContain("held");
    }

    @Test
    void what_nobody_counts_is_not_said_to_be_held() {
        stock.clear();

        assertThat(codes(held(says(ORDER), 15))).contains("ask_confirmation").doesNotContain("held");
    }

    @Test
    void a_hold_without_a_summary_is_not_spoken_of_yet() {
        Step step = held(says("2 hydra cream"), 15);
        assertThat(codes(step)).doesNotContain("held");
        dialogue = step.dialogue();

        assertThat(codes(held(says("Lagos"), 15))).contains("held");
    }

    @ParameterizedTest
    @EnumSource(Tone.class)
    void the_words_pass_the_fact_check_in_every_tone(Tone tone) {
        for (String language : List.of("en", "fr", "sw", "vi", "pcm")) {
            for (int minutes : List.of(1, 15)) {
                Reply reply = new Saying()
                        .say(
                                List.of(new Act.Held(minutes), new Act.HoldOver(), new Act.CartAway()),
                                Glow.shop(tone, "USD", Locale.US),
                                Glow.CATALOGUE,
                                language)
                        .orElseThrow();
                assertThat(reply.blocked()).as(reply.text()).isEmpty();
                assertThat(reply.text()).contains(Integer.toString(minutes)).doesNotContain("{", "minute 1s");
            }
        }
    }

    @Test
    void what_is_held_for_the_shopper_is_theirs() {
        dialogue = held(says(ORDER), 15).dialogue();
        stock.put(CREAM, 0);

        assertThat(offer().available(CREAM)).isEqualTo(2);
        assertThat(says("yes").acts()).hasAtLeastOneElementOfType(Act.CaptureOrder.class);
        assertThat(says("make it 3").acts()).contains(new Act.OfferLess("Hydra Cream", 3, 2));
        now = now.plus(Duration.ofMinutes(16));
        assertThat(offer().available(CREAM)).isZero();
    }

    @Test
    void capturing_lets_go_of_the_hold_for_the_order_has_it() {
        dialogue = held(says(ORDER), 15).dialogue();

        assertThat(says("yes").dialogue().hold()).isNull();
        assertThat(says("hello").dialogue().hold()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1, offer_less", "0, tell_sold_out"})
    void what_inventory_knows_to_be_short_is_offered_less_or_not_at_all(int left, String act) {
        Step decided = says(ORDER);

        Step step = Holding.tooFew(decided, List.of(new Shortage(CREAM, 2, left)), offer(), moment());

        assertThat(codes(step)).contains(act).doesNotContain("ask_confirmation");
        assertThat(step.dialogue().lastHeard()).isEqualTo(decided.dialogue().lastHeard());
        assertThat(step.dialogue().repeats()).isEqualTo(decided.dialogue().repeats());
        assertThat(step.dialogue().place()).isEqualTo("Lagos");
        dialogue = step.dialogue();
        if (left > 0) {
            stock.put(CREAM, left);
            Step less = says("yes");
            assertThat(Holding.wanted(less.dialogue())).containsExactly(new Piece(CREAM, left));
            assertThat(codes(less)).contains("ask_confirmation");
        } else {
            assertThat(dialogue.lines()).isEmpty();
        }
    }

    @Test
    void when_one_of_two_things_is_gone_the_other_is_summed_up() {
        Step decided = says("2 hydra cream and 1 charcoal soap to Lagos");

        Step step = Holding.tooFew(decided, List.of(new Shortage(CREAM, 2, 0)), offer(), moment());

        assertThat(codes(step)).containsSubsequence("tell_sold_out", "ask_confirmation");
        assertThat(Holding.wanted(step.dialogue())).containsExactly(new Piece(SOAP, 1));
    }

    @Test
    void a_cart_that_is_away_is_spoken_of_only_where_a_hold_was_promised() {
        assertThat(codes(Holding.away(says(ORDER)))).doesNotContain("cart_away");
        dialogue = held(says(ORDER), 15).dialogue();

        assertThat(codes(Holding.away(says("make it 3")))).containsSubsequence("cart_away", "ask_confirmation");
        assertThat(codes(Holding.away(says("how long is delivery?")))).doesNotContain("cart_away");
    }

    @Test
    void a_hold_that_is_over_is_told_once_and_the_summary_is_asked_again() {
        dialogue = held(says(ORDER), 15).dialogue();
        now = now.plus(Duration.ofMinutes(15));

        Step over = over(REFERENCE);

        assertThat(codes(over)).containsExactly("hold_over", "ask_confirmation");
        assertThat(over.dialogue().revision()).isGreaterThan(dialogue.revision());
        assertThat(over.dialogue().lastTurnAt()).isEqualTo(dialogue.lastTurnAt());
        dialogue = over.dialogue();
        assertThat(over(REFERENCE).acts()).isEmpty();
        assertThat(codes(held(says("make it 3"), 15))).contains("held");
        assertThat(says("yes").acts()).hasAtLeastOneElementOfType(Act.CaptureOrder.class);
    }

    @Test
    void what_was_gone_by_then_is_said_to_be_gone() {
        dialogue = held(says(ORDER), 15).dialogue();
        now = now.plus(Duration.ofMinutes(15));
        stock.put(CREAM, 0);

        assertThat(codes(over(REFERENCE))).containsExactly("hold_over", "tell_sold_out");
    }

    @Test
    void nothing_is_said_of_a_hold_that_does_not_matter_any_more() {
        Step open = held(says(ORDER), 15);
        dialogue = held(says("2 hydra cream"), 15).dialogue();
        assertThat(over(REFERENCE).acts()).as("never told of").isEmpty();
        dialogue = open.dialogue();
        assertThat(over(Glow.id("another")).acts()).as("another's").isEmpty();
        dialogue = says("make it 3").dialogue();
        assertThat(over(REFERENCE).acts()).as("changed").isEmpty();
        dialogue = open.dialogue();
        dialogue = says("cancel that").dialogue();
        assertThat(over(REFERENCE).acts()).as("given up").isEmpty();
        dialogue = open.dialogue().takenOver(now);
        assertThat(over(REFERENCE).acts()).as("a person answers").isEmpty();
        dialogue = open.dialogue();
        dialogue = says("stop").dialogue();
        assertThat(over(REFERENCE).acts()).as("left").isEmpty();
        dialogue = open.dialogue();
        now = now.plus(Duration.ofHours(24));
        assertThat(over(REFERENCE).acts()).as("may not be written to").isEmpty();
        assertThat(over(REFERENCE).dialogue().hold()).extracting(Hold::until).isNull();
    }

    private Step says(String text) {
        now = now.plusSeconds(1);
        return assistant
                .answer(Utterance.of(text), dialogue, offer(), index, moment())
                .step();
    }

    private Step held(Step decided, int minutes) {
        Dialogue at = decided.dialogue();
        Hold known = at.hold();
        Hold before = known == null ? Hold.nothing(Objects.requireNonNull(at.orderId())) : known;
        Hold hold = before.covering(Holding.wanted(at), REFERENCE, now.plus(Duration.ofMinutes(minutes)));
        return Holding.held(new Step(at.holding(hold), decided.acts()), offer(), now);
    }

    private Step over(UUID reference) {
        return Holding.over(dialogue, reference, offer(), moment());
    }

    private Offer offer() {
        Offer offer = new Offer(Glow.SHOP, Glow.CATALOGUE, id -> stock.getOrDefault(id, Stock.UNLIMITED));
        return Holding.withOwn(offer, dialogue, now);
    }

    private Moment moment() {
        return new Moment(now, Glow.id("order " + ids++));
    }

    private String words(Step step) {
        return assistant.say(step, offer()).orElseThrow().text();
    }

    private static List<String> codes(Step step) {
        return step.acts().stream().map(Act::code).toList();
    }
}
