package io.parley.channel.meta;

import io.parley.channel.account.Connection;
import io.parley.channel.account.Farewell;
import io.parley.channel.calling.Calls;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.InboundKind;
import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.Outcome;
import io.parley.channel.repair.ConversationReader;
import io.parley.channel.repair.NotReadable;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.events.Platform;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads threads back by the Conversations API.
/// <https://developers.facebook.com/docs/messenger-platform/conversations>
@Component
class MetaConversations implements ConversationReader {
    private static final int THREADS_PER_CALL = 50;
    private static final int MESSAGES_PER_CALL = 50;
    private static final String MESSAGE_FIELDS =
            "id,created_time,from,to,message,sticker,attachments,shares,story,reply_to,is_unsupported";

    private final GraphClient graph;
    private final Clock clock;

    MetaConversations(GraphClient graph, Clock clock) {
        this.graph = graph;
        this.clock = clock;
    }

    @Override
    public Set<String> ways() {
        return Set.of("facebook", "instagram");
    }

    @Override
    public Page<Thread> threads(Account account, @Nullable String after) {
        // the token is the page's, so `me` is the page where it is not known by its number
        String page = account.details()
                .getOrDefault(
                        Farewell.SUBSCRIPTION, account.platform() == Platform.MESSENGER ? account.accountId() : "me");
        String platform = account.platform() == Platform.INSTAGRAM ? "instagram" : "messenger";
        JsonNode answer = ask(
                account,
                "/" + GraphClient.encoded(page) + "/conversations?platform=" + platform
                        + "&fields=id,updated_time,participants&limit=" + THREADS_PER_CALL + after(after));
        List<Thread> threads = new ArrayList<>();
        Instant now = clock.instant();
        for (JsonNode thread : answer.path("data")) {
            String id = Fields.id(thread.path("id"));
            Instant updated = Fields.time(thread.path("updated_time"), now);
            if (id != null && updated != null) {
                threads.add(new Thread(id, person(account, thread.path("participants")), updated));
            }
        }
        return new Page<>(threads, next(answer));
    }

    @Override
    public Page<MessageRef> messages(Account account, String threadId, @Nullable String after) {
        JsonNode answer = ask(
                account,
                "/" + GraphClient.encoded(threadId) + "/messages?fields=id,created_time&limit=" + MESSAGES_PER_CALL
                        + after(after));
        List<MessageRef> messages = new ArrayList<>();
        Instant now = clock.instant();
        for (JsonNode message : answer.path("data")) {
            String id = Fields.id(message.path("id"));
            Instant at = Fields.time(message.path("created_time"), now);
            if (id != null && at != null) {
                messages.add(new MessageRef(id, List.of(Wording.key(id), tapped(id)), at));
            }
        }
        return new Page<>(messages, next(answer));
    }

    @Override
    public Read message(Account account, Connection channel, Thread thread, MessageRef ref) {
        JsonNode message = ask(account, "/" + GraphClient.encoded(ref.id()) + "?fields=" + MESSAGE_FIELDS);
        String from = Fields.id(message.path("from").path("id"));
        boolean fromAccount = isAccount(account, from);
        String person = fromAccount || from == null ? thread.personId() : from;
        if (person == null && fromAccount) {
            person = person(account, message.path("to"));
        }
        if (person == null) {
            return new Read(
                    message.toString(),
                    List.of(new Finding.SetAside(
                            channel,
                            Wording.key(ref.id()),
                            false,
                            "no_person",
                            Wording.clean(message.toString()),
                            ref.at())));
        }
        @Nullable String whole = Fields.text(message.path("message"));
        @Nullable String text = whole == null ? null : Wording.kept(whole);
        List<Attachment> attachments = attachments(message);
        List<Attachment> shown = attachments.isEmpty() && text == null || Fields.flag(message.path("is_unsupported"))
                ? MetaAttachments.withUnsupported(attachments)
                : attachments;
        boolean shortened = !Objects.equals(whole, text);
        Instant at = ref.at();
        if (fromAccount && text == null && message.path("story").path("mention").isObject()) {
            return new Read(
                    message.toString(),
                    List.of(new Finding.SetAside(
                            channel, Wording.key(ref.id()), true, MetaEvents.OWN_STORY_MENTION, "", at)));
        }
        if (fromAccount) {
            return new Read(
                    message.toString(),
                    List.of(new Finding.Echo(
                            channel,
                            person,
                            Wording.key(ref.id()),
                            at,
                            shortened,
                            ref.id(),
                            null,
                            whole,
                            contact -> new EchoReceived(contact, at, ref.id(), text, shown))));
        }
        @Nullable ReplyTo replyTo = replyTo(message);
        return new Read(
                message.toString(),
                List.of(
                        new Finding.Fact(
                                channel,
                                person,
                                Wording.key(ref.id()),
                                InboundKind.MESSAGE,
                                at,
                                shortened,
                                contact -> new MessageReceived(
                                        contact, at, ref.id(), text, shown, null, replyTo, null, true)),
                        // a tap looks like a message here; should its webhook come after all, it is not told again
                        new Finding.SetAside(channel, tapped(ref.id()), true, "repaired", "", at)));
    }

    /// The key of a postback's webhook.
    private static String tapped(String id) {
        return Wording.key("postback", id);
    }

    private static @Nullable ReplyTo replyTo(JsonNode message) {
        JsonNode story = message.path("story").path("reply_to");
        if (story.isObject()) {
            return new ReplyTo("story", Fields.id(story.path("id")), Fields.url(story.path("link")));
        }
        String to = Fields.id(message.path("reply_to").path("mid"));
        return to == null ? null : new ReplyTo("message", to, null);
    }

    private static List<Attachment> attachments(JsonNode message) {
        List<Attachment> found = new ArrayList<>();
        for (JsonNode attachment : message.path("attachments").path("data")) {
            found.add(attachment(attachment));
        }
        for (JsonNode share : message.path("shares").path("data")) {
            found.add(new Attachment(
                    "share", Fields.url(share.path("link")), Fields.word(share.path("name")), null, null));
        }
        String sticker = Fields.url(message.path("sticker"));
        if (sticker != null) {
            found.add(new Attachment("sticker", sticker, null, null, null));
        }
        JsonNode mention = message.path("story").path("mention");
        if (mention.isObject()) {
            found.add(new Attachment("story_mention", Fields.url(mention.path("link")), null, null, null));
        }
        return List.copyOf(found);
    }

    private static Attachment attachment(JsonNode attachment) {
        String title = Fields.word(attachment.path("name"));
        JsonNode image = attachment.path("image_data");
        JsonNode video = attachment.path("video_data");
        if (image.isObject()) {
            return new Attachment("image", Fields.url(image.path("url")), title, null, null);
        }
        if (video.isObject()) {
            return new Attachment("video", Fields.url(video.path("url")), title, null, null);
        }
        String type = Objects.requireNonNullElse(Fields.word(attachment.path("mime_type")), "");
        String kind = type.startsWith("audio/")
                ? "audio"
                : type.startsWith("image/") ? "image" : type.startsWith("video/") ? "video" : "file";
        return new Attachment(kind, Fields.url(attachment.path("file_url")), title, null, null);
    }

    /// The one that is not the account.
    private static @Nullable String person(Account account, JsonNode people) {
        for (JsonNode one : people.path("data")) {
            String id = Fields.id(one.path("id"));
            if (id != null && !isAccount(account, id)) {
                return id;
            }
        }
        return null;
    }

    private static boolean isAccount(Account account, @Nullable String id) {
        return account.accountId().equals(id)
                || id != null && id.equals(account.details().get(Farewell.SUBSCRIPTION));
    }

    private JsonNode ask(Account account, String pathAndQuery) {
        if (account.accessToken().isEmpty()) {
            throw new NotReadable(GraphErrors.tokenExpired("token_unreadable"));
        }
        try {
            Calls.Answer answer = graph.get(pathAndQuery, account.accessToken());
            if (answer.status() != 200) {
                throw new NotReadable(
                        GraphErrors.read(answer.status(), answer.body().path("error"), answer.retryAfter()));
            }
            if (!answer.body().isObject()) {
                throw new NotReadable(new Outcome.Passing("answer_not_json", null));
            }
            return answer.body();
        } catch (IOException e) {
            throw new NotReadable(new Outcome.Passing(e.getClass().getSimpleName(), null));
        }
    }

    private static String after(@Nullable String after) {
        return after == null ? "" : "&after=" + GraphClient.encoded(after);
    }

    private static @Nullable String next(JsonNode answer) {
        JsonNode paging = answer.path("paging");
        return paging.has("next") ? Fields.word(paging.path("cursors").path("after")) : null;
    }
}
