package io.parley.sandbox.phone;

import io.parley.sandbox.Account;
import io.parley.sandbox.Platform;
import io.parley.sandbox.Settings;
import io.parley.sandbox.webhook.MetaEvent;
import io.parley.sandbox.webhook.Webhooks;
import io.parley.sandbox.webhook.WhatsAppEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the platform tells the shop about its own messages: delivered, read, and the echo.
public final class Receipts {
    private static final long READING_MILLIS = 700;

    private final Chats chats;
    private final Webhooks webhooks;
    private final Settings settings;
    private final Clock clock;
    private final Executor background;

    public Receipts(Chats chats, Webhooks webhooks, Settings settings, Clock clock, Executor background) {
        this.chats = chats;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
        this.background = background;
    }

    /// A message of the shop arrived at this person.
    public void arrived(Account from, String personId, String mid, JsonNode message) {
        background.execute(() -> {
            var at = clock.millis();
            if (settings.echoes()) post(from, personId, MetaEvent.echo(from, personId, at, mid, message));
            if (settings.deliveries() && from.platform() == Platform.MESSENGER)
                post(from, personId, MetaEvent.delivery(from, personId, at, List.of(mid), at));
            readSoon(from, personId);
        });
    }

    /// Reports what is on screen as read, after the time it takes to read.
    public void readSoon(Account from, String personId) {
        if (!settings.reads() || from.platform() == Platform.SMS || from.platform() == Platform.VOICE) return;
        CompletableFuture.delayedExecutor(READING_MILLIS, TimeUnit.MILLISECONDS, background)
                .execute(() -> {
                    @Nullable String mid = chats.takeUnread(from.platform(), personId);
                    if (mid == null) return;
                    var at = clock.millis();
                    post(
                            from,
                            personId,
                            from.platform() == Platform.WHATSAPP
                                    ? WhatsAppEvent.status(from, personId, at, mid, "read", null, null, "")
                                    : MetaEvent.read(from, personId, at, mid, at));
                });
    }

    /// Tells the shop, with the phone watching.
    public void post(Account from, String personId, MetaEvent event) {
        webhooks.post(personId, event, (webhook, attempt) -> {
            var chat = chats.find(from.platform(), personId);
            if (chat != null) chat.happened(happening(clock.instant(), webhook, attempt));
        });
    }

    static Happening happening(Instant at, Webhooks.Signed webhook, Webhooks.Attempt attempt) {
        return new Happening(
                at,
                Happening.Kind.WEBHOOK,
                webhook.event().what(),
                attempt.status(),
                attempt.tookMillis(),
                null,
                attempt.number(),
                webhook.signature(),
                webhook.event().json(),
                null);
    }
}
