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
import io.parley.sandbox.phone.Chats;
import io.parley.sandbox.webhook.MetaEvent;
import io.parley.sandbox.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The Conversations API, over the phone's chats: what the shopper and the shop said, webhooks or no webhooks.
/// <https://developers.facebook.com/docs/messenger-platform/conversations>
public final class MetaConversations implements StandIn {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String THREAD = "t_";

    private final Accounts accounts;
    private final FacebookLogin login;
    private final Chats chats;
    private final Webhooks webhooks;
    private final Clock clock;

    public MetaConversations(Accounts accounts, FacebookLogin login, Chats chats, Webhooks webhooks, Clock clock) {
        this.accounts = accounts;
        this.login = login;
        this.chats = chats;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        for (var base : List.of("", "/{version}")) {
            router.on("GET", base + "/{id}/conversations", MetaGraph.guarded(this::threads))
                    .on("GET", base + "/{id}/messages", MetaGraph.guarded(this::messages));
        }
        router.on("POST", "/sandbox/app-messages", this::writeInApp);
    }

    private @Nullable Reply threads(Request request) {
        if (request.query("user_id") != null) return null; // one person's thread is looked up elsewhere
        var token = MetaGraph.token(request, Json.object());
        login.checkToken(token);
        var account = account(request, token);
        var limit = request.query("limit", 1, 500, 25);
        var from = FacebookLogin.offset(request.query("after"));
        var threads = chats.threads(account);
        var answer = Json.object();
        var data = answer.putArray("data");
        threads.stream().skip(from).limit(limit).forEach(thread -> {
            var one = data.addObject().put("id", id(thread)).put("updated_time", TIME.format(thread.updatedAt()));
            var people = one.putObject("participants").putArray("data");
            people.add(shopper(thread)).add(shop(account));
        });
        FacebookLogin.paging(answer, from, Math.min(from + limit, threads.size()), threads.size());
        return Reply.json(answer);
    }

    /// Newest first, as Meta gives them.
    private Reply messages(Request request) {
        login.checkToken(MetaGraph.token(request, Json.object()));
        var thread = thread(request.path("id"));
        if (thread == null) throw GraphError.unknownObject(request.path("id"));
        var limit = request.query("limit", 1, 500, 25);
        var from = FacebookLogin.offset(request.query("after"));
        var said = thread.said().reversed();
        var answer = Json.object();
        var data = answer.putArray("data");
        said.stream()
                .skip(from)
                .limit(limit)
                .forEach(one -> data.addObject().put("id", one.id()).put("created_time", TIME.format(one.at())));
        FacebookLogin.paging(answer, from, Math.min(from + limit, said.size()), said.size());
        return Reply.json(answer);
    }

    /// A message by its id, or a thread by its; null when it is neither.
    @Nullable
    Reply message(String id, Request request) {
        var thread = id.startsWith(THREAD) ? thread(id) : null;
        if (thread != null)
            return Reply.json(Json.object().put("id", id).put("updated_time", TIME.format(thread.updatedAt())));
        if (Account.isId(id)) return null;
        for (var account : accounts.all()) {
            for (var one : chats.threads(account)) {
                for (var said : one.said()) {
                    if (said.id().equals(id)) {
                        login.checkToken(MetaGraph.token(request, Json.object()));
                        return Reply.json(view(one, said, request));
                    }
                }
            }
        }
        return null;
    }

    private static ObjectNode view(Chats.Thread thread, Chats.Said said, Request request) {
        var view = Json.object().put("id", said.id()).put("created_time", TIME.format(said.at()));
        var shop = shop(thread.account());
        var shopper = shopper(thread);
        view.set("from", said.byShopper() ? shopper : shop);
        view.putObject("to").putArray("data").add(said.byShopper() ? shop : shopper);
        view.put("message", Objects.requireNonNullElse(said.text(), ""));
        if (!said.attachments().isEmpty()) {
            var data = view.putObject("attachments").putArray("data");
            for (var attachment : said.attachments()) {
                var url = attachment.url();
                var whole = url == null || !url.startsWith("/")
                        ? url
                        : "http://" + Objects.requireNonNullElse(request.header("Host"), "localhost") + url;
                var one = data.addObject().put("id", "1");
                switch (attachment.type()) {
                    case "image" -> one.putObject("image_data").put("url", whole);
                    case "video" -> one.putObject("video_data").put("url", whole);
                    case "audio" -> one.put("mime_type", "audio/mpeg").put("file_url", whole);
                    default -> one.put("mime_type", "application/octet-stream").put("file_url", whole);
                }
            }
        }
        return view;
    }

    /// The seller answers in the platform's own app: no call of the shop's makes it.
    private Reply writeInApp(Request request) {
        var json = request.json();
        var account = accounts.find(Objects.requireNonNullElse(Json.text(json, "accountId"), ""));
        var person = Objects.requireNonNullElse(Json.text(json, "personId"), "");
        var text = Json.text(json, "text");
        if (account == null || text == null || text.isEmpty() || chats.thread(account, person) == null)
            throw new BadInput("invalid_input", "Give accountId, the personId of somebody who wrote to it, and text.");
        var mid = MetaIds.message(account.platform());
        var message = Json.object().put("text", text);
        chats.received(account, person, mid, message, message);
        webhooks.post(person, MetaEvent.echo(account, person, clock.millis(), mid, message), Webhooks.Watcher.NOBODY);
        return Reply.json(201, Json.object().put("mid", mid));
    }

    private Account account(Request request, String token) {
        var id = request.path("id");
        var named = id.equals("me") ? accounts.ofToken(token) : known(id, token);
        if (named == null) throw GraphError.unknownObject(id);
        if (!"instagram".equals(request.query("platform")) || named.platform() == Platform.INSTAGRAM) return named;
        var linked = login.instagramOf(named.id());
        if (linked == null) throw GraphError.parameter("The page is not linked to an Instagram professional account");
        return linked;
    }

    private @Nullable Account known(String id, String token) {
        var account = accounts.find(id);
        return account == null ? accounts.ofToken(token, id) : account;
    }

    private static String id(Chats.Thread thread) {
        var name = thread.account().id() + "/" + thread.person().id();
        return THREAD + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private Chats.@Nullable Thread thread(String id) {
        if (!id.startsWith(THREAD)) return null;
        try {
            var name = new String(Base64.getUrlDecoder().decode(id.substring(THREAD.length())), StandardCharsets.UTF_8);
            var slash = name.indexOf('/');
            var account = slash < 0 ? null : accounts.find(name.substring(0, slash));
            return account == null ? null : chats.thread(account, name.substring(slash + 1));
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static ObjectNode shopper(Chats.Thread thread) {
        var one = Json.object();
        if (thread.account().platform() == Platform.INSTAGRAM)
            one.put("username", thread.person().username());
        else
            one.put("name", thread.person().name()).put("email", thread.person().id() + "@facebook.com");
        return one.put("id", thread.person().id());
    }

    private static ObjectNode shop(Account account) {
        var one = Json.object();
        if (account.platform() == Platform.INSTAGRAM) one.put("username", account.username());
        else one.put("name", account.name()).put("email", account.id() + "@facebook.com");
        return one.put("id", account.id());
    }
}
