package io.parley.sandbox.whatsapp;

import io.parley.sandbox.Account;
import io.parley.sandbox.Accounts;
import io.parley.sandbox.Platform;
import io.parley.sandbox.Settings;
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
import io.parley.sandbox.meta.MetaIds;
import io.parley.sandbox.phone.Chats;
import io.parley.sandbox.phone.Files;
import io.parley.sandbox.phone.Receipts;
import io.parley.sandbox.rules.Windows;
import io.parley.sandbox.webhook.WhatsAppEvent;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The Cloud API for the WhatsApp accounts among the known ones; all other ids are left to the
/// rest of the Graph API.
public final class WhatsAppCloud implements StandIn {
    /// Codes and tokens of the sign-up window begin so.
    private static final String SIGN_UP = "whatsapp-";
    private static final int ID_CHARS_MAX = 128;

    private final Accounts accounts;
    private final Faults faults;
    private final Ledger ledger;
    private final Chats chats;
    private final Receipts receipts;
    private final Files files;
    private final Settings settings;
    private final Windows windows;
    private final Clock clock;
    private final Executor background;

    public WhatsAppCloud(
            Accounts accounts,
            Faults faults,
            Ledger ledger,
            Chats chats,
            Receipts receipts,
            Files files,
            Settings settings,
            Windows windows,
            Clock clock,
            Executor background) {
        this.accounts = accounts;
        this.faults = faults;
        this.ledger = ledger;
        this.chats = chats;
        this.receipts = receipts;
        this.files = files;
        this.settings = settings;
        this.windows = windows;
        this.clock = clock;
        this.background = background;
    }

    @Override
    public void mount(Router router) {
        for (var prefix : new String[] {"/{version}", ""}) {
            router.on("POST", prefix + "/{id}/messages", guarded(this::send))
                    .on("POST", prefix + "/{id}/subscribed_apps", guarded(this::subscribe))
                    .on("GET", prefix + "/{id}/phone_numbers", guarded(this::numbers))
                    .on("GET", prefix + "/oauth/access_token", guarded(this::token))
                    .on("GET", prefix + "/debug_token", guarded(this::debug))
                    .on("GET", prefix + "/{id}", guarded(this::look));
        }
    }

    private @Nullable Reply send(Request request) {
        var account = mine(request.path("id"));
        if (account == null) return null;
        authorized(request);
        var body = request.json();
        if (!body.path("messaging_product").asString("").equals("whatsapp"))
            throw new CloudError(100, "The parameter messaging_product is required.");
        if (body.path("status").asString("").equals("read")) return seen(account, body);
        var person = person(body);
        var fault = faults.next(Platform.WHATSAPP, person, kind -> fits(kind, body));
        if (fault != null && !fault.delivered() && fault.kind() != FaultKind.FAILS_LATER)
            return lose(fault, account, person, body);
        try {
            CloudMessage.check(body);
            if (!windows.takesOneMore(account.id(), person)) throw CloudError.of(131056);
        } catch (CloudError refused) {
            refused(account, person, refused.http(), refused.summary(), body);
            throw refused;
        }
        if (fault != null && fault.kind() == FaultKind.FAILS_LATER) {
            var code = Objects.requireNonNullElse(fault.code(), 131026);
            return failLater(account, person, body, code, () -> faults.await(fault.delay()));
        }
        // as the platform does: taken, and told later
        if (!CloudMessage.isTemplate(body) && !windows.isOpen(Platform.WHATSAPP, person))
            return failLater(account, person, body, 131047, () -> {});
        var answer = deliver(account, person, body);
        if (fault == null) return Reply.json(answer);
        faults.await(fault.delay());
        return fault.spoiling(200, answer, () -> error(fault).reply());
    }

    /// An approved template may be sent although the window is closed.
    private static boolean fits(FaultKind kind, ObjectNode body) {
        return kind != FaultKind.WINDOW_CLOSED || !CloudMessage.isTemplate(body);
    }

    private ObjectNode deliver(Account account, String person, ObjectNode body) {
        var mid = MetaIds.message(Platform.WHATSAPP);
        record(account, person, mid, Sent.Outcome.MESSAGE, body);
        chats.received(account, person, mid, CloudMessage.shown(body), body);
        var mark = body.path("biz_opaque_callback_data").asString(null);
        background.execute(() -> {
            tell(account, person, mid, "sent", mark, null);
            if (settings.deliveries()) tell(account, person, mid, "delivered", mark, null);
            receipts.readSoon(account, person);
        });
        return answer(body, mid);
    }

    private Reply failLater(Account account, String person, ObjectNode body, int code, Runnable patience) {
        var mid = MetaIds.message(Platform.WHATSAPP);
        record(account, person, mid, Sent.Outcome.REFUSED, body);
        var mark = body.path("biz_opaque_callback_data").asString(null);
        background.execute(() -> {
            patience.run();
            tell(account, person, mid, "failed", mark, code);
        });
        return Reply.json(answer(body, mid));
    }

    private void tell(
            Account account, String person, String mid, String status, @Nullable String mark, @Nullable Integer code) {
        receipts.post(
                account,
                person,
                WhatsAppEvent.status(
                        account,
                        person,
                        clock.millis(),
                        mid,
                        status,
                        mark,
                        code,
                        code == null ? "" : CloudError.words(code)));
    }

    private static ObjectNode answer(ObjectNode body, String mid) {
        var answer = Json.object().put("messaging_product", "whatsapp");
        var contact = answer.putArray("contacts").addObject();
        if (body.has("to"))
            contact.put("input", body.path("to").asString(""))
                    .put("wa_id", body.path("to").asString(""));
        if (body.has("recipient")) contact.put("user_id", body.path("recipient").asString(""));
        answer.putArray("messages").addObject().put("id", mid);
        return answer;
    }

    /// The shop has seen a message, and may seem to type under it.
    private Reply seen(Account account, ObjectNode body) {
        var mid = body.path("message_id").asString("");
        if (mid.isEmpty()) throw new CloudError(131008, "message_id is required");
        var person = chats.ownerOf(Platform.WHATSAPP, mid);
        if (person != null) {
            record(account, person, "", Sent.Outcome.ACTION, body);
            chats.acted(account, person, "mark_seen", body);
            if (body.has("typing_indicator")) chats.acted(account, person, "typing_on", body);
        }
        return Reply.json(Json.object().put("success", true));
    }

    /// The message does not arrive.
    private Reply lose(Fault fault, Account account, String person, ObjectNode body) {
        faults.await(fault.delay());
        var error = error(fault);
        refused(account, person, error.http(), error.summary(), body);
        return fault.instead(answer(body, "wamid.lost"), error::reply);
    }

    private static CloudError error(Fault fault) {
        var code = fault.code();
        if (code != null) return CloudError.of(code);
        return switch (fault.kind()) {
            case TOKEN_EXPIRED -> CloudError.of(190);
            case WINDOW_CLOSED -> CloudError.of(131047);
            case BLOCKED -> CloudError.of(131026);
            case RATE_LIMIT -> CloudError.of(130429);
            case HTTP500 -> CloudError.of(131000);
            case SLOW, HANG, HALF_ANSWER, ERROR, FAILS_LATER, BROKEN_JSON, REFUSAL, WRONG_IDS, OBEYS ->
                CloudError.unavailable(503);
        };
    }

    private void refused(Account account, String person, int status, String why, ObjectNode body) {
        record(account, person, "", Sent.Outcome.REFUSED, body);
        chats.refused(account, person, status, why, body);
    }

    private void record(Account account, String person, String mid, Sent.Outcome outcome, ObjectNode body) {
        ledger.add(new Sent.Entry(Platform.WHATSAPP, account.id(), person, mid, outcome, Json.bytes(body)));
    }

    /// The number, where both are given, counts.
    private static String person(ObjectNode body) {
        var to = body.path("to").asString("").replaceAll("[\\s+()-]", "");
        if (!to.isEmpty() && !to.matches("\\d{5,20}")) throw new CloudError(131009, "(#100) Invalid parameter: to");
        var id = to.isEmpty() ? body.path("recipient").asString("") : to;
        if (id.isBlank() || id.length() > ID_CHARS_MAX) throw new CloudError(100, "The parameter to is required.");
        return id;
    }

    private @Nullable Reply look(Request request) {
        var id = request.path("id");
        var file = files.find(id);
        if (file != null) {
            authorized(request);
            return Reply.json(Json.object()
                    .put("messaging_product", "whatsapp")
                    .put("url", file.url())
                    .put("mime_type", file.type())
                    .put("id", id));
        }
        var account = mine(id);
        if (account == null) return null;
        authorized(request);
        return Reply.json(Json.object()
                .put("id", account.id())
                .put("display_phone_number", "+" + WhatsAppEvent.number(account))
                .put("verified_name", account.name())
                .put("quality_rating", "GREEN")
                .put("name_status", "APPROVED"));
    }

    private @Nullable Reply subscribe(Request request) {
        if (ofBusiness(request.path("id")) == null) return null;
        authorized(request);
        return Reply.json(Json.object().put("success", true));
    }

    private @Nullable Reply numbers(Request request) {
        var account = ofBusiness(request.path("id"));
        if (account == null) return null;
        authorized(request);
        var answer = Json.object();
        answer.putArray("data")
                .addObject()
                .put("id", account.id())
                .put("display_phone_number", "+" + WhatsAppEvent.number(account))
                .put("verified_name", account.name());
        return Reply.json(answer);
    }

    /// A code `whatsapp-<phone number id>` becomes a token of the same form, good for that number.
    private @Nullable Reply token(Request request) {
        var code = Objects.requireNonNullElse(request.query("code"), "");
        if (!code.startsWith(SIGN_UP)) return null;
        if (mine(code.substring(SIGN_UP.length())) == null)
            throw new CloudError(100, "This authorization code has been used.");
        return Reply.json(Json.object().put("access_token", code).put("token_type", "bearer"));
    }

    private @Nullable Reply debug(Request request) {
        var token = Objects.requireNonNullElse(request.query("input_token"), "");
        var account = token.startsWith(SIGN_UP) ? mine(token.substring(SIGN_UP.length())) : null;
        if (account == null) return null;
        var answer = Json.object();
        answer.putObject("data")
                .put("is_valid", true)
                .putArray("granular_scopes")
                .addObject()
                .put("scope", "whatsapp_business_management")
                .putArray("target_ids")
                .add(WhatsAppEvent.business(account));
        return Reply.json(answer);
    }

    private @Nullable Account mine(String id) {
        var account = accounts.find(id);
        return account != null && account.platform() == Platform.WHATSAPP ? account : null;
    }

    private @Nullable Account ofBusiness(String id) {
        return id.startsWith("2") ? mine(id.substring(1)) : null;
    }

    /// Any token will do, but one that says it has ended or lacks something.
    private static void authorized(Request request) {
        var header = Objects.requireNonNullElse(request.header("Authorization"), "");
        if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ") || header.length() < 8)
            throw new CloudError(190, "An access token is required to request this resource.");
        if (header.contains("expired")) throw CloudError.of(190);
        if (header.contains("powerless")) throw CloudError.of(10);
    }

    /// Every refusal in the platform's own words.
    private static Handler guarded(Handler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (CloudError refused) {
                return refused.reply();
            } catch (BadInput unusable) {
                return new CloudError(100, String.valueOf(unusable.getMessage())).reply();
            }
        };
    }
}
