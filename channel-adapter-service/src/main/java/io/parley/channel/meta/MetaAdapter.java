package io.parley.channel.meta;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.Profile;
import io.parley.channel.platform.Splitting;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes to people on Instagram and Messenger by the Send API.
/// <https://developers.facebook.com/docs/messenger-platform/reference/send-api>
@Component
class MetaAdapter implements PlatformAdapter {
    private static final int MESSENGER_CHARS_MAX = 2_000;
    private static final int INSTAGRAM_BYTES_MAX = 1_000;
    private static final int QUICK_REPLIES_MAX = 13;
    private static final int TITLE_CHARS_MAX = 20;
    private static final int PAYLOAD_CHARS_MAX = 1_000;
    private static final String MESSAGES = "/me/messages";

    private final GraphClient graph;

    MetaAdapter(GraphClient graph) {
        this.graph = graph;
    }

    @Override
    public List<ConnectForm> forms() {
        return List.of(
                ConnectForm.of("facebook", Platform.MESSENGER, "[0-9]{3,30}", "the page's number, 3 to 30 digits"),
                ConnectForm.of("instagram", Platform.INSTAGRAM, "[0-9]{3,30}", "the account's number, 3 to 30 digits"));
    }

    /// The image first, then the text in as many messages as its length takes; the quick replies stand at the end,
    /// since a platform shows only those of the newest message.
    @Override
    public List<Part> parts(ReplyRequested reply) {
        List<Part> parts = new ArrayList<>();
        String image = reply.imageUrl();
        if (image != null && (image.startsWith("https://") || image.startsWith("http://"))) {
            parts.add(new Part(null, List.of(), image));
        }
        boolean instagram = reply.contact().platform() == Platform.INSTAGRAM;
        Splitting.split(
                        Wording.clean(reply.text()),
                        instagram ? INSTAGRAM_BYTES_MAX : MESSENGER_CHARS_MAX,
                        instagram ? MetaAdapter::bytes : String::length)
                .forEach(text -> parts.add(new Part(text, List.of(), null)));
        List<QuickReply> quickReplies = reply.quickReplies().stream()
                .filter(quick -> !quick.title().isBlank())
                .limit(QUICK_REPLIES_MAX)
                .map(MetaAdapter::fitting)
                .toList();
        if (!parts.isEmpty() && !quickReplies.isEmpty()) {
            Part last = parts.removeLast();
            parts.add(new Part(last.text(), quickReplies, last.imageUrl()));
        }
        return parts;
    }

    @Override
    public Outcome send(Account from, Outgoing outgoing) {
        if (from.accessToken().isEmpty()) {
            return GraphErrors.tokenExpired("token_unreadable");
        }
        ObjectNode call = to(outgoing.personId());
        call.put("messaging_type", "RESPONSE");
        ObjectNode message = message(outgoing.part());
        if (from.platform() == Platform.MESSENGER) {
            // comes back with the echo; Instagram documents no such field, its echoes are known by id or words
            message.put("metadata", outgoing.mark());
        }
        call.set("message", message);
        try {
            GraphClient.Answer answer = graph.post(MESSAGES, from.accessToken(), call);
            if (answer.status() != 200) {
                return GraphErrors.read(answer.status(), answer.body().path("error"), answer.retryAfter());
            }
            @Nullable String id = Fields.id(answer.body().path("message_id"));
            return id == null ? new Outcome.Unsure("answer_without_id") : new Outcome.Sent(id);
        } catch (IOException e) {
            return neverLeft(e)
                    ? new Outcome.Passing(e.getClass().getSimpleName(), null)
                    : new Outcome.Unsure(e.getClass().getSimpleName());
        }
    }

    @Override
    public void typing(Account from, String personId, @Nullable String lastMessageId) {
        ObjectNode call = to(personId);
        call.put("sender_action", "typing_on");
        try {
            graph.post(MESSAGES, from.accessToken(), call);
        } catch (IOException e) {
            return; // the shopper sees no dots, and gets the answer all the same
        }
    }

    /// Meta does not introduce everybody: people who have not written, or forbid it, stay nameless.
    @Override
    public Optional<Profile> profile(Account of, String personId) {
        try {
            GraphClient.Answer answer = graph.get(personId, "name,username,profile_pic", of.accessToken());
            if (answer.status() == 200) {
                return Optional.of(new Profile(
                        Fields.word(answer.body().path("name")),
                        Fields.word(answer.body().path("username")),
                        Fields.url(answer.body().path("profile_pic"))));
            }
            Outcome error = GraphErrors.read(answer.status(), answer.body().path("error"), null);
            return error instanceof Outcome.Refused ? Optional.of(new Profile(null, null, null)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode to(String personId) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.putObject("recipient").put("id", personId);
        return call;
    }

    private static ObjectNode message(Part part) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        if (part.text() != null) {
            message.put("text", part.text());
        } else {
            message.putObject("attachment")
                    .put("type", "image")
                    .putObject("payload")
                    .put("url", part.imageUrl())
                    .put("is_reusable", true);
        }
        if (!part.quickReplies().isEmpty()) {
            ArrayNode offered = message.putArray("quick_replies");
            part.quickReplies()
                    .forEach(quick -> offered.addObject()
                            .put("content_type", "text")
                            .put("title", quick.title())
                            .put("payload", quick.payload()));
        }
        return message;
    }

    private static QuickReply fitting(QuickReply quick) {
        String title = Splitting.shorten(Wording.clean(quick.title()), TITLE_CHARS_MAX, String::length);
        String payload = quick.payload().isBlank() ? title : Wording.clean(quick.payload());
        ToIntFunction<String> size = String::length;
        return new QuickReply(title, Splitting.shorten(payload, PAYLOAD_CHARS_MAX, size));
    }

    private static boolean neverLeft(IOException e) {
        return e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
