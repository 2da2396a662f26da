package io.parley.sandbox.telegram;

import io.parley.sandbox.Settings;
import io.parley.sandbox.http.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/// Posts a bot's updates, one after the other, each until it is taken. What the shop answers may
/// be a call of the API itself. What it gave as its public address is reached by the way we know.
final class UpdatePost {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final long FIRST_GAP_MILLIS = 100;
    private static final long LONGEST_GAP_MILLIS = 5_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Settings settings;
    private final Clock clock;
    private final Executor background;
    private final BiConsumer<Bot, JsonNode> answered;
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param answered hears a call of the API made in an answer
    UpdatePost(Settings settings, Clock clock, Executor background, BiConsumer<Bot, JsonNode> answered) {
        this.settings = settings;
        this.clock = clock;
        this.background = background;
        this.answered = answered;
    }

    /// In the background; returns at once.
    void deliver(Bot bot) {
        if (!busy.add(bot.id())) return;
        try {
            background.execute(() -> {
                try {
                    all(bot);
                } finally {
                    busy.remove(bot.id());
                }
                // one that came while the last was ending
                if (bot.next(clock.instant()) != null && closing.getCount() > 0) deliver(bot);
            });
        } catch (RejectedExecutionException stopping) {
            busy.remove(bot.id());
        }
    }

    private void all(Bot bot) {
        var gap = FIRST_GAP_MILLIS;
        for (var next = bot.next(clock.instant()); next != null; next = bot.next(clock.instant())) {
            if (posted(bot, next)) {
                bot.delivered(next);
                gap = FIRST_GAP_MILLIS;
                continue;
            }
            try {
                if (closing.await(gap, TimeUnit.MILLISECONDS)) return;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                closing.countDown();
                return;
            }
            gap = Math.min(LONGEST_GAP_MILLIS, gap * 2);
        }
    }

    private boolean posted(Bot bot, Bot.Update update) {
        var webhook = bot.webhook();
        if (webhook == null) return false;
        var request = HttpRequest.newBuilder(
                        settings.webhookUrl().resolve(webhook.url().getRawPath()))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(update.json())));
        if (!webhook.secret().isEmpty()) request.header("X-Telegram-Bot-Api-Secret-Token", webhook.secret());
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) return false;
            var type = answer.headers().firstValue("Content-Type").orElse("");
            if (type.startsWith("application/json") && answer.body().length > 0)
                answered.accept(bot, Json.parse(answer.body()));
            return true;
        } catch (IOException notReached) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
