package io.parley.channel.meta;

import io.parley.channel.calling.Calls;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.Echoes;
import io.parley.channel.platform.Limit;
import io.parley.channel.platform.Looked;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.Profile;
import io.parley.channel.platform.Window;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes to people on Instagram and Messenger by the Send API.
/// <https://developers.facebook.com/docs/messenger-platform/reference/send-api>
@Component
class MetaAdapter implements PlatformAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(MetaAdapter.class);
    private static final Duration OPEN = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Limit TEXTS = new Limit("send", Limit.Scope.CHANNEL, 300, Duration.ofSeconds(1));
    private static final Limit PRIVATE_REPLIES =
            new Limit("private_reply", Limit.Scope.CHANNEL, 750, Duration.ofHours(1));
    private static final int LOOKED_AT = 20;
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

    @Override
    public String house() {
        return META;
    }

    @Override
    public List<Part> parts(ReplyRequested reply) {
        return MetaParts.of(reply);
    }

    @Override
    public List<Limit> limits(Platform platform, Part part) {
        return part.commentId() == null ? List.of(TEXTS) : List.of(TEXTS, PRIVATE_REPLIES);
    }

    @Override
    public Optional<Window> window(Platform platform) {
        return Optional.of(new Window(OPEN, WEEK, WEEK, WEEK, false));
    }

    /// Instagram documents no field that comes back; its echoes are known by id or words.
    @Override
    public Echoes echoes(Platform platform) {
        return platform == Platform.MESSENGER ? Echoes.MARKED : Echoes.PLAIN;
    }

    @Override
    public Outcome send(Account from, Outgoing outgoing) {
        if (from.accessToken().isEmpty()) {
            return GraphErrors.tokenExpired("token_unreadable");
        }
        Part part = outgoing.part();
        ObjectNode call = part.commentId() == null ? to(outgoing.personId()) : toCommenter(part.commentId());
        if (outgoing.humanAgent()) {
            call.put("messaging_type", "MESSAGE_TAG").put("tag", "HUMAN_AGENT");
        } else {
            call.put("messaging_type", "RESPONSE");
        }
        ObjectNode message = message(part);
        if (from.platform() == Platform.MESSENGER) {
            message.put("metadata", outgoing.mark());
        }
        call.set("message", message);
        try {
            Calls.Answer answer = graph.post(MESSAGES, from.accessToken(), call);
            if (answer.status() != 200) {
                return GraphErrors.read(answer.status(), answer.body().path("error"), answer.retryAfter());
            }
            @Nullable String id = Fields.id(answer.body().path("message_id"));
            return id == null
                    ? new Outcome.Unsure("answer_without_id")
                    : new Outcome.Sent(id, Fields.id(answer.body().path("recipient_id")));
        } catch (IOException e) {
            return Calls.neverLeft(e)
                    ? new Outcome.Passing(e.getClass().getSimpleName(), null)
                    : new Outcome.Unsure(e.getClass().getSimpleName());
        }
    }

    /// Reads the newest of the thread. Words alone tell which message is which, so only those
    /// that are all words can be found.
    @Override
    public Looked look(Account from, Outgoing message, Instant since) {
        Part part = message.part();
        if (part.text() == null || !part.links().isEmpty() || part.commentId() != null) {
            return new Looked.Unknown();
        }
        try {
            Calls.Answer answer = graph.get(
                    "/me/conversations?platform=" + (from.platform() == Platform.INSTAGRAM ? "instagram" : "messenger")
                            + "&user_id=" + GraphClient.encoded(message.personId()) + "&fields="
                            + GraphClient.encoded("messages.limit(" + LOOKED_AT + "){id,created_time,from,message}"),
                    from.accessToken());
            JsonNode messages =
                    answer.body().path("data").path(0).path("messages").path("data");
            if (answer.status() != 200 || !messages.isArray()) {
                return new Looked.Unknown();
            }
            // the platform tells seconds only
            Instant first = since.truncatedTo(ChronoUnit.SECONDS);
            Instant ahead = since.plus(WEEK);
            for (JsonNode found : messages) {
                Instant at = Fields.time(found.path("created_time"), ahead);
                String id = Fields.id(found.path("id"));
                if (id != null
                        && at != null
                        && !at.isBefore(first)
                        && from.accountId().equals(Fields.id(found.path("from").path("id")))
                        && squeezed(part.text())
                                .equals(squeezed(found.path("message").asString("")))) {
                    return new Looked.Found(id);
                }
            }
            return new Looked.Absent();
        } catch (IOException e) {
            return new Looked.Unknown();
        }
    }

    @Override
    public void typing(Account from, String personId, @Nullable String lastMessageId) {
        act(from, personId, "typing_on");
    }

    @Override
    public void seen(Account from, String personId, String messageId) {
        act(from, personId, "mark_seen");
    }

    private void act(Account from, String personId, String action) {
        ObjectNode call = to(personId);
        call.put("sender_action", action);
        try {
            graph.post(MESSAGES, from.accessToken(), call);
        } catch (IOException e) {
            LOG.debug("{} was not shown: {}", action, e.toString());
        }
    }

    /// Meta does not introduce everybody: people who have not written, or forbid it, stay
    /// nameless.
    @Override
    public Optional<Profile> profile(Account of, String personId) {
        try {
            Calls.Answer answer = graph.get(personId, "name,username,profile_pic", of.accessToken());
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

    private static ObjectNode toCommenter(String commentId) {
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        call.putObject("recipient").put("comment_id", commentId);
        return call;
    }

    /// Quick replies become buttons beside links where there is room: buttons stay when the talk
    /// goes on.
    private static ObjectNode message(Part part) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        boolean allButtons = !part.links().isEmpty()
                && part.links().size() + part.quickReplies().size() <= MetaParts.BUTTONS_MAX;
        if (!part.cards().isEmpty()) {
            ObjectNode payload = template(message, "generic");
            ArrayNode elements = payload.putArray("elements");
            part.cards().forEach(card -> element(elements.addObject(), card));
        } else if (!part.links().isEmpty()) {
            ObjectNode payload = template(message, "button");
            payload.put("text", part.text());
            ArrayNode buttons = payload.putArray("buttons");
            part.links()
                    .forEach(link -> buttons.addObject()
                            .put("type", "web_url")
                            .put("title", link.title())
                            .put("url", link.url()));
            if (allButtons) {
                part.quickReplies().forEach(quick -> postback(buttons, quick));
            }
        } else if (part.text() != null) {
            message.put("text", part.text());
        } else {
            message.putObject("attachment")
                    .put("type", "image")
                    .putObject("payload")
                    .put("url", part.imageUrl())
                    .put("is_reusable", true);
        }
        if (!part.quickReplies().isEmpty() && !allButtons) {
            ArrayNode offered = message.putArray("quick_replies");
            part.quickReplies()
                    .forEach(quick -> offered.addObject()
                            .put("content_type", "text")
                            .put("title", quick.title())
                            .put("payload", quick.payload()));
        }
        return message;
    }

    private static ObjectNode template(ObjectNode message, String type) {
        return message.putObject("attachment")
                .put("type", "template")
                .putObject("payload")
                .put("template_type", type);
    }

    private static void element(ObjectNode element, Card card) {
        element.put("title", card.title());
        if (card.subtitle() != null) {
            element.put("subtitle", card.subtitle());
        }
        if (card.imageUrl() != null) {
            element.put("image_url", card.imageUrl());
        }
        if (!card.buttons().isEmpty()) {
            ArrayNode buttons = element.putArray("buttons");
            card.buttons().forEach(button -> postback(buttons, button));
        }
    }

    private static void postback(ArrayNode buttons, QuickReply quick) {
        buttons.addObject().put("type", "postback").put("title", quick.title()).put("payload", quick.payload());
    }

    private static String squeezed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
