package io.parley.sandbox.phone;

import io.parley.sandbox.Account;
import io.parley.sandbox.Platform;
import io.parley.sandbox.http.EventStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The shoppers' chats, in memory. Only people who wrote from the phone have one; the oldest make
/// room for new ones.
public final class Chats {
    private static final int CHATS_MAX = 2_000;

    private final Map<Key, Chat> chats = new ConcurrentHashMap<>();
    private final RemoteImages images;
    private final Clock clock;

    private final List<Listener> written = new CopyOnWriteArrayList<>();

    /// Hears what shoppers write.
    @FunctionalInterface
    public interface Listener {
        void wrote(Account to, String personId, String text);
    }

    public void onWritten(Listener listener) {
        written.add(listener);
    }

    void wrote(Account to, String personId, String text) {
        written.forEach(listener -> listener.wrote(to, personId, text));
    }

    private volatile Commented commented = (_, _) -> {};

    /// Hears who commented on a post.
    @FunctionalInterface
    public interface Commented {
        void commented(String commentId, String personId);
    }

    public void onCommented(Commented listener) {
        commented = listener;
    }

    void commented(String commentId, String personId) {
        commented.commented(commentId, personId);
    }

    private record Key(Platform platform, String personId) {}

    public Chats(RemoteImages images, Clock clock) {
        this.images = images;
        this.clock = clock;
    }

    /// The shop's message reached this person.
    public void received(Account from, String personId, String messageId, JsonNode message, JsonNode raw) {
        var chat = find(from.platform(), personId);
        if (chat == null) return;
        chat.typing(false);
        chat.add(bubble(messageId, message).about(answered(chat, raw)));
        chat.happened(sent(chat, Happening.Kind.SEND, kindOf(message), 200, raw));
    }

    /// The comment a private answer is to.
    private static Bubble.@Nullable About answered(Chat chat, JsonNode raw) {
        var comment = chat.findComment(raw.path("recipient").path("comment_id").asString(""));
        return comment == null ? null : new Bubble.About("comment", comment.text());
    }

    /// The shop is typing, has seen, has reacted.
    public void acted(Account from, String personId, String action, JsonNode raw) {
        var chat = find(from.platform(), personId);
        if (chat == null) return;
        switch (action) {
            case "typing_on" -> chat.typing(true);
            case "typing_off" -> chat.typing(false);
            case "mark_seen" -> chat.seen(clock.instant());
            default -> {
                // the phone shows nothing for the others
            }
        }
        chat.happened(sent(chat, Happening.Kind.SEND, action, 200, raw));
    }

    /// The shop tried, and was refused.
    public void refused(Account from, String personId, int status, String why, JsonNode raw) {
        var chat = find(from.platform(), personId);
        if (chat != null) chat.happened(sent(chat, Happening.Kind.REFUSED, why, status, raw));
    }

    /// A mail left the shop; everyone who watches hears of it.
    public void mailed(String subject, String mailId) {
        for (var chat : chats.values())
            if (chat.isOpen())
                chat.happened(new Happening(
                        clock.instant(),
                        Happening.Kind.MAIL,
                        subject,
                        null,
                        null,
                        chat.sinceShopperActed(clock.instant()),
                        null,
                        null,
                        null,
                        "/mail#" + mailId));
    }

    /// One message of a thread, as it can be read back.
    public record Said(
            String id,
            boolean byShopper,
            Instant at,
            @Nullable String text,
            List<Shown> attachments) {}

    /// @param url where it lies, on the sandbox or elsewhere; null when it has none
    public record Shown(String type, @Nullable String url) {}

    /// @param said oldest first
    public record Thread(Account account, Person person, Instant updatedAt, List<Said> said) {}

    /// The threads of an account, the one that changed last first.
    public List<Thread> threads(Account account) {
        return chats.values().stream()
                .filter(chat -> chat.account().id().equals(account.id()))
                .map(Chats::thread)
                .filter(thread -> !thread.said().isEmpty())
                .sorted(Comparator.comparing(Thread::updatedAt)
                        .reversed()
                        .thenComparing(thread -> thread.person().id()))
                .toList();
    }

    /// Null when this person has not written to the account.
    public @Nullable Thread thread(Account account, String personId) {
        var chat = find(account.platform(), personId);
        return chat == null || !chat.account().id().equals(account.id()) ? null : thread(chat);
    }

    private static Thread thread(Chat chat) {
        var view = chat.view();
        return new Thread(
                view.account(),
                view.person(),
                chat.touchedAt(),
                view.messages().stream()
                        .filter(bubble -> bubble.change() != Bubble.Change.DELETED)
                        .map(bubble -> new Said(
                                bubble.id(),
                                bubble.from() == Bubble.From.SHOPPER,
                                bubble.at(),
                                bubble.text(),
                                bubble.media().stream()
                                        .map(media -> new Shown(media.type(), media.url()))
                                        .toList()))
                        .toList());
    }

    /// Who is behind an id; people never heard of have a name too.
    public Person person(String id) {
        return Stream.of(Platform.values())
                .flatMap(platform -> Stream.ofNullable(find(platform, id)))
                .map(Chat::person)
                .findFirst()
                .orElseGet(() -> Person.unnamed(id));
    }

    /// Milliseconds since a person wrote; null when they have not.
    public @Nullable Long sinceWrote(Platform platform, String personId) {
        var chat = find(platform, personId);
        return chat == null ? null : chat.sinceShopperWrote(clock.instant());
    }

    /// The platform a person writes from; null when they have not written yet.
    public @Nullable Platform platformOf(String personId) {
        return Stream.of(Platform.values())
                .filter(platform -> find(platform, personId) != null)
                .findFirst()
                .orElse(null);
    }

    /// Who wrote or got a message; null when nobody here did.
    public @Nullable String ownerOf(Platform platform, String messageId) {
        return chats.entrySet().stream()
                .filter(entry -> entry.getKey().platform() == platform
                        && entry.getValue().has(messageId))
                .map(entry -> entry.getKey().personId())
                .findFirst()
                .orElse(null);
    }

    /// The shop's message the person has on screen now and that has not been reported as read;
    /// null when none.
    public @Nullable String takeUnread(Platform platform, String personId) {
        var chat = find(platform, personId);
        return chat == null || !chat.isOpen() ? null : chat.takeUnread();
    }

    public void close() {
        chats.values().forEach(Chat::close);
    }

    @Nullable
    Chat find(Platform platform, String personId) {
        return chats.get(new Key(platform, personId));
    }

    Chat open(Account account, String personId, @Nullable String name) {
        var chat = chats.computeIfAbsent(
                new Key(account.platform(), personId),
                _ -> new Chat(account, Person.unnamed(personId), clock.instant()));
        if (name != null && !name.equals(chat.person().name())) chat.rename(Person.named(personId, name));
        if (chats.size() > CHATS_MAX) makeRoom();
        return chat;
    }

    void forget(Platform platform, String personId) {
        var chat = chats.remove(new Key(platform, personId));
        if (chat != null) chat.close();
    }

    EventStream listen(Chat chat) {
        var stream = new EventStream[1];
        stream[0] = new EventStream(() -> chat.leave(stream[0]));
        chat.listen(stream[0]);
        return stream[0];
    }

    private void makeRoom() {
        chats.entrySet().stream()
                .filter(entry -> !entry.getValue().isOpen())
                .sorted(Comparator.comparing(entry -> entry.getValue().touchedAt()))
                .limit(CHATS_MAX / 10)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(chats::remove);
    }

    private Happening sent(Chat chat, Happening.Kind kind, String what, int status, JsonNode raw) {
        var now = clock.instant();
        return new Happening(now, kind, what, status, null, chat.sinceShopperActed(now), null, null, raw, null);
    }

    private static String kindOf(JsonNode message) {
        if (message.has("list")) return "list";
        if (message.has("text")) return message.has("quick_replies") ? "text with quick replies" : "text";
        var attachment = message.path("attachment");
        return attachment
                .path("payload")
                .path("template_type")
                .asString(attachment.path("type").asString("message"));
    }

    private Bubble bubble(String id, JsonNode message) {
        var attachment = message.path("attachment");
        var payload = attachment.path("payload");
        var type = attachment.path("type").asString("");
        var template = type.equals("template");
        return new Bubble(
                id,
                Bubble.From.SHOP,
                clock.instant(),
                null,
                message.has("text") ? text(message, "text") : text(payload, "text"),
                type.isEmpty() || template ? List.of() : List.of(new Bubble.Media(type, image(payload, "url"))),
                elements(payload.path("elements")).map(this::card).toList(),
                buttons(payload.path("buttons")),
                elements(message.path("quick_replies")).map(Chats::quickReply).toList(),
                menu(message.path("list")),
                null,
                null,
                text(message.path("reply_to"), "mid"),
                null,
                null);
    }

    private Bubble.Card card(JsonNode element) {
        return new Bubble.Card(
                element.path("title").asString(""),
                text(element, "subtitle"),
                image(element, "image_url"),
                buttons(element.path("buttons")));
    }

    private static List<Bubble.Button> buttons(JsonNode buttons) {
        return elements(buttons)
                .map(button -> new Bubble.Button(
                        button.path("title").asString(""), text(button, "url"), text(button, "payload")))
                .toList();
    }

    private static Bubble.@Nullable Menu menu(JsonNode list) {
        if (!list.isObject()) return null;
        return new Bubble.Menu(
                list.path("button").asString(""),
                elements(list.path("sections"))
                        .map(section -> new Bubble.Section(
                                section.path("title").asString(""),
                                elements(section.path("rows"))
                                        .map(row -> new Bubble.Row(
                                                row.path("title").asString(""),
                                                text(row, "description"),
                                                row.path("id").asString("")))
                                        .toList()))
                        .toList());
    }

    private static Bubble.QuickReply quickReply(JsonNode reply) {
        return new Bubble.QuickReply(
                reply.path("title").asString(""), reply.path("payload").asString(""));
    }

    private @Nullable String image(JsonNode node, String field) {
        var url = text(node, field);
        return url == null ? null : images.pathFor(url);
    }

    private static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
    }
}
