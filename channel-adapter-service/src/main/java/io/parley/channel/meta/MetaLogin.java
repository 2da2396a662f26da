package io.parley.channel.meta;

import io.parley.channel.account.Farewell;
import io.parley.channel.account.TokenKeeper;
import io.parley.channel.calling.Calls;
import io.parley.channel.connect.ConnectProblem;
import io.parley.channel.connect.Login;
import io.parley.channel.connect.NotConnected;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.Outcome;
import io.parley.events.Platform;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Facebook Login: a code becomes a long-lived user token, that lists the person's pages with a token of their own
/// each. An Instagram account is reached through the page it is linked to.
/// <https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow>
/// <https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived>
@Component
class MetaLogin implements Login, Farewell, TokenKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(MetaLogin.class);
    private static final String FACEBOOK = "facebook";
    private static final String INSTAGRAM = "instagram";
    private static final String LISTS_PAGES = "pages_show_list";
    /// What lists the pages and subscribes them, whichever account is meant.
    private static final List<String> PAGE_SCOPES =
            List.of(LISTS_PAGES, "pages_read_engagement", "pages_manage_metadata");
    private static final Map<String, List<String>> SCOPES = Map.of(
            FACEBOOK, joined(PAGE_SCOPES, List.of("pages_messaging")),
            INSTAGRAM, joined(PAGE_SCOPES, List.of("instagram_basic", "instagram_manage_messages")));
    /// One set for a page and its Instagram account: subscribing replaces what was subscribed before.
    private static final List<String> FIELDS = List.of(
            "messages",
            "messaging_postbacks",
            "messaging_optins",
            "messaging_referrals",
            "messaging_policy_enforcement",
            "message_deliveries",
            "message_reads",
            "message_echoes",
            "message_reactions",
            "message_edits",
            "feed");
    private static final List<String> FIELDS_NEEDED = List.of("messages", "messaging_postbacks");
    private static final String PAGE_FIELDS =
            "id,name,access_token,tasks,instagram_business_account{id,username,name},connected_instagram_account{id,username}";
    private static final int PAGES_PER_CALL = 100;
    private static final int CALLS_MAX = 5;

    private final GraphClient graph;
    private final MetaAppSettings app;
    private final Clock clock;

    MetaLogin(GraphClient graph, MetaAppSettings app, Clock clock) {
        this.graph = graph;
        this.app = app;
        this.clock = clock;
    }

    @Override
    public Set<String> ways() {
        return Set.of(FACEBOOK, INSTAGRAM);
    }

    @Override
    public boolean isSetUp() {
        return !app.appId().isBlank();
    }

    @Override
    public URI authorizeUrl(String way, String state, URI callback) {
        String dialog = app.dialogUrl().toString().replaceFirst("/+$", "");
        return URI.create(dialog + "/dialog/oauth?client_id=" + GraphClient.encoded(app.appId()) + "&redirect_uri="
                + GraphClient.encoded(callback.toString()) + "&state=" + GraphClient.encoded(state)
                + "&response_type=code&auth_type=rerequest&scope="
                + GraphClient.encoded(String.join(",", scopes(way))));
    }

    @Override
    public List<Candidate> accounts(String way, String code, URI callback) {
        String shortLived = token(exchange(object().put("client_id", app.appId())
                .put("client_secret", app.appSecret())
                .put("redirect_uri", callback.toString())
                .put("code", code)));
        String longLived = token(exchange(object().put("grant_type", "fb_exchange_token")
                .put("client_id", app.appId())
                .put("client_secret", app.appSecret())
                .put("fb_exchange_token", shortLived)));
        checkPermissions(way, longLived);
        List<JsonNode> pages = pages(longLived);
        if (pages.isEmpty()) {
            throw new NotConnected(ConnectProblem.NO_PAGE, "/me/accounts is empty");
        }
        return pages.stream()
                .map(page -> way.equals(INSTAGRAM) ? instagram(page) : page(page))
                .toList();
    }

    /// By a page's token, or on Instagram the account's own.
    @Override
    public Candidate account(String way, String accountId, String accessToken) {
        boolean onInstagram = way.equals(INSTAGRAM);
        // the last is a field of this kind of account only
        JsonNode account =
                reached(way, accountId, onInstagram ? "id,username,name,media_count" : "id,name,category", accessToken);
        String holder = Fields.id(reached(way, "me", "id", accessToken).path("id"));
        boolean own = accountId.equals(holder);
        boolean ofItsPage = !own
                && onInstagram
                && holder != null
                && accountId.equals(Fields.id(reached(way, holder, "instagram_business_account", accessToken)
                        .path("instagram_business_account")
                        .path("id")));
        if (holder == null || !own && !ofItsPage) {
            throw new NotConnected(ConnectProblem.ACCOUNT_NOT_REACHED, "the token is that of " + holder);
        }
        checkScopes(way, accessToken);
        return new Candidate(
                way,
                onInstagram ? Platform.INSTAGRAM : Platform.MESSENGER,
                accountId,
                name(account, accountId),
                Fields.word(account.path("username")),
                holder,
                name(account, accountId),
                accessToken,
                subscription(holder),
                null);
    }

    /// What the platform says of an account, or why it says nothing.
    private JsonNode reached(String way, String id, String fields, String token) {
        try {
            Calls.Answer answer = graph.get(id, fields, token);
            if (answer.status() == 200 && answer.body().isObject()) {
                return answer.body();
            }
            JsonNode error = answer.body().path("error");
            ConnectProblem problem = switch (GraphErrors.read(answer.status(), error, null)) {
                case Outcome.Troubled it when it.problem().equals("token_expired") -> ConnectProblem.TOKEN_REFUSED;
                case Outcome.Troubled it
                when it.problem().equals("permission") && error.path("code").asInt(0) != 100 ->
                    ConnectProblem.MISSING_PERMISSIONS;
                case Outcome.Troubled _ -> ConnectProblem.ACCOUNT_NOT_REACHED;
                case Outcome.Refused _
                when error.path("code").asInt(0) == 100 ->
                    way.equals(INSTAGRAM) ? ConnectProblem.NOT_AN_INSTAGRAM_ACCOUNT : ConnectProblem.NOT_A_PAGE;
                default -> ConnectProblem.PLATFORM_UNAVAILABLE;
            };
            throw new NotConnected(problem, said(answer));
        } catch (IOException e) {
            throw new NotConnected(ConnectProblem.PLATFORM_UNAVAILABLE, e.toString());
        }
    }

    /// Where the app may ask what a token is good for; else sending will tell.
    private void checkScopes(String way, String token) {
        if (!isSetUp()) {
            return;
        }
        try {
            Set<String> granted = new HashSet<>();
            debug(token).body().path("data").path("scopes").forEach(scope -> granted.add(scope.asString("")));
            List<String> missing = scopes(way).stream()
                    .filter(scope -> !scope.equals(LISTS_PAGES) && !granted.contains(scope))
                    .toList();
            if (!granted.isEmpty() && !missing.isEmpty()) {
                throw new NotConnected(ConnectProblem.MISSING_PERMISSIONS, String.join(",", missing), missing);
            }
        } catch (IOException e) {
            throw new NotConnected(ConnectProblem.PLATFORM_UNAVAILABLE, e.toString());
        }
    }

    private Calls.Answer debug(String token) throws IOException {
        return graph.get("/debug_token?input_token=" + GraphClient.encoded(token), app.appId() + "|" + app.appSecret());
    }

    private void checkPermissions(String way, String token) {
        Set<String> granted = new HashSet<>();
        for (JsonNode permission : ask("/me/permissions?limit=200", token).path("data")) {
            if ("granted".equals(permission.path("status").asString(""))) {
                granted.add(permission.path("permission").asString(""));
            }
        }
        List<String> missing =
                scopes(way).stream().filter(scope -> !granted.contains(scope)).toList();
        if (!missing.isEmpty()) {
            throw new NotConnected(ConnectProblem.MISSING_PERMISSIONS, String.join(",", missing), missing);
        }
    }

    private List<JsonNode> pages(String token) {
        List<JsonNode> pages = new ArrayList<>();
        String path = "/me/accounts?fields=" + GraphClient.encoded(PAGE_FIELDS) + "&limit=" + PAGES_PER_CALL;
        @Nullable String after = "";
        for (int call = 0; call < CALLS_MAX && after != null; call++) {
            JsonNode answer = ask(after.isEmpty() ? path : path + "&after=" + GraphClient.encoded(after), token);
            answer.path("data").forEach(pages::add);
            after = answer.path("paging").has("next")
                    ? Fields.word(answer.path("paging").path("cursors").path("after"))
                    : null;
        }
        return pages.stream().filter(page -> Fields.id(page.path("id")) != null).toList();
    }

    private static Candidate page(JsonNode page) {
        String id = Objects.requireNonNull(Fields.id(page.path("id")));
        return new Candidate(
                FACEBOOK,
                Platform.MESSENGER,
                id,
                name(page, id),
                null,
                id,
                name(page, id),
                pageToken(page),
                subscription(id),
                role(page));
    }

    private static Candidate instagram(JsonNode page) {
        String pageId = Objects.requireNonNull(Fields.id(page.path("id")));
        JsonNode business = page.path("instagram_business_account");
        JsonNode linked = page.path("connected_instagram_account");
        String id = Fields.id(business.path("id"));
        ConnectProblem problem = id != null
                ? role(page)
                : Fields.id(linked.path("id")) != null
                        ? ConnectProblem.PERSONAL_ACCOUNT
                        : ConnectProblem.PAGE_WITHOUT_INSTAGRAM;
        String username = Fields.word((id == null ? linked : business).path("username"));
        String name = Fields.word(business.path("name"));
        return new Candidate(
                INSTAGRAM,
                Platform.INSTAGRAM,
                id,
                name != null ? name : username != null ? username : name(page, pageId),
                username,
                pageId,
                name(page, pageId),
                pageToken(page),
                subscription(pageId),
                problem);
    }

    private static Map<String, String> subscription(String pageId) {
        return Map.of(SUBSCRIPTION, pageId);
    }

    /// A page lists what the person may do there; without messages it gives no token that could send them.
    private static @Nullable ConnectProblem role(JsonNode page) {
        JsonNode tasks = page.path("tasks");
        boolean may = !tasks.isArray()
                || tasks.valueStream()
                        .anyMatch(task -> Set.of("MESSAGING", "MANAGE").contains(task.asString("")));
        return may && !pageToken(page).isEmpty() ? null : ConnectProblem.PAGE_ROLE;
    }

    private static String pageToken(JsonNode page) {
        return Objects.requireNonNullElse(Fields.word(page.path("access_token")), "");
    }

    private static String name(JsonNode page, String id) {
        return Objects.requireNonNullElse(Fields.word(page.path("name")), id);
    }

    @Override
    public void subscribe(Candidate candidate) {
        String path = "/" + GraphClient.encoded(candidate.pageId()) + "/subscribed_apps";
        try {
            Calls.Answer answer = graph.post(
                    path, candidate.accessToken(), object().put("subscribed_fields", String.join(",", FIELDS)));
            if (answer.status() != 200 || !Fields.flag(answer.body().path("success"))) {
                throw notSubscribed(candidate, said(answer));
            }
            Calls.Answer check = graph.get(path, candidate.accessToken());
            if (check.status() != 200 || !isSubscribed(check.body())) {
                throw notSubscribed(candidate, "it says yes, and does not list it: " + said(check));
            }
        } catch (IOException e) {
            throw new NotConnected(ConnectProblem.PLATFORM_UNAVAILABLE, e.toString());
        }
    }

    private boolean isSubscribed(JsonNode answer) {
        for (JsonNode one : answer.path("data")) {
            Set<String> fields = new HashSet<>();
            one.path("subscribed_fields").forEach(field -> fields.add(field.asString("")));
            // without an app of its own the installation uses the token's
            boolean ours = !isSetUp() || app.appId().equals(Fields.id(one.path("id")));
            if (ours && fields.containsAll(FIELDS_NEEDED)) {
                return true;
            }
        }
        return false;
    }

    private static NotConnected notSubscribed(Candidate candidate, String why) {
        return new NotConnected(ConnectProblem.WEBHOOK_SUBSCRIPTION_FAILED, candidate + ": " + why);
    }

    @Override
    public void unsubscribe(Account account) {
        String page = account.details().get(SUBSCRIPTION);
        if (page == null) {
            return;
        }
        try {
            Calls.Answer answer =
                    graph.delete("/" + GraphClient.encoded(page) + "/subscribed_apps", account.accessToken());
            LOG.info("{} unsubscribed: {}", account, answer.status());
        } catch (IOException e) {
            LOG.info("{} could not be unsubscribed: {}", account, e.toString());
        }
    }

    @Override
    public @Nullable Instant endOf(Candidate candidate) {
        return term(candidate.accessToken()) instanceof Term.Until until ? until.endsAt() : null;
    }

    @Override
    public Term term(Account account) {
        return term(account.accessToken());
    }

    /// Both ends count: that of the token, and that of the person's consent to give data to the app.
    /// <https://developers.facebook.com/docs/graph-api/reference/debug_token>
    private Term term(String token) {
        if (!isSetUp()) {
            return new Term.Unknown("no_app");
        }
        try {
            Calls.Answer answer = debug(token);
            JsonNode data = answer.body().path("data");
            if (answer.status() != 200 || !data.has("is_valid")) {
                return new Term.Unknown(said(answer));
            }
            if (!Fields.flag(data.path("is_valid"))) {
                return new Term.Ended(said(data.path("error")));
            }
            Instant end = Stream.of("expires_at", "data_access_expires_at")
                    .map(field -> data.path(field).asLong(0))
                    .filter(seconds -> seconds > 0)
                    .min(Long::compare)
                    .map(Instant::ofEpochSecond)
                    .orElse(null);
            return end != null && !end.isAfter(clock.instant()) ? new Term.Ended("past") : new Term.Until(end);
        } catch (IOException e) {
            return new Term.Unknown(e.getClass().getSimpleName());
        }
    }

    @Override
    public Renewal renew(Account account) {
        try {
            Calls.Answer answer = graph.post(
                    "/oauth/access_token",
                    "",
                    object().put("grant_type", "fb_exchange_token")
                            .put("client_id", app.appId())
                            .put("client_secret", app.appSecret())
                            .put("fb_exchange_token", account.accessToken()));
            String token = Fields.word(answer.body().path("access_token"));
            if (answer.status() == 200 && token != null) {
                return new Renewal.Renewed(token);
            }
            return switch (GraphErrors.read(answer.status(), answer.body().path("error"), null)) {
                case Outcome.Passing passing -> new Renewal.NotNow(passing.code());
                case Outcome.TooMany tooMany -> new Renewal.NotNow(tooMany.code());
                case Outcome.Spam spam -> new Renewal.NotNow(spam.code());
                case Outcome.Unsure unsure -> new Renewal.NotNow(unsure.code());
                case Outcome.Refused refused -> new Renewal.Refused(refused.code());
                case Outcome.Unreachable unreachable -> new Renewal.Refused(unreachable.code());
                case Outcome.Unwanted unwanted -> new Renewal.Refused(unwanted.code());
                case Outcome.Enough enough -> new Renewal.Refused(enough.code());
                case Outcome.Closed closed -> new Renewal.Refused(closed.code());
                case Outcome.Troubled troubled -> new Renewal.Refused(troubled.code());
                case Outcome.Sent _ -> new Renewal.NotNow("odd_answer");
            };
        } catch (IOException e) {
            return new Renewal.NotNow(e.getClass().getSimpleName());
        }
    }

    private JsonNode exchange(ObjectNode body) {
        try {
            Calls.Answer answer = graph.post("/oauth/access_token", "", body);
            if (answer.status() == 200) {
                return answer.body();
            }
            throw new NotConnected(
                    isPassing(answer) ? ConnectProblem.PLATFORM_UNAVAILABLE : ConnectProblem.CODE_REJECTED,
                    said(answer));
        } catch (IOException e) {
            throw new NotConnected(ConnectProblem.PLATFORM_UNAVAILABLE, e.toString());
        }
    }

    private JsonNode ask(String pathAndQuery, String token) {
        try {
            Calls.Answer answer = graph.get(pathAndQuery, token);
            if (answer.status() == 200) {
                return answer.body();
            }
            throw new NotConnected(
                    isPassing(answer) ? ConnectProblem.PLATFORM_UNAVAILABLE : ConnectProblem.CODE_REJECTED,
                    said(answer));
        } catch (IOException e) {
            throw new NotConnected(ConnectProblem.PLATFORM_UNAVAILABLE, e.toString());
        }
    }

    private static boolean isPassing(Calls.Answer answer) {
        Outcome outcome = GraphErrors.read(answer.status(), answer.body().path("error"), null);
        return outcome instanceof Outcome.Passing || outcome instanceof Outcome.TooMany;
    }

    private static String token(JsonNode answer) {
        String token = Fields.word(answer.path("access_token"));
        if (token == null) {
            throw new NotConnected(ConnectProblem.CODE_REJECTED, "an answer without a token");
        }
        return token;
    }

    private static List<String> scopes(String way) {
        return Objects.requireNonNull(SCOPES.get(way));
    }

    /// For the log: the platform's words hold no secret of ours.
    private static String said(Calls.Answer answer) {
        return answer.status() + " " + said(answer.body().path("error"));
    }

    private static String said(JsonNode error) {
        return error.path("code").asString("") + "/"
                + error.path("error_subcode").asString("") + " "
                + error.path("message").asString("");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
