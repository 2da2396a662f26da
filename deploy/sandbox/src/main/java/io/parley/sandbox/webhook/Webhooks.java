package io.parley.sandbox.webhook;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.parley.sandbox.Settings;
import io.parley.sandbox.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Posts webhooks until the shop takes them, one person's in the order they happened, different persons' side by side.
/// Meta repeats for hours with growing gaps; here the gaps are short, so that a shop coming back hears at once.
public final class Webhooks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Webhooks.class.getName());
    /// Messenger waits this long for the 200.
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration FIRST_GAP = Duration.ofMillis(250);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(5);
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(1);
    private static final int WAITING_MAX = 20_000;

    private final Settings settings;
    private final String appSecret;
    private final String twilioToken;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .executor(threads)
            .build();
    private final Map<String, CompletableFuture<Void>> lanes = new ConcurrentHashMap<>();
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// @param twilioToken signs the forms, as the app secret does the JSON
    public Webhooks(Settings settings, String appSecret, String twilioToken) {
        this.settings = settings;
        this.appSecret = appSecret;
        this.twilioToken = twilioToken;
    }

    /// What became of one posting.
    ///
    /// @param status  the shop's HTTP status; 0 when it could not be reached
    /// @param number  counts from 1; 0 when an earlier webhook of this person is still on its way
    /// @param willTry whether it will be posted again
    public record Attempt(int status, long tookMillis, int number, boolean willTry) {
        public boolean accepted() {
            return status == 200;
        }
    }

    /// A body with the signature it goes out with.
    public record Signed(MetaEvent event, byte[] body, String signature) {}

    @FunctionalInterface
    public interface Watcher {
        void attempted(Signed webhook, Attempt attempt);

        Watcher NOBODY = (_, _) -> {};
    }

    /// The result of the first attempt; further ones only reach the watcher.
    public CompletableFuture<Attempt> post(String person, MetaEvent event, Watcher watcher) {
        var webhook = event.formTo() == null ? json(event) : form(event, event.formTo());
        var first = new CompletableFuture<Attempt>();
        if (waiting.get() >= WAITING_MAX) {
            LOG.log(WARNING, "{0} webhooks wait already; one more {1} is dropped", WAITING_MAX, event.what());
            first.complete(new Attempt(0, 0, 0, false));
            return first;
        }
        if (settings.drops()) {
            LOG.log(INFO, "one {0} is lost on purpose", event.what());
            first.complete(new Attempt(0, 0, 0, false));
            return first;
        }
        waiting.incrementAndGet();
        if (stuck.contains(person)) first.complete(new Attempt(0, 0, 0, true));
        var turn = lanes.compute(
                person,
                (_, before) -> (before == null ? CompletableFuture.completedFuture((Void) null) : before)
                        .thenRunAsync(() -> deliver(person, webhook, first, watcher), threads));
        turn.whenComplete((_, _) -> {
            waiting.decrementAndGet();
            lanes.remove(person, turn);
        });
        return first;
    }

    @Override
    public void close() {
        closing.countDown();
        client.shutdownNow();
        threads.shutdownNow();
    }

    private Signed json(MetaEvent event) {
        var body = Json.bytes(event.json());
        return new Signed(event, body, MetaSignature.of(appSecret, body));
    }

    private Signed form(MetaEvent event, String to) {
        var fields = new LinkedHashMap<String, String>();
        event.json()
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
        var body = new StringJoiner("&");
        fields.forEach((name, value) -> body.add(encoded(name) + "=" + encoded(value)));
        var signed = to.isEmpty() ? formsTo().toString() : to;
        return new Signed(
                event,
                body.toString().getBytes(StandardCharsets.UTF_8),
                TwilioSignature.of(twilioToken, signed, fields));
    }

    /// Beside the address of the JSON.
    private URI formsTo() {
        return URI.create(settings.webhookUrl().toString().replaceFirst("/meta$", "/twilio"));
    }

    /// Where a webhook goes now. What the shop gave as its public address is reached by the way we know.
    private URI address(Signed webhook) {
        var formTo = webhook.event().formTo();
        if (formTo == null) return settings.webhookUrl();
        if (formTo.isEmpty()) return formsTo();
        var given = URI.create(formTo);
        var query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return settings.webhookUrl().resolve(given.getRawPath() + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void deliver(String person, Signed webhook, CompletableFuture<Attempt> first, Watcher watcher) {
        var gap = FIRST_GAP;
        var started = System.nanoTime();
        for (var number = 1; ; number++) {
            var before = System.nanoTime();
            var status = closing.getCount() == 0 ? 0 : post(webhook);
            var patient = settings.retries()
                    && closing.getCount() > 0
                    && System.nanoTime() - started < GIVE_UP_AFTER.toNanos()
                    // Twilio is not patient: once more, and that was it
                    && (webhook.event().formTo() == null || number < 2);
            var attempt =
                    new Attempt(status, (System.nanoTime() - before) / 1_000_000, number, status != 200 && patient);
            if (attempt.willTry()) stuck.add(person);
            else stuck.remove(person);
            watcher.attempted(webhook, attempt);
            first.complete(attempt);
            if (!attempt.willTry() || closes(gap)) {
                stuck.remove(person);
                return;
            }
            gap = gap.multipliedBy(2).compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap.multipliedBy(2);
        }
    }

    private int post(Signed webhook) {
        var form = webhook.event().formTo() != null;
        var request = HttpRequest.newBuilder(address(webhook))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", form ? "application/x-www-form-urlencoded; charset=UTF-8" : "application/json")
                .header("User-Agent", form ? "TwilioProxy/1.1" : "facebookexternalua")
                .header(form ? TwilioSignature.HEADER : MetaSignature.HEADER, webhook.signature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(webhook.body()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notReached) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private boolean closes(Duration gap) {
        try {
            return closing.await(gap.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
