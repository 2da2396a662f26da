package io.parley.channel.connect;

import io.parley.channel.account.AskedFor;
import io.parley.channel.account.ChannelView;
import io.parley.channel.account.ConnectAnswer;
import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Caller;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Connecting an account by logging in at its platform, or by a token typed.
@RestController
@RequestMapping("/api/channels")
class ConnectController {
    static final String COOKIE = "parley_connect";
    private static final String COOKIE_PATH = "/api/channels/oauth";

    private final ConnectByLogin connect;
    private final ConnectAnswer answer;
    private final PlatformAdapters adapters;
    private final String dashboard;

    ConnectController(
            ConnectByLogin connect,
            ConnectAnswer answer,
            PlatformAdapters adapters,
            @Value("${parley.public-url}") String publicUrl) {
        this.connect = connect;
        this.answer = answer;
        this.adapters = adapters;
        this.dashboard = publicUrl.replaceFirst("/+$", "") + "/channels";
    }

    /// @param authorizeUrl where to send the seller's browser: the same one that asked
    record Authorization(String authorizeUrl, UUID sessionId, Instant expiresAt) {}

    /// @param accountId absent for a page without an account of the wanted kind
    /// @param problem why it cannot be connected as it is
    record SharedAccount(
            @Nullable String accountId,
            String name,
            @Nullable String username,
            String pageId,
            String pageName,
            @Nullable String problem,
            @Nullable String problemDetail) {}

    /// @param missing the permissions that were not given
    record SessionView(
            UUID id,
            String way,
            SessionStatus status,
            @Nullable String problem,
            @Nullable String problemDetail,
            List<String> missing,
            List<SharedAccount> accounts,
            Instant expiresAt) {}

    record Choice(@NotEmpty @Size(max = 50) List<@NotNull @Size(max = 30) String> accountIds) {}

    record Chosen(List<UUID> channelIds) {}

    /// @param accountId the platform's id: Instagram account, page, or phone number id
    /// @param details what this way of connecting asks for besides
    /// @param username with or without its @
    /// @param accessToken never shown again
    record NewChannel(
            @NotNull @Size(max = 200) String accountId,

            @NotBlank @Size(max = 200) String name,
            @Size(max = 100) @Nullable String username,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be the platform's token, without blanks")
            String accessToken,

            @Size(max = 20) @Nullable Map<String, @Nullable String> details) {

        @Override
        public String toString() {
            return "NewChannel[" + accountId + "]";
        }
    }

    /// 201 for an account new to the shop, 200 for one connected again: what waited is sent then.
    @PostMapping("/connect/{way}")
    @Allowed("channels:write")
    @Operation(summary = "Connects an account by its id and an access token, once the platform knows both together")
    ResponseEntity<ChannelView> byToken(@PathVariable String way, @Valid @RequestBody NewChannel given) {
        ConnectForm form = adapters.form(way).filter(it -> connect.isFor(way)).orElseThrow(this::unknown);
        AskedFor.details(form, given.details());
        return answer.to(connect.byToken(
                way,
                AskedFor.accountId(form, given.accountId()),
                given.name().strip(),
                username(given.username()),
                given.accessToken()));
    }

    private Refusal unknown() {
        return Refusal.notFound(
                "platform_unknown",
                "Connect one of "
                        + String.join(
                                ", ",
                                adapters.forms().stream().map(ConnectForm::way).toList()) + ".");
    }

    private static @Nullable String username(@Nullable String given) {
        String name = given == null ? "" : given.strip().replaceFirst("^@", "");
        return name.isEmpty() ? null : name;
    }

    @PostMapping("/connect/{way}/oauth")
    @Allowed("channels:write")
    @Operation(summary = "Begins connecting an account by the platform's login; good for ten minutes, in this browser")
    ResponseEntity<Authorization> begin(@PathVariable String way) {
        ConnectByLogin.Begun begun = connect.begin(way, Caller.current().userId());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(begun.browser(), Sessions.STATE_GOOD_FOR))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Authorization(begun.authorizeUrl().toString(), begun.sessionId(), begun.expiresAt()));
    }

    /// Where the platform sends the browser back to. Answers with the way to the dashboard, whatever it brings.
    @GetMapping("/oauth/callback")
    @Public
    @Operation(summary = "Where the platform's login comes back to; sends the browser on to the dashboard")
    ResponseEntity<Void> back(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            @Parameter(hidden = true) HttpServletRequest request) {
        ConnectByLogin.Back back;
        try {
            back = connect.finish(state, code, error, browser(request));
        } catch (DataAccessException | TransactionException | Refusal e) {
            back = new ConnectByLogin.Back.Failed(ConnectProblem.PLATFORM_UNAVAILABLE, List.of());
        }
        String query = switch (back) {
            case ConnectByLogin.Back.Connected it -> "connected=" + encoded(String.join(", ", it.names()));
            case ConnectByLogin.Back.Choose it -> "choose=" + it.sessionId();
            case ConnectByLogin.Back.Failed it ->
                "problem=" + it.problem().code()
                        + (it.missing().isEmpty() ? "" : "&missing=" + encoded(String.join(",", it.missing())));
        };
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(dashboard + "?" + query))
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    @GetMapping("/connect/sessions/{id}")
    @Allowed("channels:write")
    @Operation(summary = "A login of one's own: what was shared, or what went wrong")
    SessionView session(@PathVariable UUID id) {
        return view(connect.session(Caller.current().userId(), id));
    }

    @PostMapping("/connect/sessions/{id}")
    @Allowed("channels:write")
    @Operation(summary = "Connects the chosen ones of the accounts that were shared: all of them, or none")
    Chosen choose(@PathVariable UUID id, @Valid @RequestBody Choice choice) {
        return new Chosen(connect.choose(Caller.current().userId(), id, new LinkedHashSet<>(choice.accountIds())));
    }

    private static SessionView view(Session session) {
        return new SessionView(
                session.id(),
                session.way(),
                session.status(),
                session.problem() == null ? null : session.problem().code(),
                session.problemDetail(),
                session.missing(),
                session.candidates().stream().map(ConnectController::shared).toList(),
                session.expiresAt());
    }

    private static SharedAccount shared(Login.Candidate candidate) {
        ConnectProblem problem = candidate.problem();
        return new SharedAccount(
                candidate.accountId(),
                candidate.name(),
                candidate.username(),
                candidate.pageId(),
                candidate.pageName(),
                problem == null ? null : problem.code(),
                problem == null ? null : problem.words());
    }

    private static @Nullable String browser(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isBlank() && value.length() <= 100)
                        .findFirst()
                        .orElse(null);
    }

    /// Sent along when the platform sends the browser back (`Lax`), and to nowhere else.
    private String cookie(String value, Duration age) {
        return ResponseCookie.from(COOKIE, value)
                .path(COOKIE_PATH)
                .httpOnly(true)
                .secure(dashboard.startsWith("https://"))
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
