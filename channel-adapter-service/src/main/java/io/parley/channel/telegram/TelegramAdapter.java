package io.parley.channel.telegram;

import io.parley.channel.account.Farewell;
import io.parley.channel.calling.Calls;
import io.parley.channel.meta.Fields;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.Limit;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.Profile;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes to people on Telegram, as a bot.
///
/// The Bot API gives no history back, so there is nothing to compare for gap repair; but Telegram
/// keeps what it could not deliver for 24 hours, also while no webhook is set, and brings it then.
@Component
class TelegramAdapter implements PlatformAdapter, Farewell {
    static final ConnectForm FORM = ConnectForm.of(
            "telegram", Platform.TELEGRAM, "[0-9]{5,20}", "the bot's number: the digits before the colon of its token");
    private static final Logger LOG = LoggerFactory.getLogger(TelegramAdapter.class);
    /// <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>
    private static final List<Limit> LIMITS = List.of(
            new Limit("messages", Limit.Scope.CHANNEL, 30, Duration.ofSeconds(1)),
            // one a second, with short bursts
            new Limit("messages", Limit.Scope.PERSON, 5, Duration.ofSeconds(5)));

    private final BotApi api;

    TelegramAdapter(BotApi api) {
        this.api = api;
    }

    @Override
    public List<ConnectForm> forms() {
        return List.of(FORM);
    }

    @Override
    public List<Part> parts(ReplyRequested reply) {
        return TelegramParts.of(reply);
    }

    @Override
    public Outcome send(Account from, Outgoing outgoing) {
        @Nullable BotToken token = BotToken.of(from.accessToken());
        if (token == null) {
            return BotErrors.tokenRefused("token_unreadable");
        }
        Part part = outgoing.part();
        ObjectNode text = TelegramJson.text(outgoing.personId(), part);
        if (part.imageUrl() == null) {
            return sent(token, "sendMessage", text);
        }
        Outcome sent = sent(token, "sendPhoto", TelegramJson.photo(outgoing.personId(), part));
        // a picture it cannot fetch or show; whatever else it may have meant, it will say again
        boolean refused = sent instanceof Outcome.Refused it && it.code().equals("400");
        return refused ? sent(token, "sendMessage", text) : sent;
    }

    private Outcome sent(BotToken token, String method, ObjectNode call) {
        try {
            BotApi.Answer answer = api.call(token, method, call);
            @Nullable String id = Fields.id(answer.result().path("message_id"));
            @Nullable String chat = Fields.id(answer.result().path("chat").path("id"));
            return answer.ok() && id != null && chat != null
                    ? new Outcome.Sent(TelegramReader.messageId(chat, id))
                    : BotErrors.read(answer);
        } catch (IOException e) {
            String name = e.getClass().getSimpleName();
            return Calls.neverLeft(e) ? new Outcome.Passing(name, null) : new Outcome.Unsure(name);
        }
    }

    @Override
    public List<Limit> limits(Platform platform, Part part) {
        return LIMITS;
    }

    @Override
    public void typing(Account from, String personId, @Nullable String lastMessageId) {
        @Nullable BotToken token = BotToken.of(from.accessToken());
        if (token == null) {
            return;
        }
        try {
            api.call(
                    token,
                    "sendChatAction",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("chat_id", personId)
                            .put("action", "typing"));
        } catch (IOException e) {
            return; // a courtesy
        }
    }

    /// Names come with the messages.
    @Override
    public Optional<Profile> profile(Account of, String personId) {
        return Optional.of(new Profile(null, null, null));
    }

    @Override
    public Set<String> ways() {
        return Set.of(FORM.way());
    }

    @Override
    public void unsubscribe(Account account) {
        @Nullable BotToken token = BotToken.of(account.accessToken());
        if (token == null) {
            return;
        }
        try {
            BotApi.Answer answer = api.call(token, "deleteWebhook", JsonNodeFactory.instance.objectNode());
            if (!answer.ok()) {
                LOG.info("the webhook of bot {} stays for now: {}", token, answer.status());
            }
        } catch (IOException e) {
            LOG.info("the webhook of bot {} stays for now: {}", token, e.toString());
        }
    }
}
