package io.parley.gateway.identity;

import io.parley.gateway.identity.Login.Begun;
import io.parley.gateway.identity.Login.Session;
import io.parley.gateway.identity.SignUp.SignedUp;
import io.parley.gateway.identity.SignUp.Wish;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
@Tag(name = "auth")
@Public
class AuthController {
    private final SignUp signUp;
    private final ProveEmail proveEmail;
    private final ResetPassword resetPassword;
    private final Login login;
    private final RefreshCookie cookie;

    AuthController(
            SignUp signUp, ProveEmail proveEmail, ResetPassword resetPassword, Login login, RefreshCookie cookie) {
        this.signUp = signUp;
        this.proveEmail = proveEmail;
        this.resetPassword = resetPassword;
        this.login = login;
        this.cookie = cookie;
    }

    record Credentials(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 1000) String password) {}

    record EmailCode(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 20) String code) {}

    record Email(@NotNull @Size(max = 254) String email) {}

    record TokenAndPassword(
            @NotNull @Size(max = 100) String token,
            @NotNull @NewPassword String password) {}

    record Verified(boolean emailVerified) {}

    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open an account and a shop; a code is sent to the e-mail address")
    SignedUp signUp(
            @Valid @RequestBody Wish wish,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        return signUp.signUp(wish, acceptLanguage);
    }

    @PostMapping("/verify-email")
    @Operation(summary = "Prove the e-mail address with the code sent to it")
    Verified verifyEmail(@Valid @RequestBody EmailCode proof) {
        proveEmail.byCode(proof.email(), proof.code());
        return new Verified(true);
    }

    @GetMapping("/verify-email")
    @Operation(summary = "Prove the e-mail address with the link sent to it; a browser goes on to the log-in page")
    ResponseEntity<Verified> verifyEmailByLink(
            @RequestParam @Size(max = 100) String token,
            @RequestHeader(name = "Accept", required = false) @Nullable String accept) {
        proveEmail.byLink(token);
        return accept != null && accept.contains("text/html")
                ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/login"))
                        .build()
                : ResponseEntity.ok(new Verified(true));
    }

    @PostMapping("/resend-code")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Have another code sent, once a minute at most")
    void resendCode(@Valid @RequestBody Email to) {
        proveEmail.askAgain(to.email());
    }

    @PostMapping("/login")
    @Operation(summary = "An access token for an hour, and a refresh token in a cookie")
    ResponseEntity<Session> login(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return begun(login.login(credentials.email(), credentials.password()), request);
    }

    @PostMapping("/refresh")
    @Operation(summary = "The next access token, for the refresh token in the cookie")
    ResponseEntity<Session> refresh(HttpServletRequest request, HttpServletResponse response) {
        cookie.comesFromUs(request);
        String token = cookie.read(request)
                .orElseThrow(() -> Refusal.unauthenticated("session_missing", "You are not logged in."));
        Optional<Begun> next = login.refresh(token);
        if (next.isEmpty()) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.emptied(request).toString());
            throw Refusal.unauthenticated("session_ended", "Your session is over; log in again.");
        }
        return begun(next.get(), request);
    }

    @PostMapping("/logout")
    @Operation(summary = "End the session the cookie belongs to")
    ResponseEntity<Void> logout(HttpServletRequest request) {
        cookie.comesFromUs(request);
        cookie.read(request).ifPresent(login::logout);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.emptied(request).toString())
                .build();
    }

    @PostMapping("/forgot-password")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Have a link sent to choose a new password")
    void forgotPassword(@Valid @RequestBody Email to) {
        resetPassword.ask(to.email());
    }

    @PostMapping("/reset-password")
    @Operation(summary = "Choose a new password with the link's token; ends all sessions")
    Verified resetPassword(@Valid @RequestBody TokenAndPassword choice) {
        ShopScope.callAsSystem(() -> {
            resetPassword.reset(choice.token(), choice.password());
            return null;
        });
        return new Verified(true);
    }

    private ResponseEntity<Session> begun(Begun begun, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie.holding(begun.refreshToken(), request).toString())
                .cacheControl(CacheControl.noStore())
                .body(begun.session());
    }
}
