package io.parley.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class BearerTokenTest {
    private final BearerToken bearer = new BearerToken();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer eyJ.a-b_c~d+e/f==", "bearer eyJ.a-b_c~d+e/f==", "BEARER eyJ.a-b_c~d+e/f=="})
    void the_token_follows_the_word_however_it_is_written(String header) {
        assertThat(bearer.resolve(request(header))).isEqualTo("eyJ.a-b_c~d+e/f==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YW1hOmdsb3c=", "", "token abc"})
    void other_schemes_are_no_token(String header) {
        assertThat(bearer.resolve(request(header))).isNull();
    }

    @Test
    void a_parameter_is_no_token() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addParameter("access_token", "abc");

        assertThat(bearer.resolve(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearerabc",
                "Bearer  abc",
                "Bearer a b",
                "Bearer abc ",
                "Bearer ä",
                "Bearer a,b"
            })
    void what_is_no_token_after_the_word_is_refused(String header) {
        assertThatThrownBy(() -> bearer.resolve(request(header))).isInstanceOf(OAuth2AuthenticationException.class);
    }

    private static MockHttpServletRequest request(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }
}
