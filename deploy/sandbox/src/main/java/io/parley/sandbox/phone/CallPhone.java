package io.parley.sandbox.phone;

import static java.lang.System.Logger.Level.WARNING;

import io.parley.sandbox.Account;
import io.parley.sandbox.Accounts;
import io.parley.sandbox.Platform;
import io.parley.sandbox.Settings;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A caller, and the voice platform between them and the shop: asks who answers, asks for each
/// next sentence, speaks what it is told to, and reports the call when it is over. What is spoken
/// is text here; everything the shop sees is as the real platform sends it.
/// <https://docs.vapi.ai/server-url/events>
public final class CallPhone implements StandIn, AutoCloseable {
    public static final String LOCAL_SECRET = "local-voice-secret";
    private static final System.Logger LOG = System.getLogger(CallPhone.class.getName());
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int SAID_MAX = 2_000;
    private static final int CALLS_MAX = 1_000;
    private static final double DOLLARS_PER_MINUTE = 0.07;
    private static final Pattern CALLER = Pattern.compile("\\+\\d{7,15}|anonymous");
    private static final String NOBODY = "This number cannot take calls at the moment.";
    private static final String SILENCE = "…";

    private final Chats chats;
    private final Accounts accounts;
    private final Settings settings;
    private final String secret;
    private final Clock clock;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /// @param secret shows the shop that the webhooks are the platform's
    public CallPhone(Chats chats, Accounts accounts, Settings settings, String secret, Clock clock) {
        this.chats = chats;
        this.accounts = accounts;
        this.settings = settings;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.on("POST", "/phone/api/calls", this::ring)
                .on("GET", "/phone/api/calls/{call}", request -> view(call(request)))
                .on("POST", "/phone/api/calls/{call}/speech", this::speak)
                .on("DELETE", "/phone/api/calls/{call}", request -> {
                    var call = call(request);
                    end(call, "customer-ended-call");
                    return view(call);
                })
                .on("POST", "/vapi/calls/{call}/control", this::control);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /// One thing said. @param role as the platform's models know it
    private record Said(String role, String text, Instant at) {}

    /// A call that goes on, or has.
    private static final class Call {
        private final String id = UUID.randomUUID().toString();
        private final Account account;
        private final Chat chat;
        private final String caller;
        private final String controlUrl;
        private final Instant startedAt;
        private final List<Said> said = new ArrayList<>();
        private JsonNode assistant = Json.object();
        private boolean over;
        private @Nullable String transferredTo;

        Call(Account account, Chat chat, String caller, String here, Instant at) {
            this.account = account;
            this.chat = chat;
            this.caller = caller;
            this.startedAt = at;
            this.controlUrl = here + "/vapi/calls/" + id + "/control";
        }

        synchronized void said(String role, String text, Instant at) {
            said.add(new Said(role, text, at));
        }

        synchronized List<Said> said() {
            return List.copyOf(said);
        }

        synchronized boolean isOver() {
            return over;
        }

        /// @return whether it was not over yet
        synchronized boolean end() {
            var was = over;
            over = true;
            return !was;
        }
    }

    private record Answer(int status, String body, long tookMillis) {}

    private Reply ring(Request request) {
        var json = request.json();
        var caller = Objects.requireNonNullElse(Json.text(json, "personId"), "");
        if (!caller.startsWith("+") && caller.matches("\\d+")) caller = "+" + caller;
        if (!CALLER.matcher(caller).matches())
            throw new BadInput("invalid_input", "personId is the caller's number with its plus, or anonymous.");
        var account = account(Json.text(json, "accountId"));
        var now = now();
        if (calls.size() >= CALLS_MAX) calls.values().removeIf(Call::isOver);
        var host = request.header("Host");
        var chat = chats.open(account, caller, Json.text(json, "name"));
        var call = new Call(account, chat, caller, "http://" + (host == null ? "localhost" : host), now);
        calls.put(call.id, call);
        show(call, "calling");
        var asked = message(call, "assistant-request");
        var answer = tell(call, asked);
        var who = answer.status() == 200 ? parsed(answer.body()) : Json.object();
        var assistant = who.path("assistant").isObject() ? who.path("assistant") : who.path("assistantOverrides");
        var transfer = who.path("destination").path("number").asString("");
        call.assistant = assistant;
        if (!transfer.isEmpty()) {
            call.transferredTo = transfer;
            note(call, "☎ " + transfer);
            end(call, "assistant-forwarded-call");
        } else if (!assistant.isObject()) {
            hear(call, who.path("error").asString(NOBODY));
            end(call, "assistant-request-failed");
        } else {
            tell(call, status(call, "in-progress", null));
            show(call, "talking");
            hear(call, assistant.path("firstMessage").asString(""));
        }
        return view(call);
    }

    private Reply speak(Request request) {
        var call = call(request);
        var text = Asked.limited("text", Json.text(request.json(), "text"), SAID_MAX);
        if (call.isOver()) throw new BadInput(409, "call_over", "This call is over; make another.");
        var mid = UUID.randomUUID().toString();
        call.chat.add(Bubble.own(mid, now(), text, List.of(), null));
        call.said("user", text, now());
        tell(call, transcript(call, "user", text));
        var answer = complete(call);
        var words = answer.status() == 200 ? spoken(answer.body()) : "";
        call.chat.change(mid, bubble -> bubble.with(answer.status() == 200 ? Bubble.State.SENT : Bubble.State.LOST));
        if (!words.isBlank() && !call.isOver()) hear(call, words);
        return Reply.json(
                Json.object().put("heard", words).put("status", answer.status()).put("tookMs", answer.tookMillis()));
    }

    /// The shop speaks by itself, passes the call on, or ends it.
    private Reply control(Request request) {
        var call = call(request);
        var json = request.json();
        if (call.isOver()) throw new BadInput(404, "call_over", "This call is over.");
        call.chat.happened(happening(Happening.Kind.SEND, Json.text(json, "type"), 200, 0, json));
        switch (Objects.requireNonNullElse(Json.text(json, "type"), "")) {
            case "say" -> {
                hear(call, Asked.limited("content", Json.text(json, "content"), 20_000));
                if (json.path("endCallAfterSpoken").asBoolean(false)) end(call, "assistant-said-end-call-phrase");
            }
            case "transfer" -> {
                var to = json.path("destination").path("number").asString("");
                if (!to.matches("\\+\\d{7,15}"))
                    throw new BadInput("invalid_input", "destination.number is a number with its plus.");
                var words = Json.text(json, "content");
                if (words != null && !words.isBlank()) hear(call, words);
                call.transferredTo = to;
                tell(call, status(call, "forwarding", null));
                note(call, "☎ " + to);
                end(call, "assistant-forwarded-call");
            }
            case "end-call" -> end(call, "assistant-ended-call");
            default -> throw new BadInput("invalid_input", "type is say, transfer or end-call here.");
        }
        return Reply.json(Json.object());
    }

    /// The platform speaks to the caller.
    private void hear(Call call, String words) {
        if (words.isBlank()) return;
        note(call, words);
        call.said("assistant", words, now());
        if (!call.isOver()) tell(call, transcript(call, "assistant", words));
    }

    private void note(Call call, String words) {
        call.chat.add(new Bubble(
                UUID.randomUUID().toString(),
                Bubble.From.SHOP,
                now(),
                null,
                words,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private void end(Call call, String reason) {
        if (!call.end()) return;
        show(call, call.transferredTo == null ? "over" : "passed_on");
        tell(call, status(call, "ended", reason));
        tell(call, report(call, reason));
    }

    private void show(Call call, String state) {
        call.chat.onThePhone(new Chat.OnThePhone(call.id, state, now()));
    }

    // ---- what the shop is told

    private ObjectNode message(Call call, String type) {
        var message = Json.object().put("timestamp", clock.millis()).put("type", type);
        about(call, message);
        return message;
    }

    private void about(Call call, ObjectNode message) {
        var known = message.putObject("call");
        known.put("id", call.id)
                .put("orgId", "eb166faa-7145-46ef-8044-589b47ae3b56")
                .put("createdAt", call.startedAt.toString())
                .put("updatedAt", now().toString())
                .put("type", "inboundPhoneCall")
                .put("status", call.isOver() ? "ended" : "in-progress")
                .put("phoneCallProvider", "twilio")
                .put("phoneCallTransport", "pstn")
                .put("phoneNumberId", numberId(call));
        known.putObject("customer").put("number", call.caller);
        known.putObject("monitor")
                .put("listenUrl", call.controlUrl.replaceFirst("^http", "ws").replaceFirst("control$", "listen"))
                .put("controlUrl", call.controlUrl);
        message.putObject("phoneNumber")
                .put("id", numberId(call))
                .put("provider", "twilio")
                .put("number", call.account.id())
                .put("name", call.account.name());
        message.putObject("customer").put("number", call.caller);
    }

    private static String numberId(Call call) {
        return UUID.nameUUIDFromBytes(call.account.id().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private ObjectNode status(Call call, String status, @Nullable String reason) {
        var message = message(call, "status-update").put("status", status);
        if (reason != null) message.put("endedReason", reason);
        return message;
    }

    private ObjectNode transcript(Call call, String role, String text) {
        return message(call, "transcript")
                .put("role", role)
                .put("transcriptType", "final")
                .put("transcript", text)
                .put("isFiltered", false);
    }

    private ObjectNode report(Call call, String reason) {
        var ended = now();
        var seconds = Duration.between(call.startedAt, ended).toMillis() / 1_000.0;
        var message = message(call, "end-of-call-report")
                .put("endedReason", reason)
                .put("startedAt", call.startedAt.toString())
                .put("endedAt", ended.toString())
                .put("durationSeconds", seconds)
                .put("durationMs", Math.round(seconds * 1_000))
                .put("cost", Math.round(seconds / 60 * DOLLARS_PER_MINUTE * 10_000) / 10_000.0);
        var artifact = message.putObject("artifact");
        var lines = artifact.putArray("messages");
        var whole = new StringBuilder();
        for (var said : call.said()) {
            lines.addObject()
                    .put("role", said.role().equals("assistant") ? "bot" : said.role())
                    .put("message", said.text())
                    .put("time", said.at().toEpochMilli())
                    .put(
                            "secondsFromStart",
                            Duration.between(call.startedAt, said.at()).toMillis() / 1_000.0);
            whole.append(said.role().equals("assistant") ? "AI: " : "User: ")
                    .append(said.text())
                    .append('\n');
        }
        artifact.put("transcript", whole.toString());
        if (call.assistant.path("artifactPlan").path("recordingEnabled").asBoolean(false))
            artifact.put("recordingUrl", "https://storage.example/recordings/" + call.id + "-mono.wav");
        message.putObject("analysis")
                .put("summary", "A caller spoke with the shop for " + Math.round(seconds) + " seconds.");
        return message;
    }

    private Answer tell(Call call, ObjectNode message) {
        return post(
                call,
                message.path("type").asString(""),
                voice(""),
                "X-Vapi-Secret",
                secret,
                Json.object().set("message", message));
    }

    /// Asks the model, which is the shop, what to say: as far as it has been told who that is.
    private Answer complete(Call call) {
        var model = call.assistant.path("model");
        var body = Json.object().put("model", model.path("model").asString("")).put("stream", true);
        var messages = body.putArray("messages");
        for (var said : call.said())
            messages.addObject().put("role", said.role()).put("content", said.text());
        about(call, body);
        var key = call.assistant.path("credentials").path(0).path("apiKey").asString("");
        var given = URI.create(model.path("url").asString("") + "/chat/completions");
        // what the shop gave as its public address is reached by the way we know
        return post(
                call,
                "chat/completions",
                settings.webhookUrl().resolve(given.getRawPath()),
                "Authorization",
                "Bearer " + key,
                body);
    }

    private URI voice(String more) {
        return URI.create(settings.webhookUrl().toString().replaceFirst("/meta$", "/voice") + more);
    }

    private Answer post(Call call, String what, URI to, String header, String value, JsonNode body) {
        var before = System.nanoTime();
        var request = HttpRequest.newBuilder(to)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Vapi/1.0")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        var status = 0;
        var answer = "";
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            status = response.statusCode();
            answer = response.body();
        } catch (IOException notReached) {
            LOG.log(WARNING, "the shop does not answer the phone: {0}", notReached.toString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        var took = (System.nanoTime() - before) / 1_000_000;
        call.chat.happened(happening(Happening.Kind.WEBHOOK, what, status, took, body));
        return new Answer(status, answer, took);
    }

    private Happening happening(
            Happening.Kind kind, @Nullable String what, int status, long tookMillis, JsonNode body) {
        return new Happening(
                clock.instant(),
                kind,
                Objects.requireNonNullElse(what, SILENCE),
                status,
                tookMillis,
                null,
                null,
                null,
                body,
                null);
    }

    /// The words of a streamed completion, or of a whole one.
    private static String spoken(String body) {
        if (body.startsWith("{"))
            return parsed(body)
                    .path("choices")
                    .path(0)
                    .path("message")
                    .path("content")
                    .asString("");
        var words = new StringBuilder();
        for (var line : body.split("\n"))
            if (line.startsWith("data: {"))
                words.append(parsed(line.substring("data: ".length()))
                        .path("choices")
                        .path(0)
                        .path("delta")
                        .path("content")
                        .asString(""));
        return words.toString();
    }

    private static JsonNode parsed(String body) {
        try {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        } catch (BadInput notJson) {
            return Json.object();
        }
    }

    private Reply view(Call call) {
        var answer = Json.object()
                .put("callId", call.id)
                .put("personId", call.caller)
                .put("over", call.isOver())
                .put("transferredTo", call.transferredTo);
        var said = answer.putArray("said");
        for (var one : call.said()) said.addObject().put("role", one.role()).put("text", one.text());
        return Reply.json(answer);
    }

    private Call call(Request request) {
        var call = calls.get(request.path("call"));
        if (call == null) throw BadInput.notFound("There is no such call; POST /phone/api/calls makes one.");
        return call;
    }

    private Account account(@Nullable String asked) {
        var account = asked == null ? accounts.main(Platform.VOICE) : accounts.find(asked);
        if (account == null && asked != null && asked.startsWith("+") && Account.isId(asked)) {
            account = new Account(Platform.VOICE, asked, "", "Shop " + asked);
            accounts.add(account);
        }
        if (account == null || account.platform() != Platform.VOICE)
            throw new BadInput("no_account", "No number that takes calls is set up; POST one to /sandbox/accounts.");
        return account;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
