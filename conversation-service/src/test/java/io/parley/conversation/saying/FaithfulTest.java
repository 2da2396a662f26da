package io.parley.conversation.saying;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.conversation.Glow;
import io.parley.conversation.dialogue.Act;
import io.parley.events.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaithfulTest {
    private static final Money PRICE = new Money(5500, "USD");
    private static final List<Act> ACTS = List.of(new Act.TellPrice(
            "Glow Serum",
            List.of(
                    new Act.Choice(Glow.id("30"), "30ml", new Money(4500, "USD"), null),
                    new Act.Choice(Glow.id("50"), "50ml", PRICE, null))));
    private static final Reply TEMPLATE = new Reply(
            "The Glow Serum is $45.00 (30ml) or $55.00 (50ml). Which size would you like?",
            List.of(new Reply.Button("30ml", "a"), new Reply.Button("50ml", "b")),
            null,
            List.of(),
            "",
            List.of());

    private final Faithful faithful = new Faithful();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lovely! Glow Serum: $45.00 for 30ml, $55.00 for 50ml. Which one shall it be?",
                "Good taste! Our Glow Serum comes at 45.00 (30ml) and 55.00 (50ml) 💛 Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml). Which size would you like?"
            })
    void the_same_in_other_words_passes(String words) {
        assertThat(objections(words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "The Glow Serum is lovely. Which size would you like?",
                "The Glow Serum is $45.00 (30ml). Which size would you like?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml).",
                "It is $45.00 (30ml) or $55.00 (50ml). Which size would you like?",
                "The Glow Serum is $45.00 (30ml) or $5.50 (50ml). Which size would you like?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), 10 % off. Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), half price today! Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml) with a FREE gift. Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), livraison gratuite. Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), miễn phí. Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), refundable? Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), pay at pay.evil.example. Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml). Pay https://evil.test/x. Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), write to me@evil.test. Which size?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), so is the Hydra Cream. Which size?",
                "The Glow Serum is not $45.00 (30ml) or $55.00 (50ml). Which size would you like?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml), sold out. Which size would you like?",
                "The Glow Serum is $45.00 (30ml) or $55.00 (50ml) and will cure your skin. Which size?",
                "Your order ORD-7K3M9Q: Glow Serum $45.00 (30ml) or $55.00 (50ml). Which size?"
            })
    void what_leaves_something_out_or_adds_something_does_not(String words) {
        assertThat(objections(words)).isNotEmpty();
    }

    @Test
    void nor_does_what_is_much_longer() {
        assertThat(objections(TEMPLATE.text() + " So nice of you to write to us.".repeat(12)))
                .contains("length");
    }

    @Test
    void a_no_stays_a_no() {
        Reply soldOut = new Reply("The Hydra Cream is sold out, sorry.", List.of(), null, List.of(), "", List.of());
        List<Act> acts = List.of(new Act.TellSoldOut("Hydra Cream", List.of()));
        assertThat(faithful.objections(soldOut, "We have the Hydra Cream!", acts, Glow.SHOP, Glow.CATALOGUE))
                .isNotEmpty();
        assertThat(faithful.objections(
                        soldOut, "So sorry, there is no Hydra Cream left.", acts, Glow.SHOP, Glow.CATALOGUE))
                .isEmpty();
    }

    @Test
    void a_variant_told_apart_by_name_only_may_not_be_exchanged() {
        Reply reply = new Reply("The Silk Foundation in Honey is lovely.", List.of(), null, List.of(), "", List.of());
        List<Act> acts = List.of(new Act.AskQuantity("Silk Foundation (Honey)", Act.Put.FIRST));
        assertThat(faithful.objections(
                        reply, "Such a lovely Silk Foundation, the Honey!", acts, Glow.SHOP, Glow.CATALOGUE))
                .isEmpty();
        assertThat(faithful.objections(
                        reply, "The Silk Foundation in Cocoa is lovely.", acts, Glow.SHOP, Glow.CATALOGUE))
                .isNotEmpty();
    }

    private List<String> objections(String words) {
        return faithful.objections(TEMPLATE, words, ACTS, Glow.SHOP, Glow.CATALOGUE);
    }
}
