package io.parley.sandbox.telegram;

import io.parley.sandbox.Platform;
import io.parley.sandbox.Settings;
import io.parley.sandbox.faults.Fault;
import io.parley.sandbox.faults.FaultKind;
import io.parley.sandbox.faults.Faults;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Sent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Bot API: sending, files, webhooks. Other than Telegram, it also takes addresses that
/// are not https, since it runs beside the shop on one machine.
///
/// `POST /sandbox/telegram/bots` makes a bot (or a new token for one), `…/updates` has something
/// happen in a chat with it, `…/people` blocks it.
/// <https://core.telegram.org/bots/api>
public final class TelegramApi implements StandIn {
    private static final int TEXT_CHARS_MAX = 4_096;
    private static final int CAPTION_CHARS_MAX = 1_024;
    private static final int CALLBACK_BYTES_MAX = 64;
    private static final int BOTS_MAX = 1_000;
    private static final int RETRY_AFTER_SECONDS = 1;
    /// One white point.
    private static final byte[] PICTURE = {
        (byte) 0x89,
        'P',
        'N',
        'G',
        '\r',
        '\n',
        0x1a,
        '\n',
        0,
        0,
        0,
        13,
        'I',
        'H',
        'D',
        'R',
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        1,
        8,
        6,
        0,
        0,
        0
    };

    private final Faults faults;
    private final Ledger ledger;
    private final Clock clock;
    private final UpdatePost post;
    private final Map<String, Bot> bots = new ConcurrentHashMap<>();

    public TelegramApi(Faults faults, Ledger ledger, Settings settings, Clock clock, Executor background) {
        this.faults = faults;
        this.ledger = ledger;
        this.clock = clock;
        this.post = new UpdatePost(settings, clock, background, this::answered);
    }

    @Override
    public void mount(Router router) {
        router.on("POST", "/{bot}/{method}", this::call)
                .on("GET", "/{bot}/{method}", this::call)
                .on("GET", "/file/{bot}/{folder}/{name}", this::file)
                .on("POST", "/sandbox/telegram/bots", this::makeBot)
                .on("GET", "/sandbox/telegram/bots/{id}", request -> Reply.json(view(known(request.path("id")))))
                .on("POST", "/sandbox/telegram/updates", this::happens)
                .on("POST", "/sandbox/telegram/people", this::blocks);
    }

    /// Null when the path is somebody else's.
    private @Nullable Reply call(Request request) {
        var name = request.path("bot");
        if (!name.matches("bot\\d+:.+")) return null;
        try {
            var bot = authorized(name);
            var body = request.body();
            var arguments = body.length == 0 ? Json.object() : Json.object(body);
            return switch (request.path("method")) {
                case "getMe" -> ok(me(bot));
                case "setWebhook" -> setWebhook(bot, arguments);
                case "deleteWebhook" -> deleteWebhook(bot, arguments);
                case "getWebhookInfo" -> ok(info(bot));
                case "sendMessage" -> send(bot, arguments, "text", TEXT_CHARS_MAX);
                case "sendPhoto" -> send(bot, arguments, "caption", CAPTION_CHARS_MAX);
                case "sendChatAction" -> act(bot, arguments);
                case "answerCallbackQuery" -> ok(Json.parse("true".getBytes(StandardCharsets.UTF_8)));
                case "getFile" -> getFile(arguments);
                default -> throw new TelegramError(404, "Not Found: method not found");
            };
        } catch (TelegramError refused) {
            return refused.reply();
        } catch (BadInput unusable) {
            return new TelegramError(400, "Bad Request: " + unusable.getMessage()).reply();
        }
    }

    private Bot authorized(String name) {
        var token = name.substring("bot".length());
        var bot = bots.get(token.substring(0, token.indexOf(':')));
        if (bot == null || !bot.token().equals(token)) throw new TelegramError(401, "Unauthorized");
        return bot;
    }

    private Reply setWebhook(Bot bot, ObjectNode arguments) {
        var url = Objects.requireNonNullElse(Json.text(arguments, "url"), "");
        if (url.isEmpty()) return deleteWebhook(bot, arguments);
        var secret = Objects.requireNonNullElse(Json.text(arguments, "secret_token"), "");
        if (!secret.matches("[A-Za-z0-9_-]{0,256}"))
            throw new TelegramError(400, "Bad Request: secret token contains unallowed characters");
        if (!url.matches("https?://[^\\s/]+/.*"))
            throw new TelegramError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
        Set<String> wanted = new HashSet<>();
        for (JsonNode kind : arguments.path("allowed_updates")) wanted.add(kind.asString(""));
        if (arguments.path("drop_pending_updates").asBoolean(false)) bot.forget();
        bot.webhook(new Bot.Webhook(URI.create(url), secret, Set.copyOf(wanted)));
        post.deliver(bot);
        return ok(Json.parse("true".getBytes(StandardCharsets.UTF_8)));
    }

    private Reply deleteWebhook(Bot bot, ObjectNode arguments) {
        if (arguments.path("drop_pending_updates").asBoolean(false)) bot.forget();
        bot.webhook(null);
        return ok(Json.parse("true".getBytes(StandardCharsets.UTF_8)));
    }

    /// @param words which field has them
    private Reply send(Bot bot, ObjectNode arguments, String words, int charsMax) {
        var chat = chat(arguments);
        var fault = faults.next(Platform.TELEGRAM, chat, kind -> kind != FaultKind.FAILS_LATER);
        if (fault != null && !fault.delivered()) {
            faults.await(fault.delay());
            record(bot, chat, "", Sent.Outcome.REFUSED, arguments);
            return fault.instead(Json.object().put("ok", true), () -> {
                throw error(fault);
            });
        }
        try {
            check(bot, chat, arguments, words, charsMax);
        } catch (TelegramError refused) {
            record(bot, chat, "", Sent.Outcome.REFUSED, arguments);
            throw refused;
        }
        var id = bot.nextMessage();
        record(bot, chat, chat + ":" + id, Sent.Outcome.MESSAGE, arguments);
        var message =
                Json.object().put("message_id", id).put("date", clock.instant().getEpochSecond());
        message.set("from", me(bot));
        message.set("chat", chatView(bot, chat));
        if (arguments.has(words)) message.set(words, arguments.get(words));
        if (arguments.has("reply_markup")) message.set("reply_markup", arguments.get("reply_markup"));
        if (fault == null) return ok(message);
        faults.await(fault.delay());
        return fault.spoiling(200, Json.object().put("ok", true).set("result", message), () -> {
            throw error(fault);
        });
    }

    private static void check(Bot bot, String chat, ObjectNode arguments, String words, int charsMax) {
        var person = bot.person(chat);
        if (person == null) throw new TelegramError(400, "Bad Request: chat not found");
        if (person.blocked()) throw new TelegramError(403, "Forbidden: bot was blocked by the user");
        var text = Objects.requireNonNullElse(Json.text(arguments, words), "");
        var photo = words.equals("caption");
        if (!photo && text.isBlank()) throw new TelegramError(400, "Bad Request: message text is empty");
        if (text.length() > charsMax)
            throw new TelegramError(
                    400, photo ? "Bad Request: message caption is too long" : "Bad Request: message is too long");
        var picture = Json.text(arguments, "photo");
        if (photo && (picture == null || !picture.startsWith("http") || picture.contains("unreachable")))
            throw new TelegramError(400, "Bad Request: wrong file identifier/HTTP URL specified");
        for (var row : arguments.path("reply_markup").path("inline_keyboard")) {
            for (var button : row) {
                var data = button.path("callback_data").asString("");
                if (data.getBytes(StandardCharsets.UTF_8).length > CALLBACK_BYTES_MAX)
                    throw new TelegramError(400, "Bad Request: BUTTON_DATA_INVALID");
                if (data.isEmpty() && !button.path("url").asString("").startsWith("https://"))
                    throw new TelegramError(400, "Bad Request: BUTTON_URL_INVALID");
            }
        }
    }

    private Reply act(Bot bot, ObjectNode arguments) {
        var chat = chat(arguments);
        if (bot.person(chat) == null) throw new TelegramError(400, "Bad Request: chat not found");
        record(bot, chat, "", Sent.Outcome.ACTION, arguments);
        return ok(Json.parse("true".getBytes(StandardCharsets.UTF_8)));
    }

    private static Reply getFile(ObjectNode arguments) {
        var id = Objects.requireNonNullElse(Json.text(arguments, "file_id"), "");
        if (id.isEmpty() || id.startsWith("gone")) throw new TelegramError(400, "Bad Request: invalid file_id");
        return ok(Json.object()
                .put("file_id", id)
                .put("file_unique_id", "u" + id)
                .put("file_size", PICTURE.length)
                .put("file_path", "photos/" + id + ".png"));
    }

    private @Nullable Reply file(Request request) {
        var name = request.path("bot");
        if (!name.matches("bot\\d+:.+")) return null;
        try {
            authorized(name);
            return Reply.bytes(200, "application/octet-stream", PICTURE, Map.of());
        } catch (TelegramError refused) {
            return refused.reply();
        }
    }

    /// A call that the shop made by the answer to an update.
    private void answered(Bot bot, JsonNode call) {
        if (call.has("method")) record(bot, call.path("callback_query_id").asString(""), "", Sent.Outcome.ACTION, call);
    }

    private Reply makeBot(Request request) {
        var json = request.json();
        var id = Objects.requireNonNullElse(Json.text(json, "id"), "");
        if (!id.matches("\\d{5,15}") || bots.size() >= BOTS_MAX)
            throw new BadInput("invalid_input", "Give an id of 5 to 15 digits.");
        var username = Objects.requireNonNullElse(Json.text(json, "username"), "bot" + id + "_bot");
        var name = Objects.requireNonNullElse(Json.text(json, "name"), "Glow by Ama");
        var token = id + ":AA" + UUID.randomUUID().toString().replace("-", "") + "x";
        var bot = bots.computeIfAbsent(id, _ -> new Bot(id, name, username, token));
        bot.token(token);
        return Reply.json(201, view(bot).put("token", token));
    }

    /// Something happens in a chat: a message, a tap, or whatever else Telegram may tell.
    private Reply happens(Request request) {
        var json = request.json();
        var bot = known(Objects.requireNonNullElse(Json.text(json, "botId"), ""));
        if (!(json.get("update") instanceof ObjectNode update) || update.isEmpty())
            throw new BadInput("invalid_input", "update is an object: message, callback_query and the like.");
        var kind = update.propertyNames().iterator().next();
        var event = update.path(kind);
        var from = event.path("from");
        var person = from.path("id").asString("");
        if (!person.isEmpty() && bot.person(person) == null)
            bot.met(new Bot.Person(person, from.path("first_name").asString("Somebody"), false));
        if (event instanceof ObjectNode whole && kind.equals("message")) {
            if (!whole.has("message_id")) whole.put("message_id", bot.nextMessage());
            if (!whole.has("date")) whole.put("date", clock.instant().getEpochSecond());
        }
        var happened = bot.happened(clock.instant(), kind, update);
        post.deliver(bot);
        return Reply.json(201, happened.json());
    }

    /// A person blocks the bot, or lets it write again.
    private Reply blocks(Request request) {
        var json = request.json();
        var bot = known(Objects.requireNonNullElse(Json.text(json, "botId"), ""));
        var id = Objects.requireNonNullElse(Json.text(json, "personId"), "");
        var blocked = Boolean.TRUE.equals(Json.flag(json, "blocked"));
        var person = bot.person(id);
        if (person == null) throw BadInput.notFound("Nobody of that id has written to this bot.");
        bot.met(new Bot.Person(id, person.firstName(), blocked));
        var change = Json.object();
        change.set("chat", chatView(bot, id));
        change.set("from", from(id, person.firstName()));
        change.put("date", clock.instant().getEpochSecond());
        change.set("old_chat_member", member(bot, blocked ? "member" : "kicked"));
        change.set("new_chat_member", member(bot, blocked ? "kicked" : "member"));
        var update = Json.object();
        update.set("my_chat_member", change);
        bot.happened(clock.instant(), "my_chat_member", update);
        post.deliver(bot);
        return Reply.none();
    }

    private Bot known(String id) {
        var bot = bots.get(id);
        if (bot == null) throw BadInput.notFound("There is no such bot; POST /sandbox/telegram/bots makes one.");
        return bot;
    }

    private static String chat(ObjectNode arguments) {
        var chat = arguments.path("chat_id").asString("");
        if (chat.isEmpty()) throw new TelegramError(400, "Bad Request: chat_id is empty");
        return chat;
    }

    private static TelegramError error(Fault fault) {
        var code = fault.code();
        if (code != null && code >= 400 && code < 600) return new TelegramError(code, "As ordered");
        return switch (fault.kind()) {
            case TOKEN_EXPIRED -> new TelegramError(401, "Unauthorized");
            case BLOCKED, WINDOW_CLOSED -> new TelegramError(403, "Forbidden: bot was blocked by the user");
            case RATE_LIMIT ->
                new TelegramError(429, "Too Many Requests: retry after " + RETRY_AFTER_SECONDS, RETRY_AFTER_SECONDS);
            case HTTP500, SLOW, HANG, HALF_ANSWER, ERROR, FAILS_LATER, BROKEN_JSON, REFUSAL, WRONG_IDS, OBEYS ->
                new TelegramError(500, "Internal Server Error");
        };
    }

    private void record(Bot bot, String chat, String id, Sent.Outcome outcome, JsonNode body) {
        ledger.add(new Sent.Entry(Platform.TELEGRAM, bot.id(), chat, id, outcome, Json.bytes(body)));
    }

    private static Reply ok(JsonNode result) {
        return Reply.json(Json.object().put("ok", true).set("result", result));
    }

    private static ObjectNode me(Bot bot) {
        return Json.object()
                .put("id", Long.parseLong(bot.id()))
                .put("is_bot", true)
                .put("first_name", bot.name())
                .put("username", bot.username())
                .put("can_join_groups", true);
    }

    private static ObjectNode info(Bot bot) {
        var webhook = bot.webhook();
        return Json.object()
                .put("url", webhook == null ? "" : webhook.url().toString())
                .put("has_custom_certificate", false)
                .put("pending_update_count", bot.waiting());
    }

    private static ObjectNode view(Bot bot) {
        var view = Json.object()
                .put("id", bot.id())
                .put("username", bot.username())
                .put("name", bot.name());
        var webhook = info(bot);
        var set = bot.webhook();
        // Telegram itself never shows it
        if (set != null) webhook.put("secret", set.secret());
        view.set("webhook", webhook);
        return view;
    }

    private static ObjectNode chatView(Bot bot, String chat) {
        var person = bot.person(chat);
        var view = Json.object().put("id", chat).put("type", "private");
        try {
            view.put("id", Long.parseLong(chat));
        } catch (NumberFormatException named) {
            // by its user name
        }
        return person == null ? view : view.put("first_name", person.firstName());
    }

    private static ObjectNode from(String id, String firstName) {
        return Json.object().put("id", Long.parseLong(id)).put("is_bot", false).put("first_name", firstName);
    }

    private static ObjectNode member(Bot bot, String status) {
        var member = Json.object().put("status", status);
        member.set("user", me(bot));
        return member;
    }
}
