package io.parley.channel.connect;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.ConnectChannel;
import io.parley.channel.account.NewAccount;
import io.parley.channel.account.Subscriptions;
import io.parley.channel.platform.Account;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// From the seller's click to a connected account. Everything the platform must agree to happens before anything is
/// stored, and what is stored is stored in one transaction: an account is connected with its messages on their way, or
/// not at all.
///
/// The state names shop and member, once; a cookie beside it ties it to the browser that began, so that nobody can have
/// somebody else finish a login for them.
@Component
class ConnectByLogin {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectByLogin.class);
    private static final String CALLBACK = "/api/channels/oauth/callback";
    private static final int STATE_CHARS_MAX = 200;
    private static final int CODE_CHARS_MAX = 4_000;

    private final List<Login> logins;
    private final Sessions sessions;
    private final ConnectChannel connect;
    private final ChannelDirectory directory;
    private final Subscriptions subscriptions;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final URI callback;
    private final SecureRandom random = new SecureRandom();

    ConnectByLogin(
            List<Login> logins,
            Sessions sessions,
            ConnectChannel connect,
            ChannelDirectory directory,
            Subscriptions subscriptions,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${parley.public-url}") String publicUrl) {
        this.logins = logins;
        this.sessions = sessions;
        this.connect = connect;
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.callback = URI.create(publicUrl.replaceFirst("/+$", "") + CALLBACK);
    }

    /// @param browser kept by the browser that began, and asked for when it comes back
    record Begun(UUID sessionId, URI authorizeUrl, String browser, Instant expiresAt) {}

    /// What the browser comes back to.
    sealed interface Back {
        record Connected(List<String> names) implements Back {}

        record Choose(UUID sessionId) implements Back {}

        record Failed(ConnectProblem problem, List<String> missing) implements Back {}
    }

    /// @throws Refusal not found, for a platform without a login; conflict, where none is set up
    Begun begin(String way, UUID memberId) {
        Login login = login(way)
                .orElseThrow(() -> Refusal.notFound(
                        "no_login",
                        "Accounts of this kind are not connected by a login; look at GET /api/channels/connect."));
        if (!login.isSetUp()) {
            throw Refusal.conflict(
                    "login_not_set_up",
                    "This installation has no app registered with the platform (META_APP_ID, META_APP_SECRET).");
        }
        UUID id = Ids.next();
        String state = Sessions.secret(random);
        String browser = Sessions.secret(random);
        if (!sessions.open(id, memberId, way, state, browser)) {
            throw Refusal.tooMany(
                    "too_many_logins",
                    "Many logins are open already; finish one, or wait ten minutes.",
                    Sessions.STATE_GOOD_FOR);
        }
        return new Begun(
                id,
                login.authorizeUrl(way, state, callback),
                browser,
                clock.instant().plus(Sessions.STATE_GOOD_FOR));
    }

    /// The browser is back, with a code or with what went wrong. Never throws for what it brings.
    Back finish(@Nullable String state, @Nullable String code, @Nullable String error, @Nullable String browser) {
        Optional<Sessions.Found> found = state == null || state.isEmpty() || state.length() > STATE_CHARS_MAX
                ? Optional.empty()
                : ShopScope.callAsSystem(() -> sessions.find(state));
        if (found.isEmpty()) {
            return failed(new NotConnected(ConnectProblem.STATE_EXPIRED, "unknown state"));
        }
        return ShopScope.callAs(found.get().shopId(), () -> finish(found.get(), code, error, browser));
    }

    private Back finish(
            Sessions.Found session, @Nullable String code, @Nullable String error, @Nullable String browser) {
        if (session.status() != SessionStatus.ASKED) {
            return failed(new NotConnected(ConnectProblem.STATE_REUSED, "the state was used"));
        }
        if (!session.expiresAt().isAfter(clock.instant())) {
            return failed(new NotConnected(ConnectProblem.STATE_EXPIRED, "the state is too old"));
        }
        if (!sessions.answer(session.id())) {
            return failed(new NotConnected(ConnectProblem.STATE_REUSED, "the state was used at the same moment"));
        }
        try {
            if (!session.isOf(browser)) {
                throw new NotConnected(ConnectProblem.OTHER_BROWSER, "the cookie is not the one given");
            }
            if (error != null || code == null || code.isBlank() || code.length() > CODE_CHARS_MAX) {
                throw new NotConnected(
                        error == null || error.equals("access_denied")
                                ? ConnectProblem.CANCELLED
                                : ConnectProblem.CODE_REJECTED,
                        "came back with " + (error == null ? "no code" : "an error"));
            }
            return answered(session, code);
        } catch (NotConnected e) {
            LOG.info("{} was not connected: {} ({})", session.way(), e.problem().code(), e.getMessage());
            sessions.fail(session.id(), e);
            return failed(e);
        }
    }

    private Back answered(Sessions.Found session, String code) {
        Login login = login(session.way()).orElseThrow();
        List<Login.Candidate> all = login.accounts(session.way(), code, callback);
        List<Login.Candidate> eligible =
                all.stream().filter(Login.Candidate::isEligible).toList();
        if (eligible.isEmpty()) {
            ConnectProblem problem = all.stream()
                    .map(Login.Candidate::problem)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(ConnectProblem.NO_PAGE);
            throw new NotConnected(problem, all.size() + " pages, none with an account to connect");
        }
        if (eligible.size() == 1) {
            store(login, eligible, session.id());
            return new Back.Connected(List.of(eligible.getFirst().name()));
        }
        sessions.offer(session.id(), all);
        return new Back.Choose(session.id());
    }

    /// @throws Refusal not found, when this member has no such session; conflict, when nothing may be chosen (any
    ///     more), or with the problem's code when an account cannot be connected
    List<UUID> choose(UUID memberId, UUID sessionId, Set<String> accountIds) {
        Session session = sessions.of(memberId, sessionId).orElseThrow(ConnectByLogin::notFound);
        if (session.status() != SessionStatus.CHOOSING || session.candidates().isEmpty()) {
            throw Refusal.conflict("nothing_to_choose", "There is nothing to choose from any more; start again.");
        }
        List<Login.Candidate> chosen = new ArrayList<>();
        for (String accountId : accountIds) {
            Login.Candidate candidate = session.candidates().stream()
                    .filter(one -> accountId.equals(one.accountId()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid(
                            "account_not_shared", "Choose among the accounts of this session (GET shows them)."));
            if (candidate.problem() != null) {
                throw Refusal.conflict(
                        candidate.problem().code(), candidate.problem().words());
            }
            chosen.add(candidate);
        }
        try {
            return store(login(session.way()).orElseThrow(), chosen, sessionId).stream()
                    .map(ConnectChannel.Connected::channelId)
                    .toList();
        } catch (NotConnected e) {
            LOG.info("{} was not connected: {} ({})", session.way(), e.problem().code(), e.getMessage());
            throw Refusal.conflict(e.problem().code(), e.problem().words());
        }
    }

    /// An account by its id and a token that the seller typed, with everything the platform must agree to.
    ///
    /// @throws Refusal not found, for a platform without a login; with the problem's code, when it cannot be
    ///     connected; unavailable, when the platform does not answer
    ConnectChannel.Connected byToken(
            String way, String accountId, String name, @Nullable String username, String accessToken) {
        Login login = login(way).orElseThrow();
        try {
            Login.Candidate found = login.account(way, accountId, accessToken);
            return store(login, List.of(found.named(name, username)), null).getFirst();
        } catch (NotConnected e) {
            LOG.info("{} was not connected: {} ({})", way, e.problem().code(), e.getMessage());
            ConnectProblem problem = e.problem();
            throw switch (problem) {
                case PLATFORM_UNAVAILABLE -> Refusal.unavailable(problem.code(), problem.words());
                case CONNECTED_ELSEWHERE -> Refusal.conflict("account_connected_elsewhere", problem.words());
                case MISSING_PERMISSIONS ->
                    Refusal.invalid(problem.code(), missing(e.missing())).with("missing", e.missing());
                default -> Refusal.invalid(problem.code(), problem.words());
            };
        }
    }

    private static String missing(List<String> permissions) {
        return "The access token lacks a permission"
                + (permissions.isEmpty() ? "" : ": " + String.join(", ", permissions))
                + ". Make a new one with it, or connect by logging in.";
    }

    boolean isFor(String way) {
        return login(way).isPresent();
    }

    Session session(UUID memberId, UUID sessionId) {
        return sessions.of(memberId, sessionId).orElseThrow(ConnectByLogin::notFound);
    }

    /// @param sessionId of the login that ends with it, where there was one
    private List<ConnectChannel.Connected> store(
            Login login, List<Login.Candidate> candidates, @Nullable UUID sessionId) {
        UUID shop = ShopScope.current();
        for (Login.Candidate candidate : candidates) {
            boolean elsewhere = directory
                    .find(candidate.platform(), Objects.requireNonNull(candidate.accountId()))
                    .filter(connection -> !connection.shopId().equals(shop))
                    .isPresent();
            if (elsewhere) {
                throw new NotConnected(ConnectProblem.CONNECTED_ELSEWHERE, candidate.toString());
            }
        }
        List<Login.Candidate> subscribed = new ArrayList<>();
        try {
            List<NewAccount> accounts = new ArrayList<>();
            for (Login.Candidate candidate : candidates) {
                login.subscribe(candidate);
                subscribed.add(candidate);
                accounts.add(new NewAccount(
                        candidate.way(),
                        candidate.platform(),
                        Objects.requireNonNull(candidate.accountId()),
                        candidate.details(),
                        candidate.name(),
                        candidate.username(),
                        candidate.accessToken(),
                        login.endOf(candidate),
                        clock.instant()));
            }
            return Objects.requireNonNull(transaction.execute(status -> {
                List<ConnectChannel.Connected> connected = connect.connectAll(accounts);
                if (sessionId != null) {
                    sessions.connected(sessionId);
                }
                return connected;
            }));
        } catch (NotConnected e) {
            undo(subscribed);
            throw e;
        } catch (Refusal e) {
            undo(subscribed);
            throw e.code().equals("account_connected_elsewhere")
                    ? new NotConnected(ConnectProblem.CONNECTED_ELSEWHERE, "another shop was faster")
                    : e;
        }
    }

    private void undo(List<Login.Candidate> subscribed) {
        for (Login.Candidate candidate : subscribed) {
            subscriptions.endUnlessUsed(new Account(
                    new UUID(0, 0),
                    candidate.platform(),
                    candidate.way(),
                    Objects.requireNonNull(candidate.accountId()),
                    candidate.accessToken(),
                    candidate.details()));
        }
    }

    private Optional<Login> login(String way) {
        return logins.stream().filter(login -> login.ways().contains(way)).findFirst();
    }

    private static Back failed(NotConnected why) {
        return new Back.Failed(why.problem(), why.missing());
    }

    private static Refusal notFound() {
        return Refusal.notFound("session_not_found", "There is no such login of yours; start again.");
    }
}
