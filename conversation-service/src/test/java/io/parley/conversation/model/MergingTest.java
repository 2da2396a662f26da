package io.parley.conversation.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.Glow;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.Masked;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergingTest {
    private static final Surroundings AT = new Surroundings(
            new CatalogueIndex(Glow.CATALOGUE), Awaited.NOTHING, List.of(), List.of(), null, false, "en");

    private final LocalUnderstanding local = new LocalUnderstanding();

    @Test
    void what_the_local_engine_cannot_read_the_model_adds() {
        Heard heard = hear("that thing for dry cheeks my sister raves about", said("buying_intent", id("Hydra Cream")));
        assertThat(heard.wants(Intent.BUYING_INTENT)).isTrue();
        assertThat(heard.named())
                .singleElement()
                .satisfies(item -> assertThat(item.products()).containsExactly(Glow.id("Hydra Cream")));
        assertThat(heard.unclear()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"p999", "p1v77", "", "P1", "01890000-0000-7000-8000-000000000000", "'; drop table turn; --"})
    void an_id_that_was_not_given_is_dropped(String invented) {
        Heard heard = hear("2 hydra creams please", said("buying_intent", invented));
        assertThat(heard.items()).isEqualTo(sure("2 hydra creams please").items());
    }

    @Test
    void the_real_id_of_a_product_is_no_id_either() {
        String real = Glow.id("Hydra Cream").toString();
        assertThat(hear("something nice", said("buying_intent", real)).items())
                .isEqualTo(sure("something nice").items());
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirm", "deny", "opt_out", "opt_in", "payment_claim", "CONFIRM", "made_up", ""})
    void what_is_never_the_models_to_say_is_not_heard(String intent) {
        Heard heard = hear("how much is the hydra cream?", said(intent));
        assertThat(heard.labels())
                .isEqualTo(sure("how much is the hydra cream?").labels());
        assertThat(heard.yes()).isFalse();
        assertThat(heard.no()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i want to talk to a human", "stop messaging me", "this arrived broken, terrible"})
    void what_protects_the_shopper_is_kept_whatever_the_model_thinks(String text) {
        List<Intent> kept = sure(text).meanings().stream()
                .map(Heard.Meaning::intent)
                .filter(Set.of(Intent.HUMAN_REQUEST, Intent.OPT_OUT, Intent.COMPLAINT)::contains)
                .toList();
        assertThat(kept).isNotEmpty();
        assertThat(hear(text, said("greeting", id("Hydra Cream"))).meanings())
                .extracting(Heard.Meaning::intent)
                .containsAll(kept);
    }

    @Test
    void a_count_stays_an_order_where_the_model_hears_a_question() {
        String text = "2 glow serums 50ml to Sydney please";
        assertThat(hear(text, said("product_inquiry", id("Glow Serum"))).labels())
                .isEqualTo(sure(text).labels())
                .contains("buying_intent");
    }

    @Test
    void a_yes_stays_a_yes() {
        Heard heard = hear("yes please", said("product_inquiry", id("Hydra Cream")));
        assertThat(heard.yes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 90, 1_000, 9_999, 10_000, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void a_number_nobody_wrote_is_not_heard(int quantity) {
        Heard heard =
                hear("the moisturizer that dries nothing", saidOf("buying_intent", item(id("Hydra Cream"), quantity)));
        assertThat(heard.named()).allSatisfy(item -> assertThat(item.quantity()).isNull());
    }

    @Test
    void a_number_in_words_is_heard_and_a_large_one_that_was_written_too() {
        assertThat(hear(
                                "half a dozen of what you put on dry faces",
                                saidOf("buying_intent", item(id("Hydra Cream"), 6)))
                        .named()
                        .getFirst()
                        .quantity())
                .isEqualTo(6);
        assertThat(hear("40 pots of what you put on dry faces", saidOf("buying_intent", item(id("Hydra Cream"), 40)))
                        .named()
                        .getFirst()
                        .quantity())
                .isEqualTo(40);
    }

    @Test
    void the_local_engines_number_wins() {
        Heard heard = hear("2 hydra creams please", saidOf("buying_intent", item(id("Hydra Cream"), 12)));
        assertThat(heard.named())
                .singleElement()
                .satisfies(item -> assertThat(item.quantity()).isEqualTo(2));
    }

    @Test
    void what_the_model_leaves_out_stays() {
        Heard heard = hear("2 hydra creams and a rose toner", said("buying_intent", id("Rose Toner")));
        assertThat(heard.named())
                .extracting(item -> item.products().getFirst())
                .contains(Glow.id("Hydra Cream"), Glow.id("Rose Toner"));
    }

    @Test
    void a_place_is_heard_only_in_the_shoppers_words() {
        assertThat(place("my auntie's house in Ibadan wants one", "Ibadan")).isEqualTo("Ibadan");
        assertThat(place("my auntie wants one", "1 Attacker Road")).isNull();
        assertThat(place("my auntie wants one", "")).isNull();
    }

    @Test
    void nonsense_is_survived() {
        Heard sure = sure("how much is the hydra cream?");
        for (Said nonsense : List.of(
                said(null, null, null, null, null, Double.NaN),
                said(Collections.singletonList(null), Collections.singletonList(null), null, "", "", -1),
                said(List.of("UNKNOWN"), List.of(new Said.Item(null, null, true)), Optional.of("x"), "?", "'; --", 99),
                said(
                        List.of(),
                        Collections.nCopies(10_000, new Said.Item("p1", Optional.of(2), false)),
                        null,
                        "",
                        "zz",
                        1))) {
            Heard heard = hear("how much is the hydra cream?", nonsense);
            assertThat(heard.confidence()).isBetween(sure.confidence(), 1.0);
            assertThat(heard.meanings())
                    .isNotEmpty()
                    .allSatisfy(meaning -> assertThat(meaning.confidence()).isBetween(0.0, 1.0));
            assertThat(heard.language()).isIn("en", "zz");
            assertThat(heard.items()).hasSizeLessThan(3);
        }
    }

    private @Nullable String place(String text, String place) {
        return hear(text, said(List.of("buying_intent"), List.of(), Optional.of(place), "neutral", "en", 0.9))
                .details()
                .place();
    }

    private Heard sure(String text) {
        return local.understand(Utterance.of(text), AT);
    }

    private Heard hear(String text, Said said) {
        Heard sure = sure(text);
        return Merging.merge(sure, said, Candidates.of(text, sure, all()), Masked.of(text, List.of()));
    }

    /// All products are in hand, in the catalogue's order, so that a product's id is known.
    private static Surroundings all() {
        return new Surroundings(AT.catalogue(), Awaited.NOTHING, products(), List.of(), null, false, "en");
    }

    private static List<UUID> products() {
        return Glow.CATALOGUE.products().stream().map(product -> product.id()).toList();
    }

    private static String id(String product) {
        return "p" + (products().indexOf(Glow.id(product)) + 1);
    }

    private static Said.Item item(String id, int quantity) {
        return new Said.Item(id, Optional.of(quantity), false);
    }

    private static Said said(String intent, String... ids) {
        return saidOf(
                intent,
                Arrays.stream(ids)
                        .map(id -> new Said.Item(id, Optional.empty(), false))
                        .toArray(Said.Item[]::new));
    }

    private static Said saidOf(String intent, Said.Item... items) {
        return said(List.of(intent), List.of(items), Optional.empty(), "neutral", "en", 0.9);
    }

    /// A model's JSON may leave out anything.
    private static Said said(
            @Nullable List<String> intents,
            @Nullable List<Said.Item> items,
            @Nullable Optional<String> place,
            @Nullable String emotion,
            @Nullable String language,
            double confidence) {
        return new Said(intents, items, place, emotion, language, confidence);
    }
}
