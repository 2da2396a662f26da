package io.parley.sandbox.meta;

import io.parley.sandbox.Account;
import io.parley.sandbox.Accounts;
import io.parley.sandbox.Platform;
import io.parley.sandbox.faults.Fault;
import io.parley.sandbox.faults.FaultKind;
import io.parley.sandbox.faults.Faults;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Handler;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Sent;
import io.parley.sandbox.phone.Chats;
import io.parley.sandbox.phone.Receipts;
import io.parley.sandbox.rules.Windows;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The Graph API: sending, profiles, `me`. Paths with and without a version.
public final class MetaGraph implements StandIn {
    private static final String ME = "me";
    /// Fields that one kind of account has and nothing else.
    private static final Set<String> PAGE_FIELDS = Set.of("category", "instagram_business_account");

    private static final Set<String> INSTAGRAM_FIELDS = Set.of("media_count");

    private final SendApi messenger = new MessengerSendApi();
    private final SendApi instagram = new InstagramSendApi();
    private final Accounts accounts;
    private final Faults faults;
    private final Ledger ledger;
    private final Chats chats;
    private final Receipts receipts;
    private final Rules rules;
    private final Windows windows;
    private final Threads threads;
    private final FacebookLogin login;
    private final MetaConversations conversations;
    private final Clock clock;

    public MetaGraph(
            Accounts accounts,
            Faults faults,
            Ledger ledger,
            Chats chats,
            Receipts receipts,
            FacebookLogin login,
            MetaConversations conversations,
            Windows windows,
            Clock clock) {
        this.login = login;
        this.conversations = conversations;
        this.accounts = accounts;
        this.faults = faults;
        this.ledger = ledger;
        this.chats = chats;
        this.receipts = receipts;
        this.rules = new Rules(windows, clock);
        this.windows = windows;
        this.threads = new Threads(ledger);
        chats.onCommented((id, person) -> rules.commented(id, new Rules.Comment(person, clock.instant())));
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        new RulesApi(rules, windows, clock).mount(router);
        router.on("GET", "/{version}/{id}/conversations", guarded(this::thread))
                .on("GET", "/{id}/conversations", guarded(this::thread))
                .on("POST", "/{version}/{id}/messages", guarded(this::send))
                .on("POST", "/{id}/messages", guarded(this::send))
                .on("GET", "/{version}/{id}", guarded(this::look))
                .on("GET", "/{id}", guarded(this::look));
    }

    private Reply send(Request request) {
        var body = body(request);
        var token = token(request, body);
        body.remove("access_token");
        var commentId = SendApi.commentId(body);
        var personId = commentId == null
                ? SendApi.personId(body)
                : rules.comment(commentId).personId();
        var account = account(request.path("id"), token, personId);
        var api = api(account);
        var isAction = body.has("sender_action");
        var fault = faults.next(
                account.platform(), personId, kind -> !isAction || kind == FaultKind.SLOW || kind == FaultKind.HANG);
        if (fault != null && !fault.delivered()) return lose(fault, account, personId, body);
        var call = check(api, account, personId, commentId, body);
        if (fault == null) return Reply.json(deliver(account, call, body));
        return deliverBadly(fault, account, call, body);
    }

    /// The newest of a thread, for one who asks whether a message has arrived.
    private Reply thread(Request request) {
        var token = token(request, Json.object());
        var person = request.query("user_id");
        if (person == null) throw GraphError.parameter("Param user_id is needed by the sandbox");
        return threads.with(account(request.path("id"), token, person), person);
    }

    private SendApi.Call check(
            SendApi api, Account account, String personId, @Nullable String commentId, ObjectNode body) {
        try {
            var call = api.check(body, personId);
            if (call instanceof SendApi.Call.Message)
                rules.check(account.platform(), account.id(), personId, commentId, SendApi.tag(body));
            return call;
        } catch (GraphError refused) {
            refused(account, personId, refused.http(), refused.summary(), body);
            throw refused;
        }
    }

    private ObjectNode deliver(Account account, SendApi.Call call, ObjectNode body) {
        var personId = call.personId();
        var answer = Json.object().put("recipient_id", personId);
        switch (call) {
            case SendApi.Call.Message message -> {
                var mid = MetaIds.message(account.platform());
                record(account, personId, mid, Sent.Outcome.MESSAGE, body);
                chats.received(account, personId, mid, message.content(), body);
                receipts.arrived(account, personId, mid, message.content());
                answer.put("message_id", mid);
            }
            case SendApi.Call.Action action -> {
                record(account, personId, "", Sent.Outcome.ACTION, body);
                chats.acted(account, personId, action.name(), body);
            }
        }
        return answer;
    }

    /// The message arrives; the answer is late, broken, missing or wrong.
    private Reply deliverBadly(Fault fault, Account account, SendApi.Call call, ObjectNode body) {
        var answer = deliver(account, call, body);
        faults.await(fault.delay());
        return fault.spoiling(
                200, answer, () -> error(fault, account.platform()).reply());
    }

    /// The message does not arrive.
    private Reply lose(Fault fault, Account account, String personId, ObjectNode body) {
        faults.await(fault.delay());
        var error = error(fault, account.platform());
        boolean silent = fault.kind() == FaultKind.HANG || fault.kind() == FaultKind.HALF_ANSWER;
        refused(account, personId, silent ? 0 : error.http(), silent ? "no answer" : error.summary(), body);
        return fault.instead(Json.object().put("recipient_id", personId), error::reply);
    }

    private GraphError error(Fault fault, Platform platform) {
        var code = fault.code();
        if (code != null) return GraphError.of(code, fault.subcode(), platform, clock.instant());
        return switch (fault.kind()) {
            case TOKEN_EXPIRED -> GraphError.tokenExpired(clock.instant());
            case WINDOW_CLOSED -> GraphError.windowClosed(platform);
            case BLOCKED -> GraphError.blocked();
            case RATE_LIMIT -> GraphError.of(613, fault.subcode(), platform, clock.instant());
            case HTTP500 -> GraphError.unavailable(500);
            case SLOW, HANG, HALF_ANSWER, ERROR, FAILS_LATER, BROKEN_JSON, REFUSAL, WRONG_IDS, OBEYS ->
                GraphError.unavailable(503);
        };
    }

    private void refused(Account account, String personId, int status, String why, ObjectNode body) {
        record(account, personId, "", Sent.Outcome.REFUSED, body);
        chats.refused(account, personId, status, why, body);
    }

    private void record(Account account, String personId, String mid, Sent.Outcome outcome, ObjectNode body) {
        ledger.add(new Sent.Entry(account.platform(), account.id(), personId, mid, outcome, Json.bytes(body)));
    }

    /// `me`, an account or a person.
    private Reply look(Request request) {
        var token = token(request, Json.object());
        var id = request.path("id");
        if (id.equals(ME)) return Reply.json(of(account(id, token, ""), request.query("fields")));
        var said = conversations.message(id, request);
        if (said != null) return said;
        if (!Account.isId(id) && chats.platformOf(id) == null) throw GraphError.unknownObject(id);
        var account = accounts.find(id);
        var fields = request.query("fields");
        if (fields != null && asksForAccount(fields)) return ownAccount(id, token, fields);
        return Reply.json(account != null ? of(account, fields) : profile(id, request));
    }

    /// What only the account's owner sees: with a token of its own, or of the page it is linked to.
    private Reply ownAccount(String id, String token, String fields) {
        if (!login.isToken(token, id)) throw GraphError.unreadableToken();
        login.checkToken(token);
        var account = login.ownAccount(token, id);
        if (account == null) {
            if (chats.platformOf(id) != null) throw GraphError.noSuchField(fields, "User");
            throw GraphError.unknownObject(id);
        }
        var fault = faults.next(account.platform(), id, kind -> kind != FaultKind.FAILS_LATER);
        if (fault != null) {
            faults.await(fault.delay());
            return fault.instead(of(account, fields), error(fault, account.platform())::reply);
        }
        var instagram = account.platform() == Platform.INSTAGRAM;
        var others = instagram ? PAGE_FIELDS : INSTAGRAM_FIELDS;
        for (var field : fields.split(","))
            if (others.contains(field.strip()))
                throw GraphError.noSuchField(field.strip(), instagram ? "IGUser" : "Page");
        return Reply.json(of(account, fields));
    }

    private static boolean asksForAccount(String fields) {
        return Arrays.stream(fields.split(","))
                .map(String::strip)
                .anyMatch(field -> PAGE_FIELDS.contains(field) || INSTAGRAM_FIELDS.contains(field));
    }

    private ObjectNode of(Account account, @Nullable String fields) {
        var all = Json.object().put("name", account.name()).put("username", account.username());
        if (account.platform() == Platform.INSTAGRAM) all.put("media_count", 0);
        else all.put("category", "Shopping & retail");
        var linked = login.instagramOf(account.id());
        if (linked != null) all.putObject("instagram_business_account").put("id", linked.id());
        return picked(all, account.id(), fields == null ? "name" : fields);
    }

    private ObjectNode profile(String id, Request request) {
        var person = chats.person(id);
        var host = Objects.requireNonNullElse(request.header("Host"), "localhost");
        var all = Json.object()
                .put("name", person.name())
                .put("first_name", person.firstName())
                .put("last_name", person.lastName())
                .put("username", person.username())
                .put(
                        "profile_pic",
                        URI.create("http://" + host + "/phone/avatar/" + id).toString());
        var fields = request.query("fields");
        return picked(
                all,
                id,
                fields != null
                        ? fields
                        : chats.platformOf(id) == Platform.INSTAGRAM
                                ? "name,username,profile_pic"
                                : "first_name,last_name,profile_pic");
    }

    private static ObjectNode picked(ObjectNode all, String id, String fields) {
        var picked = Json.object();
        for (var field : fields.split(","))
            if (all.has(field.strip())) picked.set(field.strip(), all.get(field.strip()));
        return picked.put("id", id);
    }

    /// Whose account the call is made for: named in the path, by the token, or by whom it writes
    /// to.
    private Account account(String id, String token, String personId) {
        if (!id.equals(ME)) {
            if (!Account.isId(id) || accounts.isGone(id)) throw GraphError.unknownObject(id);
            return accounts.learn(id);
        }
        var ofToken = accounts.ofToken(token);
        var platform = chats.platformOf(personId);
        var linked = ofToken == null || platform != Platform.INSTAGRAM ? null : login.instagramOf(ofToken.id());
        if (linked != null) return linked; // a page's token writes for the page's Instagram account too
        if (ofToken != null) return ofToken;
        var account = accounts.main(platform == null ? Platform.MESSENGER : platform);
        if (account == null) throw GraphError.unknownObject(ME);
        return account;
    }

    private SendApi api(Account account) {
        return switch (account.platform()) {
            case MESSENGER -> messenger;
            case INSTAGRAM -> instagram;
            case WHATSAPP, SMS, TELEGRAM, VOICE, SMTP, MODEL -> throw GraphError.unknownObject(account.id());
        };
    }

    static String token(Request request, ObjectNode body) {
        var query = request.query("access_token");
        if (query != null) return query;
        var header = request.header("Authorization");
        if (header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ") && header.length() > 7)
            return header.substring(7).strip();
        var field = body.path("access_token").asString("");
        if (field.isBlank()) throw GraphError.noToken();
        return field;
    }

    /// JSON, or a form whose values are JSON, as the Graph API takes both.
    static ObjectNode body(Request request) {
        var bytes = request.body();
        var type = Objects.requireNonNullElse(request.header("Content-Type"), "");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded") || startsAsJson(bytes))
            return bytes.length == 0 ? Json.object() : Json.object(bytes);
        var body = Json.object();
        Request.form(new String(bytes, StandardCharsets.UTF_8)).forEach((name, value) -> {
            if (value.startsWith("{")) body.set(name, Json.parse(value.getBytes(StandardCharsets.UTF_8)));
            else body.put(name, value);
        });
        return body;
    }

    private static boolean startsAsJson(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{';
    }

    /// Every refusal in Meta's own words.
    static Handler guarded(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (GraphError refused) {
                return refused.reply();
            } catch (BadInput unusable) {
                return GraphError.parameter(String.valueOf(unusable.getMessage()))
                        .reply();
            }
        };
    }
}
