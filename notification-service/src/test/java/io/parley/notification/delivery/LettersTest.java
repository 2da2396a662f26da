package io.parley.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.events.Money;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {
    private static final UUID ORDER = UUID.fromString("0193a000-0000-7000-8000-000000000001");
    private static final UUID CONVERSATION = UUID.fromString("0193a000-0000-7000-8000-000000000002");
    private final Letters letters = new Letters("https://shop.example/");
    private final Shop shop = new Shop("Glow by Ama", "ama@example.com", "en-US", "Africa/Accra");

    @Test
    void the_order_letter_says_what_to_sell_to_whom_and_what_to_do() {
        Letter letter = letters.about(order("Zoë Müller", usd(11000)), shop);

        assertThat(letter.subject()).isEqualTo("New order captured: ORD-7K3M9Q ($110.00)");
        for (String said : List.of(
                "Glow by Ama",
                "Glow Serum (50ml) × 2",
                "$110.00",
                "Accra, Osu",
                "Instagram",
                "Contact the customer to arrange payment",
                "https://shop.example/orders/" + ORDER,
                "https://shop.example/conversations/" + CONVERSATION)) {
            assertThat(letter.text()).contains(said);
            assertThat(letter.html()).contains(said);
        }
        assertThat(letter.text()).contains("Zoë Müller");
    }

    @Test
    void what_a_shopper_writes_is_text_in_html_too() {
        Letter letter = letters.about(order("<script>alert('x')</script> %s %n & co", usd(100)), shop);
        assertThat(letter.html())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;")
                .contains("%s %n &amp; co");
        assertThat(letter.text()).contains("<script>");
    }

    @Test
    void a_name_cannot_break_out_of_the_subject() {
        Letter letter = letters.about(
                new Notice.Handoff(
                        CONVERSATION, "Kofi\r\nBcc: all@example.com", Platform.MESSENGER, "complaint", "late"),
                shop);
        assertThat(letter.subject()).isEqualTo("Kofi Bcc: all@example.com needs you on Facebook Messenger");
    }

    @ParameterizedTest
    @CsvSource({"en-US,USD,4500,$45.00", "en-US,KWD,4500,4.500 KWD", "en-US,VND,45000,'₫45,000'", "xx-none,USD,1,0.01"})
    void money_is_written_as_its_currency_and_the_shop_do(String locale, String currency, long minor, String written) {
        Letter letter = letters.about(
                order("A", new Money(minor, currency)), new Shop("S", "a@example.com", locale, "Nowhere/None"));
        assertThat(letter.text().replace('\u00a0', ' ')).contains(written);
    }

    @Test
    void many_of_a_kind_make_one_summary() {
        List<Notice> notices = IntStream.rangeClosed(1, 25)
                .<Notice>mapToObj(i ->
                        new Notice.Handoff(Ids.next(), "Shopper " + i, Platform.INSTAGRAM, "human_request", "please"))
                .toList();
        Letter letter = letters.summary(notices, shop);
        assertThat(letter.subject()).isEqualTo("25 conversations need you");
        assertThat(letter.text())
                .contains("Shopper 20 on Instagram: asked for a person")
                .doesNotContain("Shopper 21")
                .contains("and 5 more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "medical_question",
                "custom_request",
                "complaint",
                "not_understood",
                "human_request",
                "closed_hours",
                "under_age",
                "order_changed",
                "something_new"
            })
    void every_reason_is_in_words(String reason) {
        Letter letter = letters.about(new Notice.Handoff(CONVERSATION, null, Platform.WHATSAPP, reason, "said"), shop);
        assertThat(letter.text()).containsPattern("Why: [a-z :']+\n").doesNotContain("_");
        assertThat(letter.html()).contains("<!doctype html>");
    }

    @Test
    void a_channel_letter_says_what_is_wrong_and_what_to_do() {
        Letter letter = letters.about(
                new Notice.Channel(CONVERSATION, Platform.INSTAGRAM, "glowbyama", "token_expired", "code 190", false),
                shop);
        assertThat(letter.subject()).isEqualTo("A channel has a problem: Instagram account glowbyama");
        assertThat(letter.text()).contains("Connect the account again").contains("code 190");
    }

    @ParameterizedTest
    @CsvSource({
        "window_closed,It goes out when they write again",
        "undeliverable,Send it again from the conversation",
        "something_new,something new"
    })
    void the_letter_of_a_reply_that_failed_says_why_and_what_to_do(String reason, String said) {
        Letter letter = letters.about(
                new Notice.Unsent(
                        CONVERSATION, ORDER, Platform.WHATSAPP, reason, Instant.parse("2026-11-21T10:00:00Z")),
                shop);

        assertThat(letter.subject()).isEqualTo("A reply on WhatsApp did not arrive");
        assertThat(letter.text()).contains(said).contains("https://shop.example/conversations/" + CONVERSATION);
    }

    @Test
    void the_letter_of_a_reply_of_an_unknown_conversation_leads_to_the_channel() {
        Letter letter = letters.about(
                new Notice.Unsent(null, ORDER, Platform.SMS, "undeliverable", Instant.parse("2026-11-21T10:00:00Z")),
                shop);

        assertThat(letter.text()).contains("https://shop.example/channels/" + ORDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment",
                "disable_scheduled",
                "violation",
                "restricted",
                "starts_restricted",
                "low_quality",
                "review_rejected",
                "review_pending",
                "account_alert",
                "account_deleted",
                "access_removed"
            })
    void every_trouble_of_an_account_is_in_sentences(String problem) {
        Letter letter = letters.about(
                new Notice.Channel(CONVERSATION, Platform.WHATSAPP, "+233 20", problem, null, false), shop);
        assertThat(letter.text()).containsPattern("Problem: The platform .+\\.\n|Problem: People .+\\.\n");
    }

    private static Notice order(@Nullable String customer, Money total) {
        return new Notice.Order(
                ORDER,
                "ORD-7K3M9Q",
                List.of(new Notice.Line("Glow Serum (50ml)", 2, total)),
                total,
                "Accra, Osu",
                customer,
                null,
                Platform.INSTAGRAM,
                "ring twice",
                CONVERSATION,
                Instant.parse("2026-11-21T10:00:00Z"));
    }

    private static Money usd(long minor) {
        return new Money(minor, "USD");
    }
}
