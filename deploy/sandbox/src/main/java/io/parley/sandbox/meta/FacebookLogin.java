package io.parley.sandbox.meta;

import io.parley.sandbox.Account;
import io.parley.sandbox.Accounts;
import io.parley.sandbox.Platform;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Facebook Login and what follows it: the dialog, tokens, permissions, the person's pages, subscriptions.
/// <https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow>
public final class FacebookLogin implements StandIn {
    private static final Duration CODE_GOOD_FOR = Duration.ofMinutes(10);
    private static final Duration SHORT_LIVED = Duration.ofHours(1);
    private static final Duration LONG_LIVED = Duration.ofDays(60);
    private static final int REMEMBERED_MAX = 5_000;
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            + "form-action 'self' http: https:; frame-ancestors 'none'";

    public static final String LOCAL_APP = "1517776481860111";
    /// What a token that is typed may do.
    private static final List<String> SCOPES = List.of(
            "pages_show_list",
            "pages_read_engagement",
            "pages_manage_metadata",
            "pages_messaging",
            "instagram_basic",
            "instagram_manage_messages");

    private final Accounts accounts;
    private final String appId;
    private final String appSecret;
    private final Clock clock;
    private final Map<String, Page> pages = new ConcurrentSkipListMap<>();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, PageToken> pageTokens = new ConcurrentHashMap<>();
    private final Map<String, Subscribed> subscribed = new ConcurrentHashMap<>();

    /// @param appId of the app that tokens typed by hand are for
    public FacebookLogin(Accounts accounts, String appId, String appSecret, Clock clock) {
        this.accounts = accounts;
        this.appId = appId;
        this.appSecret = appSecret;
        this.clock = clock;
    }

    /// What becomes of a subscription that is asked for.
    enum Subscribing {
        OK,
        /// Refused outright.
        REFUSED,
        /// Said yes to, and not done.
        IGNORED
    }

    /// A page as its owner has it.
    ///
    /// @param instagramId      the account linked to it; null for none
    /// @param personal         that account is a personal one
    /// @param messaging        whether the person's role on it includes messages
    /// @param tokenEndsSeconds how long its tokens are good for; null for ever
    /// @param renewable        whether they can be exchanged for newer ones
    record Page(
            String id,
            String name,
            @Nullable String instagramId,
            @Nullable String instagramUsername,
            boolean personal,
            boolean messaging,
            Subscribing subscribing,
            @Nullable Integer tokenEndsSeconds,
            boolean renewable) {}

    private record User(
            String clientId, Set<String> granted, Set<String> declined, List<String> pages, Instant endsAt) {}

    private record Code(String redirectUri, User user, Instant endsAt) {}

    private record PageToken(
            String pageId,
            String clientId,
            Set<String> scopes,
            Instant issuedAt,
            @Nullable Instant endsAt) {}

    private record Subscribed(String appId, List<String> fields) {}

    @Override
    public void mount(Router router) {
        for (var base : List.of("", "/{version}")) {
            router.on("GET", base + "/dialog/oauth", this::dialog)
                    .on("GET", base + "/dialog/oauth/answer", this::answer)
                    .on("GET", base + "/oauth/access_token", MetaGraph.guarded(this::accessToken))
                    .on("POST", base + "/oauth/access_token", MetaGraph.guarded(this::accessToken))
                    .on("GET", base + "/debug_token", MetaGraph.guarded(this::debug))
                    .on("GET", base + "/me/permissions", MetaGraph.guarded(this::permissions))
                    .on("GET", base + "/me/accounts", MetaGraph.guarded(this::listPages))
                    .on("GET", base + "/{id}/subscribed_apps", MetaGraph.guarded(this::subscriptions))
                    .on("POST", base + "/{id}/subscribed_apps", MetaGraph.guarded(this::subscribe))
                    .on("DELETE", base + "/{id}/subscribed_apps", MetaGraph.guarded(this::unsubscribe));
        }
        router.on("GET", "/sandbox/pages", _ -> {
                    var answer = Json.object();
                    answer.putPOJO("items", all());
                    return Reply.json(answer);
                })
                .on("POST", "/sandbox/pages", this::setPage);
    }

    /// The Instagram account linked to a page; null when there is none.
    @Nullable
    Account instagramOf(String pageId) {
        var page = page(pageId);
        return page == null || page.instagramId() == null ? null : accounts.find(page.instagramId());
    }

    /// Whether anybody was given this token; one of the form `…<account id>` is that account's.
    boolean isToken(String token, String asked) {
        return pageTokens.containsKey(token)
                || users.containsKey(token)
                || accounts.ofToken(token, asked) != null;
    }

    /// The account with this id, when the token is its own or its page's.
    @Nullable
    Account ownAccount(String token, String id) {
        var page = pageTokens.get(token);
        var of = page == null ? accounts.ofToken(token) : accounts.find(page.pageId());
        if (of == null || of.id().equals(id)) return of;
        var linked = instagramOf(of.id());
        return linked != null && linked.id().equals(id) ? linked : null;
    }

    /// @throws GraphError when the token was good once, and is no more; one with `expired` in it is
    void checkToken(String token) {
        if (token.contains("expired")) throw GraphError.tokenExpired(clock.instant());
        var known = pageTokens.get(token);
        if (known != null && known.endsAt() != null && !known.endsAt().isAfter(clock.instant()))
            throw GraphError.tokenExpired(clock.instant());
    }

    private Reply dialog(Request request) {
        var client = request.query("client_id");
        var redirect = request.query("redirect_uri");
        if (client == null || redirect == null || !isHttp(redirect))
            throw new BadInput(
                    "invalid_app", "Invalid App ID or redirect_uri: the dialog needs client_id and redirect_uri.");
        var scopes = Arrays.stream(
                        Objects.requireNonNullElse(request.query("scope"), "").split(","))
                .filter(scope -> !scope.isBlank())
                .map(scope -> box("scope_" + scope, scope))
                .collect(Collectors.joining());
        var shown = all().stream()
                .map(page -> box(
                        "page_" + page.id(),
                        page.name() + " · " + page.id()
                                + (page.instagramId() == null
                                        ? " · no Instagram account"
                                        : " · Instagram @" + page.instagramUsername()
                                                + (page.personal() ? " (personal)" : ""))))
                .collect(Collectors.joining());
        var page = """
                <!doctype html><html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark"><title>Log in · Parley sandbox</title>
                <link rel="stylesheet" href="/assets/base.css"><link rel="stylesheet" href="/assets/pages.css"></head>
                <body class="page"><main><h1 class="brand-name">Connect to Parley</h1>
                <p class="lead">This stands in for Facebook's login. What is ticked is shared with the shop's app.</p>
                <form action="/dialog/oauth/answer" method="get">
                <input type="hidden" name="client_id" value="%s"><input type="hidden" name="redirect_uri" value="%s">
                <input type="hidden" name="state" value="%s">
                <h2 class="section">Pages</h2><ul class="switches">%s</ul>
                <h2 class="section">Permissions</h2><ul class="switches">%s</ul>
                <p><button class="plain" name="allow" value="1">Allow</button>
                <button class="plain" name="allow" value="0">Cancel</button></p></form></main></body></html>
                """.formatted(
                        escaped(client),
                        escaped(redirect),
                        escaped(Objects.requireNonNullElse(request.query("state"), "")),
                        shown,
                        scopes);
        return Reply.bytes(
                200,
                "text/html; charset=UTF-8",
                page.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Security-Policy", POLICY, "Cache-Control", "no-store"));
    }

    private static String box(String name, String words) {
        return "<li><label class=\"toggle\"><span class=\"toggle-words\"><span class=\"toggle-name\">" + escaped(words)
                + "</span></span><input type=\"checkbox\" checked value=\"1\" name=\"" + escaped(name)
                + "\"></label></li>";
    }

    /// What was ticked is what is given; a scope that was asked for and not ticked does not come here at all.
    private Reply answer(Request request) {
        var redirect = request.query("redirect_uri");
        if (redirect == null || !isHttp(redirect)) throw new BadInput("invalid_input", "redirect_uri is missing.");
        var state = "state=" + encoded(Objects.requireNonNullElse(request.query("state"), ""));
        var join = redirect.contains("?") ? "&" : "?";
        if (!"1".equals(request.query("allow")))
            return Reply.redirect(redirect + join
                    + "error=access_denied&error_code=200&error_description=Permissions+error&error_reason=user_denied&"
                    + state + "#_=_");
        var granted = new LinkedHashSet<String>();
        var chosen = new ArrayList<String>();
        request.queries().keySet().forEach(name -> {
            if (name.startsWith("scope_")) granted.add(name.substring("scope_".length()));
            if (name.startsWith("page_")) chosen.add(name.substring("page_".length()));
        });
        var now = clock.instant();
        var user = new User(
                Objects.requireNonNullElse(request.query("client_id"), ""),
                granted,
                Set.of(),
                List.copyOf(chosen),
                now.plus(SHORT_LIVED));
        var code = "AQ" + letters(60);
        room(codes);
        codes.put(code, new Code(redirect, user, now.plus(CODE_GOOD_FOR)));
        return Reply.redirect(redirect + join + "code=" + code + "&" + state + "#_=_");
    }

    private Reply accessToken(Request request) {
        var asked = parameters(request);
        if (!appSecret.equals(asked.get("client_secret")))
            throw GraphError.login(1, null, "Error validating client secret.");
        var client = Objects.requireNonNullElse(asked.get("client_id"), "");
        var now = clock.instant();
        if ("fb_exchange_token".equals(asked.get("grant_type"))) {
            var old = Objects.requireNonNullElse(asked.get("fb_exchange_token"), "");
            var user = users.get(old);
            if (user != null) {
                var longer =
                        new User(user.clientId(), user.granted(), user.declined(), user.pages(), now.plus(LONG_LIVED));
                return token(remember(longer), LONG_LIVED);
            }
            var page = pageTokens.get(old);
            if (page != null && isRenewable(page)) {
                var token = issue(page.pageId(), page.clientId(), page.scopes(), now.plus(LONG_LIVED));
                return token(token, LONG_LIVED);
            }
            throw GraphError.tokenExpired(now);
        }
        var code = codes.get(Objects.requireNonNullElse(asked.get("code"), ""));
        if (code == null) throw GraphError.login(100, null, "Invalid verification code format.");
        if (!code.user().clientId().equals(client))
            throw GraphError.login(100, 36008, "Error validating verification code. The code is of another app.");
        if (!code.redirectUri().equals(asked.get("redirect_uri")))
            throw GraphError.login(
                    100,
                    36008,
                    "Error validating verification code. Please make sure your redirect_uri is identical to the one you"
                            + " used in the OAuth dialog request");
        if (!code.endsAt().isAfter(now)) throw GraphError.login(100, 36007, "This authorization code has expired.");
        if (!codes.remove(asked.get("code"), code))
            throw GraphError.login(100, 36009, "This authorization code has been used.");
        return token(remember(code.user()), SHORT_LIVED);
    }

    private static Reply token(String token, Duration life) {
        return Reply.json(Json.object()
                .put("access_token", token)
                .put("token_type", "bearer")
                .put("expires_in", life.toSeconds()));
    }

    private Reply debug(Request request) {
        var by = MetaGraph.token(request, Json.object());
        if (!by.endsWith("|" + appSecret)) throw GraphError.login(190, null, "Invalid OAuth access token signature.");
        var token = Objects.requireNonNullElse(request.query("input_token"), "");
        var data = Json.object().put("app_id", by.substring(0, by.indexOf('|'))).put("application", "Parley");
        var page = pageTokens.get(token);
        var user = users.get(token);
        var now = clock.instant();
        var endsAt = page != null ? page.endsAt() : user != null ? user.endsAt() : null;
        var typed = page == null && user == null ? accounts.ofToken(token) : null;
        data.put("type", user != null ? "USER" : "PAGE");
        data.put("expires_at", endsAt == null ? 0 : endsAt.getEpochSecond());
        data.put("data_access_expires_at", 0);
        var known = page != null || user != null || typed != null;
        var valid = known && !token.contains("expired") && (endsAt == null || endsAt.isAfter(now));
        data.put("is_valid", valid);
        if (!known)
            data.putObject("error").put("code", 190).put("message", "Invalid OAuth access token.");
        else if (!valid)
            data.putObject("error")
                    .put("code", 190)
                    .put("message", "Error validating access token: Session has expired.")
                    .put("subcode", 463);
        if (page != null) data.put("profile_id", page.pageId());
        var scopes = data.putArray("scopes");
        if (page != null) page.scopes().forEach(scopes::add);
        if (user != null) user.granted().forEach(scopes::add);
        if (typed != null) (token.contains("powerless") ? List.of("pages_show_list") : SCOPES).forEach(scopes::add);
        return Reply.json(Json.object().set("data", data));
    }

    private Reply permissions(Request request) {
        var user = user(request);
        var answer = Json.object();
        var data = answer.putArray("data");
        user.granted()
                .forEach(scope -> data.addObject().put("permission", scope).put("status", "granted"));
        user.declined()
                .forEach(scope -> data.addObject().put("permission", scope).put("status", "declined"));
        return Reply.json(answer);
    }

    private Reply listPages(Request request) {
        var user = user(request);
        if (!user.granted().contains("pages_show_list"))
            return Reply.json(Json.object().set("data", Json.array()));
        var limit = request.query("limit", 1, 500, 25);
        var from = offset(request.query("after"));
        var answer = Json.object();
        var data = answer.putArray("data");
        var shared =
                user.pages().stream().map(this::page).filter(Objects::nonNull).toList();
        shared.stream().skip(from).limit(limit).forEach(page -> data.add(view(page, user)));
        paging(answer, from, Math.min(from + limit, shared.size()), shared.size());
        return Reply.json(answer);
    }

    private ObjectNode view(Page page, User user) {
        var view = Json.object();
        var ends = page.tokenEndsSeconds() == null ? null : clock.instant().plusSeconds(page.tokenEndsSeconds());
        view.put("id", page.id()).put("name", page.name());
        view.put("access_token", issue(page.id(), user.clientId(), user.granted(), ends));
        var tasks = view.putArray("tasks").add("ANALYZE");
        if (page.messaging()) tasks.add("MESSAGING").add("MANAGE");
        if (page.instagramId() != null) {
            var linked = Json.object().put("id", page.instagramId()).put("username", page.instagramUsername());
            view.set("connected_instagram_account", linked);
            if (!page.personal())
                view.set("instagram_business_account", linked.deepCopy().put("name", page.name()));
        }
        return view;
    }

    private Reply subscriptions(Request request) {
        var page = ownPage(request);
        var answer = Json.object();
        var data = answer.putArray("data");
        var one = subscribed.get(page);
        if (one != null) {
            var app = data.addObject().put("id", one.appId()).put("name", "Parley");
            one.fields().forEach(app.putArray("subscribed_fields")::add);
        }
        return Reply.json(answer);
    }

    private Reply subscribe(Request request) {
        var body = MetaGraph.body(request);
        var id = ownPage(request);
        var fields = body.path("subscribed_fields").asString("");
        if (fields.isBlank()) fields = Objects.requireNonNullElse(request.query("subscribed_fields"), "");
        if (fields.isBlank()) throw GraphError.parameter("The parameter subscribed_fields is required.");
        var page = page(id);
        var token = pageTokens.get(MetaGraph.token(request, body));
        if (page != null && page.subscribing() == Subscribing.REFUSED)
            throw GraphError.permission(
                    "To subscribe to the messages field, one of these permissions is needed: pages_messaging.");
        if (page == null || page.subscribing() == Subscribing.OK)
            subscribed.put(id, new Subscribed(token == null ? appId : token.clientId(), List.of(fields.split(","))));
        return Reply.json(Json.object().put("success", true));
    }

    private Reply unsubscribe(Request request) {
        subscribed.remove(ownPage(request));
        return Reply.json(Json.object().put("success", true));
    }

    /// The page named in the path, when the token is its own.
    private String ownPage(Request request) {
        var token = MetaGraph.token(request, Json.object());
        checkToken(token);
        var id = request.path("id");
        var of = accounts.ofToken(token);
        var known = pageTokens.get(token);
        var own = known != null ? known.pageId() : of == null ? "" : of.id();
        if (id.equals("me")) return own;
        if (!own.equals(id)) throw GraphError.login(190, null, "This method must be called with a Page Access Token");
        return id;
    }

    private User user(Request request) {
        var user = users.get(MetaGraph.token(request, Json.object()));
        if (user == null) throw GraphError.login(190, null, "Invalid OAuth access token - Cannot parse access token");
        if (!user.endsAt().isAfter(clock.instant())) throw GraphError.tokenExpired(clock.instant());
        return user;
    }

    /// Every page: the Messenger accounts, with what was said about them.
    private List<Page> all() {
        return accounts.all().stream()
                .filter(account -> account.platform() == Platform.MESSENGER)
                .map(account -> Objects.requireNonNull(page(account.id())))
                .toList();
    }

    private @Nullable Page page(String id) {
        var known = pages.get(id);
        if (known != null) return known;
        var account = accounts.find(id);
        if (account == null || account.platform() != Platform.MESSENGER) return null;
        // unless told otherwise, the Instagram account that goes by the same name is the page's
        var instagram = accounts.all().stream()
                .filter(one ->
                        one.platform() == Platform.INSTAGRAM && one.name().equals(account.name()))
                .findFirst()
                .orElse(null);
        return new Page(
                id,
                account.name(),
                instagram == null ? null : instagram.id(),
                instagram == null ? null : instagram.username(),
                false,
                true,
                Subscribing.OK,
                null,
                true);
    }

    private Reply setPage(Request request) {
        var json = request.json();
        var id = Objects.requireNonNullElse(Json.text(json, "id"), "");
        var name = Objects.requireNonNullElse(Json.text(json, "name"), "");
        var instagram = Json.text(json, "instagramId");
        var username = Objects.requireNonNullElse(Json.text(json, "instagramUsername"), "");
        try {
            accounts.add(new Account(Platform.MESSENGER, id, "", name));
            if (instagram != null) accounts.add(new Account(Platform.INSTAGRAM, instagram, username, name));
            var page = new Page(
                    id,
                    name,
                    instagram,
                    instagram == null ? null : username,
                    Boolean.TRUE.equals(Json.flag(json, "personal")),
                    !Boolean.FALSE.equals(Json.flag(json, "messaging")),
                    Subscribing.valueOf(Objects.requireNonNullElse(Json.text(json, "subscribing"), "OK")),
                    Json.number(json, "tokenEndsSeconds", 1, Integer.MAX_VALUE),
                    !Boolean.FALSE.equals(Json.flag(json, "renewable")));
            room(pages);
            pages.put(id, page);
            return Reply.json(201, page);
        } catch (IllegalArgumentException unusable) {
            throw new BadInput("invalid_input", String.valueOf(unusable.getMessage()));
        }
    }

    private boolean isRenewable(PageToken token) {
        var page = page(token.pageId());
        return page != null
                && page.renewable()
                && (token.endsAt() == null || token.endsAt().isAfter(clock.instant()));
    }

    private String issue(String pageId, String clientId, Set<String> scopes, @Nullable Instant endsAt) {
        var token = "EAAP" + letters(40) + pageId;
        room(pageTokens);
        pageTokens.put(token, new PageToken(pageId, clientId, scopes, clock.instant(), endsAt));
        return token;
    }

    private String remember(User user) {
        var token = "EAAU" + letters(60);
        room(users);
        users.put(token, user);
        return token;
    }

    /// The query's, and over them the body's.
    private static Map<String, String> parameters(Request request) {
        var all = new LinkedHashMap<>(request.queries());
        MetaGraph.body(request)
                .properties()
                .forEach(one -> all.put(one.getKey(), one.getValue().asString("")));
        return all;
    }

    static void paging(ObjectNode answer, int from, int to, int size) {
        var paging = answer.putObject("paging");
        paging.putObject("cursors").put("before", "o" + from).put("after", "o" + to);
        if (to < size) paging.put("next", "https://graph.facebook.com/next?after=o" + to);
    }

    static int offset(@Nullable String cursor) {
        if (cursor == null) return 0;
        if (!cursor.matches("o\\d{1,7}")) throw GraphError.parameter("Invalid cursors values.");
        return Integer.parseInt(cursor.substring(1));
    }

    private static void room(Map<?, ?> map) {
        if (map.size() >= REMEMBERED_MAX) map.clear();
    }

    private static boolean isHttp(String url) {
        try {
            var uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException notAUrl) {
            return false;
        }
    }

    /// No digits: the account's number stands at the end of a page's token.
    private static String letters(int count) {
        return ThreadLocalRandom.current()
                .ints(count, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
