package io.parley.starter.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/// Who calls, as their access token says.
///
/// @param shopId the shop the token was given for
/// @param role `owner`, `admin`, `member`, `viewer`
/// @param permissions what the role may do: services check these, not the role
public record Caller(UUID userId, UUID shopId, String role, Set<String> permissions) {

    /// The caller of this request.
    ///
    /// @throws Refusal unauthenticated, when there is none
    public static Caller current() {
        return find().orElseThrow(() -> Refusal.unauthenticated(
                "token_missing", "Send an access token: Authorization: Bearer <token> from POST /api/auth/login."));
    }

    public static Optional<Caller> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Jwt jwt
                ? Optional.of(of(jwt))
                : Optional.empty();
    }

    static Caller of(Jwt jwt) {
        List<String> permissions = jwt.getClaimAsStringList("permissions");
        return new Caller(
                UUID.fromString(jwt.getSubject()),
                UUID.fromString(claim(jwt, "shop")),
                claim(jwt, "role"),
                permissions == null ? Set.of() : Set.copyOf(permissions));
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    private static String claim(Jwt jwt, String name) {
        @Nullable String value = jwt.getClaimAsString(name);
        if (value == null) {
            throw Refusal.unauthenticated("token_invalid", "The access token has no " + name + "; log in again.");
        }
        return value;
    }
}
