package io.parley.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class PlainTextTest {
    private final HttpFirewall spring = new StrictHttpFirewall();
    private final HttpFirewall ours = PlainText.firewall();

    @Test
    void every_character_of_a_header_is_judged_as_springs_own_firewall_does() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(sign -> sign < 0x3000 || sign % 97 == 0)
                .forEach(sign -> {
                    String text = "a" + Character.toString(sign) + "z";
                    assertThat(refuses(ours, "X-Note", text))
                            .as("value with U+%04X", sign)
                            .isEqualTo(refuses(spring, "X-Note", text));
                    assertThat(refuses(ours, text, "note"))
                            .as("name with U+%04X", sign)
                            .isEqualTo(refuses(spring, text, "note"));
                });
    }

    @Test
    void a_header_that_is_not_there_is_no_fault() {
        assertThatNoException()
                .isThrownBy(() -> ours.getFirewalledRequest(new MockHttpServletRequest("GET", "/"))
                        .getHeader("X-Note"));
    }

    private static boolean refuses(HttpFirewall firewall, String name, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.addHeader(name, value);
        return catchThrowable(() -> {
                    var guarded = firewall.getFirewalledRequest(request);
                    guarded.getHeaderNames().asIterator().forEachRemaining(guarded::getHeader);
                })
                != null;
    }
}
