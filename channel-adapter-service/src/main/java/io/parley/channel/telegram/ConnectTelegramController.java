package io.parley.channel.telegram;

import io.parley.channel.account.AskedFor;
import io.parley.channel.account.ChannelView;
import io.parley.channel.account.ConnectAnswer;
import io.parley.channel.account.ConnectChannel;
import io.parley.channel.account.Farewell;
import io.parley.channel.meta.Fields;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Connects a bot by the token that @BotFather gave for it.
@RestController
class ConnectTelegramController {
    private static final int CONNECTIONS = 40;
    private static final List<String> WANTED =
            List.of("message", "edited_message", "callback_query", "my_chat_member", "message_reaction");

    private final BotApi api;
    private final TelegramSettings settings;
    private final ConnectChannel connect;
    private final ConnectAnswer answer;

    ConnectTelegramController(BotApi api, TelegramSettings settings, ConnectChannel connect, ConnectAnswer answer) {
        this.api = api;
        this.settings = settings;
        this.connect = connect;
        this.answer = answer;
    }

    /// @param accountId the bot's number; may be left out, since the token begins with it
    /// @param name as the seller calls it; else as Telegram does
    /// @param accessToken the bot's token, never shown again
    record NewBot(
            @Size(max = 200) @Nullable String accountId,
            @Size(max = 200) @Nullable String name,
            @Size(max = 100) @Nullable String username,
            @NotNull @Size(max = 200) String accessToken,
            @Size(max = 20) @Nullable Map<String, @Nullable String> details) {

        @Override
        public String toString() {
            return "NewBot[" + accountId + "]";
        }
    }

    /// 201 for a bot new to the shop, 200 for one connected again: what waited is sent then, and
    /// what people wrote in the last 24 hours comes in.
    @PostMapping("/api/channels/connect/telegram")
    @Allowed("channels:write")
    @Operation(summary = "Connects a Telegram bot by its token, and has its updates sent here")
    ResponseEntity<ChannelView> connect(@Valid @RequestBody NewBot given) {
        @Nullable BotToken token = BotToken.of(given.accessToken());
        if (token == null) {
            throw AskedFor.refused(
                    "accessToken", "a bot's token as @BotFather shows it: digits, a colon, then letters and digits");
        }
        if (given.accountId() != null
                && !given.accountId().isBlank()
                && !given.accountId().strip().equals(token.botId())) {
            throw AskedFor.refused("accountId", TelegramAdapter.FORM.accountIdIs());
        }
        JsonNode me = asked(token, "getMe", JsonNodeFactory.instance.objectNode());
        @Nullable String username = Fields.word(me.path("username"));
        @Nullable String called = Fields.word(me.path("first_name"));
        listen(token);
        String name = given.name() != null && !given.name().isBlank()
                ? given.name().strip()
                : called != null ? called : username != null ? username : token.botId();
        return answer.to(connect.connect(
                TelegramAdapter.FORM,
                token.botId(),
                Map.of(Farewell.SUBSCRIPTION, "telegram:" + token.botId()),
                name,
                username,
                token.whole()));
    }

    private void listen(BotToken token) {
        ObjectNode webhook = JsonNodeFactory.instance
                .objectNode()
                .put("url", settings.webhook(token.botId()))
                .put("secret_token", token.webhookSecret())
                .put("max_connections", CONNECTIONS);
        WANTED.forEach(webhook.putArray("allowed_updates")::add);
        asked(token, "setWebhook", webhook);
    }

    private JsonNode asked(BotToken token, String method, ObjectNode arguments) {
        BotApi.Answer answer;
        try {
            answer = api.call(token, method, arguments);
        } catch (IOException e) {
            throw unavailable();
        }
        if (answer.ok()) {
            return answer.result();
        }
        throw switch (answer.status()) {
            case 401, 403, 404 ->
                Refusal.invalid(
                        "token_refused",
                        "Telegram does not take this token. Copy the whole of it from @BotFather (/token).");
            case 400 ->
                Refusal.invalid(
                        "webhook_refused",
                        "Telegram cannot send to " + settings.webhook(token.botId())
                                + ": this installation's public address must be https and reachable from the internet.");
            default -> unavailable();
        };
    }

    private static Refusal unavailable() {
        return Refusal.unavailable("telegram_unavailable", "Telegram does not answer now; try again in a minute.");
    }
}
