package io.parley.channel.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {
    private final Codes codes = new Codes();

    @Test
    void a_code_is_short_and_cannot_be_misread() {
        assertThat(Stream.generate(codes::next).limit(5_000)).allSatisfy(code -> {
            assertThat(code)
                    .matches("[CDFGHJKMNPQRTVWXY2346789]{6}")
                    .matches(".*[0-9].*")
                    .matches(".*[A-Z].*");
            assertThat(Codes.read(code)).contains(code);
            assertThat(Codes.in("hello " + code)).containsExactly(code);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hi! I'm interested in Glow Serum (ref K7M2QX)|Hi! I'm interested in Glow Serum",
                "Hi! I'm interested in Glow Serum (ref k7m2qx)  thanks|Hi! I'm interested in Glow Serum  thanks",
                "Bonjour ! Je m'intéresse à Sérum (réf K7M2QX)|Bonjour ! Je m'intéresse à Sérum",
                "Xin chào! Mình quan tâm đến Kem dưỡng (mã K7M2QX)|Xin chào! Mình quan tâm đến Kem dưỡng",
                "Serum [K7M2QX]|Serum",
                "is this K7M2QX in stock?|is this  in stock?",
                "Ref: K7M2QX hello|hello",
                "K7M2QX|K7M2QX",
                "(ref K7M2QX)|(ref K7M2QX)",
                "/start K7M2QX|/start K7M2QX"
            })
    void a_code_is_taken_out_of_what_was_written(String text, String rest) {
        assertThat(Codes.in(text)).containsExactly("K7M2QX");

        assertThat(Codes.without(text, "K7M2QX")).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I want a serum",
                "ORD-7K3M9Q",
                "K7M2QXX",
                "xK7M2QX",
                "223344",
                "+233 244 667 788",
                "CRYPTW",
                "K7M 2QX",
                "my order_K7M2QX"
            })
    void what_is_no_code_is_not_taken_for_one(String text) {
        assertThat(Codes.in(text)).isEmpty();
    }

    @Test
    void a_message_full_of_codes_is_not_searched_to_its_end() {
        assertThat(Codes.in("K7M2QX ".repeat(3) + "K7M2QC K7M2QD K7M2QF K7M2QG"))
                .hasSize(Codes.IN_A_MESSAGE_MAX);
    }

    @ParameterizedTest
    @CsvSource({"en-NG,K7M2QX", "vi-VN,K7M2QX", "fr,K7M2QX", "pcm,K7M2QX", "sw_KE,K7M2QX", "de,K7M2QX", "xx,K7M2QX"})
    void what_we_let_people_write_is_recognised_in_every_language(String locale, String code) {
        String about = EntryTexts.of(locale).firstMessage("Kem {code} dưỡng", code);
        String hello = EntryTexts.of(locale).firstMessage(null, code);

        assertThat(Codes.in(about)).containsExactly(code);
        assertThat(Codes.without(about, code)).endsWith("Kem {code} dưỡng").doesNotContain(code);
        assertThat(Codes.without(hello, code)).doesNotContain(code).doesNotContain("(");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1",
                "true|Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36",
                "true|Mozilla/5.0 (Linux; Android 15; SM-A155F) AppleWebKit/537.36 [FBAN/EMA;FBAV/470.0] Chrome/141 Mobile Safari/537.36",
                "false|facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "false|WhatsApp/2.23.20.0 A",
                "false|TelegramBot (like TwitterBot)",
                "false|Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "false|curl/8.5.0",
                "false|python-requests/2.32",
                "false|''"
            })
    void only_people_are_counted(boolean person, String agent) {
        assertThat(Scanners.isPerson(agent, null)).isEqualTo(person);
        assertThat(Scanners.isPerson(agent, "prefetch;prerender")).isFalse();
    }
}
