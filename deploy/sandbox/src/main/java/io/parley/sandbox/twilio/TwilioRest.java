package io.parley.sandbox.twilio;

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
import io.parley.sandbox.phone.Receipts;
import io.parley.sandbox.rules.Windows;
import io.parley.sandbox.webhook.TwilioEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Twilio's REST API: sending, looking at what was sent, an account and its numbers.
/// https://www.twilio.com/docs/messaging/api
public final class TwilioRest implements StandIn {
    public static final String LOCAL_TOKEN = "local-twilio-token";
    private static final int BODY_CHARS_MAX = 1_600;
    private static final Set<String> STOP_WORDS =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> START_WORDS = Set.of("START", "YES", "UNSTOP");
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final String authToken;
    private final Accounts accounts;
    private final Faults faults;
    private final Ledger ledger;
    private final Chats chats;
    private final Receipts receipts;
    private final Settings settings;
    private final Windows windows;
    private final Clock clock;
    private final Executor background;
    private final TwilioList list;
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    public TwilioRest(
            String authToken,
            Accounts accounts,
            Faults faults,
            Ledger ledger,
            Chats chats,
            Receipts receipts,
            Settings settings,
            Windows windows,
            Clock clock,
            Executor background) {
        this.authToken = authToken;
        this.accounts = accounts;
        this.faults = faults;
        this.ledger = ledger;
        this.chats = chats;
        this.receipts = receipts;
        this.settings = settings;
        this.windows = windows;
        this.clock = clock;
        this.background = background;
        this.list = new TwilioList(accounts, ledger, chats);
        chats.onWritten(this::heard);
    }

    @Override
    public void mount(Router router) {
        var account = "/2010-04-01/Accounts/{sid}";
        router.on("POST", account + "/Messages.json", guarded(this::send))
                .on("GET", account + "/Messages.json", guarded(list::list))
                .on("GET", account + "/Messages/{message}", guarded(list::one))
                .on("GET", account + "/Messages/{message}/Media.json", guarded(list::media))
                .on("GET", account + "/IncomingPhoneNumbers.json", guarded(this::numbers))
                .on("POST", account + "/IncomingPhoneNumbers/{number}", guarded(_ -> Reply.json(Json.object())))
                .on("GET", "/2010-04-01/Accounts/{sid}", guarded(this::account))
                .on("GET", "/v2/Channels/Senders", guarded(this::senders, false));
    }

    /// The carrier hears a goodbye before anybody else does.
    private void heard(Account to, String person, String text) {
        if (to.platform() != Platform.SMS) return;
        var word = text.strip().toUpperCase(Locale.ROOT);
        if (STOP_WORDS.contains(word)) stopped.add(to.id() + person);
        if (START_WORDS.contains(word)) stopped.remove(to.id() + person);
    }

    private Reply send(Request request) {
        var fields = Request.form(new String(request.body(), StandardCharsets.UTF_8));
        var body = Json.object();
        fields.forEach(body::put);
        var to = fields.getOrDefault("To", "");
        var from = fields.getOrDefault("From", "");
        var whatsApp = to.startsWith("whatsapp:");
        var person = to.replaceFirst("^whatsapp:", "");
        if (!person.matches("\\+\\d{7,18}"))
            throw new TwilioError(400, 21211, "The 'To' number " + to + " is not a valid phone number.");
        var account = accounts.find(from.replaceFirst("^whatsapp:", ""));
        if (account == null)
            throw new TwilioError(
                    400, 21606, "The 'From' phone number " + from + " is not a valid, SMS-capable number.");
        var fault = faults.next(
                Platform.SMS, person, kind -> kind != FaultKind.WINDOW_CLOSED || !fields.containsKey("ContentSid"));
        if (fault != null && !fault.delivered() && fault.kind() != FaultKind.FAILS_LATER)
            return lose(fault, account, person, body);
        try {
            check(fields, account, person);
        } catch (TwilioError refused) {
            refused(account, person, refused, body);
            throw refused;
        }
        var sid = MetaIds.message(Platform.SMS);
        var callback = fields.getOrDefault("StatusCallback", "");
        var answer = view(sid, fields, "queued");
        if (fault != null && fault.kind() == FaultKind.FAILS_LATER) {
            record(account, person, sid, Sent.Outcome.REFUSED, body);
            var code = Objects.requireNonNullElse(fault.code(), 30003);
            report(account, callback, from, to, sid, code);
            return Reply.json(201, answer);
        }
        // as the platform does: taken, and told later
        if (whatsApp && !fields.containsKey("ContentSid") && !windows.isOpen(Platform.WHATSAPP, person.substring(1))) {
            record(account, person, sid, Sent.Outcome.REFUSED, body);
            report(account, callback, from, to, sid, 63016);
            return Reply.json(201, answer);
        }
        record(account, person, sid, Sent.Outcome.MESSAGE, body);
        chats.received(account, whatsApp ? person.substring(1) : person, sid, shown(fields), body);
        report(account, callback, from, to, sid, null);
        if (fault == null) return Reply.json(201, answer);
        faults.await(fault.delay());
        return fault.spoiling(201, answer, () -> error(fault).reply());
    }

    private void check(Map<String, String> fields, Account account, String person) {
        var text = fields.getOrDefault("Body", "");
        if (text.isEmpty() && !fields.containsKey("MediaUrl") && !fields.containsKey("ContentSid"))
            throw new TwilioError(400, 21602, "Message body is required.");
        if (text.length() > BODY_CHARS_MAX)
            throw new TwilioError(400, 21617, "The concatenated message body exceeds the 1600 character limit.");
        if (stopped.contains(account.id() + person))
            throw new TwilioError(400, 21610, "Attempt to send to unsubscribed recipient");
    }

    private void report(Account account, String callback, String from, String to, String sid, @Nullable Integer error) {
        if (!callback.startsWith("http")) return;
        background.execute(() -> {
            var person = to.replaceFirst("^whatsapp:", "");
            if (error != null) {
                receipts.post(account, person, TwilioEvent.status(callback, from, to, sid, "undelivered", error));
                return;
            }
            receipts.post(account, person, TwilioEvent.status(callback, from, to, sid, "sent", null));
            if (settings.deliveries())
                receipts.post(account, person, TwilioEvent.status(callback, from, to, sid, "delivered", null));
        });
    }

    private ObjectNode view(String sid, Map<String, String> fields, String status) {
        return Json.object()
                .put("sid", sid)
                .put("account_sid", TwilioEvent.ACCOUNT_SID)
                .put("status", status)
                .put("direction", "outbound-api")
                .put("to", fields.getOrDefault("To", ""))
                .put("from", fields.getOrDefault("From", ""))
                .put("body", fields.getOrDefault("Body", ""))
                .put("num_segments", "1")
                .put("date_created", DATE.format(clock.instant()));
    }

    private static ObjectNode shown(Map<String, String> fields) {
        var message = Json.object();
        var content = fields.get("ContentSid");
        var text = content == null
                ? fields.getOrDefault("Body", "")
                : "[" + content + "] " + fields.getOrDefault("ContentVariables", "");
        if (!text.isEmpty()) message.put("text", text);
        var media = fields.get("MediaUrl");
        if (media != null)
            message.putObject("attachment")
                    .put("type", "image")
                    .putObject("payload")
                    .put("url", media);
        return message;
    }

    private Reply account(Request request) {
        return Reply.json(Json.object()
                .put("sid", request.path("sid").replace(".json", ""))
                .put("friendly_name", "Sandbox")
                .put("status", "active")
                .put("type", "Full"));
    }

    private Reply numbers(Request request) {
        var asked = Objects.requireNonNullElse(request.query("PhoneNumber"), "");
        var answer = Json.object();
        var list = answer.putArray("incoming_phone_numbers");
        for (var account : accounts.all()) {
            if (account.platform() != Platform.SMS
                    || !asked.isEmpty() && !account.id().equals(asked)) continue;
            var number = list.addObject();
            number.put(
                            "sid",
                            "PN" + "0".repeat(32 - account.id().length() + 1)
                                    + account.id().substring(1))
                    .put("phone_number", account.id())
                    .put("friendly_name", account.name());
            number.putObject("capabilities").put("sms", true).put("voice", true).put("mms", true);
        }
        return Reply.json(answer);
    }

    /// The numbers that send by WhatsApp: the accounts of that platform whose id is a number with its plus.
    /// https://www.twilio.com/docs/whatsapp/api/senders
    private Reply senders(Request request) {
        var answer = Json.object();
        var list = answer.putArray("senders");
        for (var account : accounts.all()) {
            if (account.platform() != Platform.WHATSAPP || !account.id().startsWith("+")) continue;
            var digits = account.id().substring(1);
            list.addObject()
                    .put("sid", "XE" + "0".repeat(32 - digits.length()) + digits)
                    .put("sender_id", "whatsapp:" + account.id())
                    .put("status", "ONLINE")
                    .putObject("profile")
                    .put("name", account.name());
        }
        answer.putObject("meta").put("page", 0).put("page_size", 1000).put("key", "senders");
        return Reply.json(answer);
    }

    /// The message does not arrive.
    private Reply lose(Fault fault, Account account, String person, ObjectNode body) {
        faults.await(fault.delay());
        var error = error(fault);
        refused(account, person, error, body);
        return fault.instead(Json.object().put("sid", "SMlost"), error::reply);
    }

    private static TwilioError error(Fault fault) {
        var code = fault.code();
        if (code != null) return new TwilioError(code == 20003 ? 401 : code == 20429 ? 429 : 400, code, "As ordered.");
        return switch (fault.kind()) {
            case TOKEN_EXPIRED -> new TwilioError(401, 20003, "Authenticate");
            case WINDOW_CLOSED ->
                new TwilioError(
                        400, 63016, "Failed to send freeform message because you are outside the allowed window.");
            case BLOCKED -> new TwilioError(400, 21610, "Attempt to send to unsubscribed recipient");
            case RATE_LIMIT -> new TwilioError(429, 20429, "Too Many Requests");
            case HTTP500, SLOW, HANG, HALF_ANSWER, ERROR, FAILS_LATER, BROKEN_JSON, REFUSAL, WRONG_IDS, OBEYS ->
                new TwilioError(500, 20500, "Internal Server Error");
        };
    }

    private void refused(Account account, String person, TwilioError error, ObjectNode body) {
        record(account, person, "", Sent.Outcome.REFUSED, body);
        chats.refused(account, person, error.http(), error.summary(), body);
    }

    private void record(Account account, String person, String sid, Sent.Outcome outcome, ObjectNode body) {
        ledger.add(new Sent.Entry(account.platform(), account.id(), person, sid, outcome, Json.bytes(body)));
    }

    /// Every refusal in Twilio's own words.
    private Handler guarded(Handler handler) {
        return guarded(handler, true);
    }

    private Handler guarded(Handler handler, boolean inPath) {
        return request -> {
            try {
                authorize(request, inPath);
                return handler.handle(request);
            } catch (TwilioError refused) {
                return refused.reply();
            } catch (BadInput unusable) {
                return new TwilioError(400, 20001, String.valueOf(unusable.getMessage())).reply();
            }
        };
    }

    /// @param inPath whether the account stands in the path; else it is the one there is
    private void authorize(Request request, boolean inPath) {
        var header = Objects.requireNonNullElse(request.header("Authorization"), "");
        var sid = inPath ? request.path("sid").replace(".json", "") : TwilioEvent.ACCOUNT_SID;
        var expected =
                Base64.getEncoder().encodeToString((sid + ":" + authToken).getBytes(StandardCharsets.UTF_8));
        if (!MessageDigest.isEqual(
                header.getBytes(StandardCharsets.UTF_8), ("Basic " + expected).getBytes(StandardCharsets.UTF_8)))
            throw new TwilioError(401, 20003, "Authenticate");
    }
}
