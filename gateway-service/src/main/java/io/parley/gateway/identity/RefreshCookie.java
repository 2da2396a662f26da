package io.parley.gateway.identity;

import io.parley.starter.web.Refusal;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The cookie that holds the refresh token: sent to `/api/auth` only, by our own pages only, out of scripts' reach.
@Component
class RefreshCookie {
    static final String NAME = "parley_refresh";
    private static final String PATH = "/api/auth";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

    private final @Nullable String publicAuthority;

    RefreshCookie(@Value("${parley.public-url}") String publicUrl) {
        publicAuthority = authority(publicUrl);
    }

    Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isBlank() && value.length() <= 100)
                        .findFirst();
    }

    ResponseCookie holding(String token, HttpServletRequest request) {
        return cookie(token, RefreshToken.GOOD_FOR, request);
    }

    ResponseCookie emptied(HttpServletRequest request) {
        return cookie("", Duration.ZERO, request);
    }

    private static ResponseCookie cookie(String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(!isPlainAndLocal(request))
                .sameSite("Strict")
                .path(PATH)
                .maxAge(age)
                .build();
    }

    /// Browsers keep no `Secure` cookie from plain http, and only on this machine is plain http harmless.
    private static boolean isPlainAndLocal(HttpServletRequest request) {
        return !request.isSecure() && THIS_MACHINE.contains(request.getServerName());
    }

    /// The second wall behind `SameSite`: what a browser sends from another site's page is refused.
    ///
    /// @throws Refusal forbidden, when the request comes from elsewhere
    void comesFromUs(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean ours = origin != null
                ? isOurs(authority(origin), request)
                : site == null || site.equals("same-origin") || site.equals("none");
        if (!ours) {
            throw Refusal.forbidden("origin_refused", "This may be asked by Parley's own pages only.");
        }
    }

    private boolean isOurs(@Nullable String authority, HttpServletRequest request) {
        return authority != null
                && (authority.equals(publicAuthority) || authority.equalsIgnoreCase(request.getHeader("Host")));
    }

    private static @Nullable String authority(String url) {
        try {
            String authority = URI.create(url).getRawAuthority();
            return authority == null ? null : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
