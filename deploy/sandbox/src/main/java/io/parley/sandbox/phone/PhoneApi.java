package io.parley.sandbox.phone;

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
import io.parley.sandbox.webhook.MetaEvent;
import io.parley.sandbox.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What the shopper's phone (and a test) does: write, tap, react, comment, send a photo or a voice
/// note, and hear what comes back.
public final class PhoneApi implements StandIn {
    private static final int PHOTO_BYTES_MAX = 5_000_000;
    private static final int VOICE_BYTES_MAX = 1_000_000;
    private static final int PHOTOS_BYTES_MAX = 6_000_000;
    private static final int COPIES_MAX = 50;
    private static final int FIRST_ANSWER_SECONDS = 25;
    private static final Pattern PERSON = Pattern.compile("\\+?[A-Za-z0-9_.:-]{1,64}");
    private static final List<String> KINDS = List.of(
            "text",
            "quickReply",
            "attachment",
            "postback",
            "reaction",
            "location",
            "order",
            "edit",
            "deletion",
            "event");
    private static final int COMMENT_CHARS_MAX = 2_200;
    private static final String COMMENT_PREFIX = "17900";
    private static final String POST = "17850000000000001";

    private final Chats chats;
    private final RemoteImages images;
    private final Webhooks webhooks;
    private final Receipts receipts;
    private final Accounts accounts;
    private final Settings settings;
    private final Function<Platform, String> ids;
    private final Clock clock;
    private final WhatsAppPhone whatsApp;
    private final Pictures photos = new Pictures(PHOTOS_BYTES_MAX);

    /// @param ids makes message ids as the platform does
    public PhoneApi(
            Chats chats,
            RemoteImages images,
            Webhooks webhooks,
            Receipts receipts,
            Accounts accounts,
            Settings settings,
            Function<Platform, String> ids,
            Files files,
            Clock clock) {
        this.chats = chats;
        this.images = images;
        this.webhooks = webhooks;
        this.receipts = receipts;
        this.accounts = accounts;
        this.settings = settings;
        this.ids = ids;
        this.whatsApp = new WhatsAppPhone(files);
        this.clock = clock;
    }

    /// @param status   the shop's HTTP status to the webhook; 0 when it was not reached
    /// @param retrying whether the sandbox keeps posting it
    private record Written(String mid, int status, boolean retrying, long tookMs) {}

    @Override
    public void mount(Router router) {
        router.on("GET", "/phone/api/config", _ -> config())
                .on("POST", "/phone/api/messages", this::write)
                .on("POST", "/phone/api/comments", this::comment)
                .on("POST", "/phone/api/photos", this::keepPhoto)
                .on("POST", "/phone/api/voices", this::keepVoice)
                .on("GET", "/phone/api/stream", this::stream)
                .on(
                        "GET",
                        "/phone/api/chats/{platform}/{person}",
                        request -> Reply.json(chat(request.path("platform"), request.path("person"))
                                .view()))
                .on("DELETE", "/phone/api/chats/{platform}/{person}", request -> {
                    var platform = platform(request.path("platform"));
                    chats.forget(platform, person(platform, request.path("person")));
                    return Reply.none();
                })
                .on("GET", "/phone/media/{name}", request -> show(photos.get(request.path("name"))))
                .on("GET", "/phone/media/remote/{id}", request -> show(images.fetch(request.path("id"))))
                .on("GET", "/phone/avatar/{person}", this::avatar);
    }

    private Reply config() {
        var webhook = settings.webhookUrl();
        var answer = Json.object()
                .put("frontDoor", webhook.getScheme() + "://" + webhook.getAuthority() + "/")
                .put("webhookUrl", webhook.toString());
        answer.putPOJO("accounts", accounts.all());
        return Reply.json(answer);
    }

    private Reply write(Request request) {
        var json = request.json();
        var account = account(json);
        var personId = person(account.platform(), Json.text(json, "personId"));
        var copies = Objects.requireNonNullElse(Json.number(json, "copies", 1, COPIES_MAX), 1);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (account.platform() == Platform.VOICE)
            throw new BadInput("not_written", "On the phone one speaks: POST /phone/api/calls.");
        var mid = ids.apply(account.platform());
        var chat = chats.open(account, personId, name(json));
        var event = event(json, chat, mid, now);

        Webhooks.Watcher watcher = (webhook, attempt) -> {
            chat.change(mid, bubble -> bubble.with(state(attempt)));
            chat.happened(Receipts.happening(clock.instant(), webhook, attempt));
        };
        var first = webhooks.post(personId, event, watcher);
        for (var copy = 1; copy < copies; copy++) webhooks.post(personId, event, Webhooks.Watcher.NOBODY);
        return written(first, mid, attempt -> {
            if (attempt.number() == 0) chat.change(mid, bubble -> bubble.heldUp(attempt.willTry()));
        });
    }

    private static Reply written(
            CompletableFuture<Webhooks.Attempt> first, String mid, Consumer<Webhooks.Attempt> then) {
        try {
            var attempt = first.get(FIRST_ANSWER_SECONDS, TimeUnit.SECONDS);
            then.accept(attempt);
            return Reply.json(
                    attempt.accepted() ? 200 : 202,
                    new Written(mid, attempt.status(), attempt.willTry(), attempt.tookMillis()));
        } catch (TimeoutException slow) {
            return Reply.json(202, new Written(mid, 0, true, FIRST_ANSWER_SECONDS * 1_000L));
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Reply.json(202, new Written(mid, 0, false, 0));
        }
    }

    private MetaEvent event(ObjectNode json, Chat chat, String mid, Instant now) {
        var kind = kind(json);
        var replyTo = Asked.atMost(json, "replyTo", Asked.WORD_CHARS_MAX);
        var account = chat.account();
        if (json.has("story") && account.platform() != Platform.INSTAGRAM)
            throw new BadInput("invalid_input", "Only Instagram has stories to reply to here.");
        if (json.has("referral") && account.platform() == Platform.SMS)
            throw new BadInput("invalid_input", "An SMS does not tell how somebody came.");
        var event = switch (account.platform()) {
            case INSTAGRAM, MESSENGER ->
                MetaPhone.event(json, kind, account, chat.person(), mid, now.toEpochMilli(), replyTo);
            case WHATSAPP -> whatsApp.event(json, kind, account, chat.person(), mid, now.toEpochMilli(), replyTo);
            case SMS -> SmsPhone.event(json, kind, account, chat.person(), mid);
            case TELEGRAM, VOICE, SMTP, MODEL -> throw new IllegalStateException("nobody writes as that on the phone");
        };
        show(json, kind, chat, mid, now, replyTo);
        return event;
    }

    /// A referral may stand alone, or come with the message somebody sends on arriving.
    private static String kind(ObjectNode json) {
        var given = KINDS.stream()
                .filter(field -> json.has(field) && !json.get(field).isNull())
                .toList();
        if (given.isEmpty() && json.has("referral")) return "referral";
        if (given.size() != 1)
            throw new BadInput("invalid_input", "Give exactly one of " + String.join(", ", KINDS) + " or referral.");
        return given.getFirst();
    }

    /// What the shopper did, on their own screen.
    private void show(ObjectNode json, String kind, Chat chat, String mid, Instant now, @Nullable String replyTo) {
        switch (kind) {
            case "text" -> {
                var text = Asked.limited("text", Json.text(json, "text"), Asked.TEXT_CHARS_MAX);
                chats.wrote(chat.account(), chat.person().id(), text);
                chat.add(Bubble.own(mid, now, text, List.of(), replyTo).about(about(json)));
            }
            case "quickReply", "postback" -> {
                var tapped = Asked.part(json, kind);
                Asked.word(tapped, kind, "payload");
                chat.add(Bubble.own(mid, now, Asked.word(tapped, kind, "title"), List.of(), replyTo));
            }
            case "attachment" -> {
                var attachment = Asked.part(json, kind);
                var type = Objects.requireNonNullElse(Json.text(attachment, "type"), "image");
                var media = new Bubble.Media(type, shown(Json.text(attachment, "url")));
                chat.add(Bubble.own(mid, now, Json.text(attachment, "caption"), List.of(media), replyTo)
                        .about(about(json)));
            }
            case "location" ->
                chat.add(Bubble.own(mid, now, null, List.of(), replyTo).at(Asked.place(Asked.part(json, kind))));
            case "reaction" -> {
                var reaction = Asked.part(json, kind);
                var back = "unreact".equals(Json.text(reaction, "action"));
                var emoji = Objects.requireNonNullElse(Json.text(reaction, "emoji"), "❤️");
                chat.change(Asked.word(reaction, kind, "mid"), bubble -> bubble.reactedWith(back ? null : emoji));
            }
            case "edit" -> {
                var edit = Asked.part(json, kind);
                var text = Asked.limited("edit.text", Json.text(edit, "text"), Asked.TEXT_CHARS_MAX);
                chat.change(Asked.word(edit, kind, "mid"), bubble -> bubble.edited(text));
            }
            case "deletion" -> chat.change(Asked.word(Asked.part(json, kind), kind, "mid"), Bubble::deleted);
            case "order" -> chat.add(Bubble.own(mid, now, "[order]", List.of(), replyTo));
            // a programmer's own event, or an arrival: nothing is said
            default -> chat.acted(now);
        }
    }

    private static Bubble.@Nullable About about(ObjectNode json) {
        var came = Came.read(json);
        if (came != null) return came.about();
        return Asked.optional(json, "story") != null ? new Bubble.About("story", null) : null;
    }

    /// A comment under a post, seen by everybody.
    private Reply comment(Request request) {
        var json = request.json();
        var account = account(json);
        if (account.platform() != Platform.INSTAGRAM && account.platform() != Platform.MESSENGER)
            throw new BadInput("invalid_input", "Posts to comment on are on INSTAGRAM and MESSENGER.");
        var personId = person(account.platform(), Json.text(json, "personId"));
        var text = Asked.limited("text", Json.text(json, "text"), COMMENT_CHARS_MAX);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var postId = Objects.requireNonNullElse(Asked.atMost(json, "postId", 100), POST);
        var chat = chats.open(account, personId, name(json));
        var comment = new PostComment(
                COMMENT_PREFIX + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000_000L),
                postId,
                text,
                now,
                Bubble.State.SENDING);
        chat.comment(comment);
        chats.commented(comment.id(), personId);
        var event = MetaEvent.comment(
                account, personId, chat.person().username(), now.toEpochMilli(), comment.id(), postId, text);
        var first = webhooks.post(personId, event, (webhook, attempt) -> {
            chat.comment(comment.with(state(attempt)));
            chat.happened(Receipts.happening(clock.instant(), webhook, attempt));
        });
        return written(first, comment.id(), attempt -> {});
    }

    private static Bubble.State state(Webhooks.Attempt attempt) {
        return attempt.accepted() ? Bubble.State.SENT : attempt.willTry() ? Bubble.State.WAITING : Bubble.State.LOST;
    }

    private Reply stream(Request request) {
        var asked = request.query("platform");
        var given = person(request.query("personId"));
        var platform = asked != null ? platform(asked) : chats.platformOf(given);
        var personId = platform == null ? given : person(platform, given);
        if (platform == null)
            throw new BadInput(
                    "invalid_input",
                    "This person has not written yet: add platform=INSTAGRAM, MESSENGER, WHATSAPP, SMS or VOICE.");
        var account = accounts.main(platform);
        if (account == null) throw noAccount(platform);
        var chat = chats.find(platform, personId);
        if (chat == null) chat = chats.open(account, personId, request.query("name"));
        var stream = chats.listen(chat);
        receipts.readSoon(chat.account(), personId);
        return stream;
    }

    private Reply keepPhoto(Request request) {
        var picture = Picture.of(request.body(PHOTO_BYTES_MAX));
        if (picture == null || picture.type().equals("image/svg+xml"))
            throw new BadInput("invalid_input", "Send a JPEG, PNG, GIF or WebP as the body.");
        return keep(request, picture);
    }

    private Reply keepVoice(Request request) {
        var sound = Picture.soundOf(request.body(VOICE_BYTES_MAX));
        if (sound == null) throw new BadInput("invalid_input", "Send a WAV, Ogg, MP3 or WebM sound as the body.");
        return keep(request, sound);
    }

    private Reply keep(Request request, Picture file) {
        var name = UUID.randomUUID() + "." + file.extension();
        photos.put(name, file);
        var host = request.header("Host");
        return Reply.json(
                201,
                Json.object().put("url", "http://" + (host == null ? "localhost" : host) + "/phone/media/" + name));
    }

    private static Reply show(@Nullable Picture picture) {
        if (picture == null) throw BadInput.notFound("This picture is not here, or not any more.");
        return Reply.bytes(
                200,
                picture.type(),
                picture.bytes(),
                Map.of(
                        "Cache-Control",
                        "private, max-age=86400",
                        "Content-Security-Policy",
                        "sandbox; default-src 'none'; style-src 'unsafe-inline'"));
    }

    private Reply avatar(Request request) {
        var person = chats.person(person(request.path("person")));
        var hue = Math.floorMod(person.id().hashCode() * 47, 360);
        var svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" role="img">\
                <rect width="80" height="80" fill="hsl(%d 45%% 42%%)"/>\
                <text x="40" y="51" font-family="system-ui,sans-serif" font-size="30" fill="#fff" \
                text-anchor="middle">%s</text></svg>""".formatted(hue, person.initials().replace("&", "&amp;").replace("<", "&lt;"));
        return show(new Picture("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8)));
    }

    /// Photos taken on the phone are already here; what lies elsewhere is fetched when looked at.
    private @Nullable String shown(@Nullable String url) {
        if (url == null) return null;
        var here = url.indexOf("/phone/media/");
        return here >= 0 && photos.get(url.substring(here + "/phone/media/".length())) != null
                ? url.substring(here)
                : images.pathFor(url);
    }

    private Chat chat(String platform, String personId) {
        var chat = chats.find(platform(platform), person(platform(platform), personId));
        if (chat == null) throw BadInput.notFound("This person has not written on this platform.");
        return chat;
    }

    private Account account(ObjectNode json) {
        var platform = platform(Json.text(json, "platform"));
        var asked = Json.text(json, "accountId");
        if (asked == null) {
            var account = accounts.main(platform);
            if (account == null) throw noAccount(platform);
            return account;
        }
        var account = accounts.find(asked);
        if (account == null && Account.isId(asked)) {
            account = new Account(platform, asked, "", "Shop " + asked);
            accounts.add(account);
        }
        if (account == null || account.platform() != platform)
            throw new BadInput("invalid_input", "accountId is not an account of " + platform + ".");
        return account;
    }

    private static BadInput noAccount(Platform platform) {
        return new BadInput("no_account", "No account of " + platform + " is set up; POST one to /sandbox/accounts.");
    }

    private static Platform platform(@Nullable String name) {
        try {
            var platform = Platform.valueOf(Objects.requireNonNullElse(name, "").toUpperCase(Locale.ROOT));
            if (platform.onPhone()) return platform;
        } catch (IllegalArgumentException unknown) {
            // falls through to the refusal
        }
        throw new BadInput("invalid_input", "platform is INSTAGRAM, MESSENGER, WHATSAPP, SMS or VOICE.");
    }

    /// On WhatsApp numbers are bare digits, by SMS they have their plus.
    private static String person(Platform platform, @Nullable String id) {
        var given = person(id);
        if (!given.matches("\\+?\\d+")) return given;
        var digits = given.replace("+", "");
        return platform == Platform.SMS || platform == Platform.VOICE
                ? "+" + digits
                : platform == Platform.WHATSAPP ? digits : given;
    }

    private static String person(@Nullable String id) {
        if (id == null || !PERSON.matcher(id).matches())
            throw new BadInput("invalid_input", "personId is 1 to 64 letters, digits or one of _ . : -");
        return id;
    }

    private static @Nullable String name(ObjectNode json) {
        var name = Json.text(json, "name");
        return name == null || name.isBlank() ? null : Asked.limited("name", name.strip(), 80);
    }
}
