package io.parley.channel.telegram;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.Intake;
import io.parley.channel.meta.Fields;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Where Telegram tells what people do in their chats with a bot.
@RestController
@RequestMapping(TelegramSettings.WEBHOOK)
@Public
class TelegramWebhookController {
    private static final String SOURCE = "telegram";
    private static final String SECRET = "X-Telegram-Bot-Api-Secret-Token";

    private final Bots bots;
    private final TelegramReader reader;
    private final Intake intake;
    private final JsonMapper json;
    private final Clock clock;
    private final Counter wronglySigned;
    private final Timer accepted;

    TelegramWebhookController(
            Bots bots, TelegramReader reader, Intake intake, JsonMapper json, Clock clock, MeterRegistry meters) {
        this.bots = bots;
        this.reader = reader;
        this.intake = intake;
        this.json = json;
        this.clock = clock;
        wronglySigned = meters.counter("parley.channel.webhooks.refused", "source", SOURCE, "reason", "signature");
        accepted = Timer.builder("parley.channel.webhooks")
                .tag("source", SOURCE)
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250))
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /// Takes an update in, whatever it holds, once its secret is right. A tap is confirmed in the
    /// answer itself, so that the button stops turning at no extra call.
    @PostMapping("/{bot}")
    @Operation(summary = "Takes in what happened in the chats of a bot, shown by the secret that Telegram was given")
    ResponseEntity<String> receive(@PathVariable String bot, @Parameter(hidden = true) HttpServletRequest request)
            throws IOException {
        long from = System.nanoTime();
        byte[] body = request.getInputStream().readAllBytes();
        Optional<Bots.Bot> found = bots.find(bot);
        if (found.isEmpty() || !isRight(found.get().token(), request.getHeader(SECRET))) {
            wronglySigned.increment();
            throw Refusal.unauthenticated(
                    "signature_wrong", "The call must show the secret of a connected bot: " + SECRET + ".");
        }
        JsonNode update = parsed(body);
        List<Finding> findings = update.isMissingNode()
                ? List.of(new Finding.Stray("not_json"))
                : reader.read(found.get().channel(), update, clock.instant());
        intake.take(SOURCE, body, findings);
        accepted.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        @Nullable String tap = Fields.id(update.path("callback_query").path("id"));
        if (tap == null) {
            return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.createObjectNode()
                        .put("method", "answerCallbackQuery")
                        .put("callback_query_id", tap)
                        .toString());
    }

    private static boolean isRight(BotToken token, @Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        token.webhookSecret().getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
