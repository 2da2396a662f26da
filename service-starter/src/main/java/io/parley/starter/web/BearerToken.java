package io.parley.starter.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/// The token in an `Authorization: Bearer` header (RFC 6750, 2.1), and nowhere else. Spring's own reads it by a
/// regular expression and looks among the parameters too, which is felt when a request is small.
class BearerToken implements BearerTokenResolver {
    private static final String SCHEME = "Bearer";
    private static final String SIGNS_BESIDE_LETTERS_AND_DIGITS = "-._~+/=";

    /// @throws OAuth2AuthenticationException when something else than a token follows the word
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int begin = SCHEME.length() + 1;
        if (header.length() <= begin || header.charAt(begin - 1) != ' ' || !isToken(header, begin)) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("Bearer token is malformed"));
        }
        return header.substring(begin);
    }

    private static boolean isToken(String header, int begin) {
        for (int i = begin; i < header.length(); i++) {
            char c = header.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && SIGNS_BESIDE_LETTERS_AND_DIGITS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
