package io.parley.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Shoppers who order in a chat and on the web, at a steady pace, and repeat what is not answered, as platforms and
/// browsers do.
public final class Traffic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Meta meta;
    private final Sandbox sandbox;
    private final Installation parley;
    private final UUID shop;
    private final UUID variant;
    private final int perSecond;
    private final ExecutorService shoppers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> yes = new ConcurrentHashMap<>();
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> webOrders = new ConcurrentHashMap<>();
    private final AtomicInteger repeats = new AtomicInteger();
    private volatile boolean stopped;
    private @Nullable Thread pace;

    /// @param perSecond new shoppers, every other one in a chat
    public Traffic(Installation parley, Seller seller, Seller.Product onTheWeb, int perSecond) {
        this.parley = parley;
        this.meta = new Meta(parley);
        this.sandbox = new Sandbox(parley);
        this.shop = seller.shop();
        this.variant = onTheWeb.variant();
        this.perSecond = perSecond;
    }

    /// @param chatOrder the whole wish in one message, for instance `1 hydra cream to Accra please`
    public void start(String chatOrder) {
        pace = Thread.ofPlatform().name("traffic").start(() -> {
            for (int i = 0; !stopped; i++) {
                boolean chat = i % 2 == 0;
                shoppers.submit(() -> {
                    if (chat) {
                        orderInChat(chatOrder);
                    } else {
                        orderOnTheWeb();
                    }
                    return null;
                });
                LockSupport.parkNanos(1_000_000_000L / perSecond);
            }
        });
    }

    private void orderInChat(String words) throws InterruptedException {
        String person = Meta.newPerson();
        deliver(Meta.text(person, words));
        if (!isAnswered(person, "first message", 1)) {
            return;
        }
        byte[] body = Meta.text(person, "yes");
        deliver(body);
        yes.put(person, words);
        int before = 1;
        isAnswered(person, "yes", before + 1);
    }

    private void deliver(byte[] body) throws InterruptedException {
        repeats.addAndGet(meta.deliver(body) - 1);
    }

    private boolean isAnswered(String person, String what, int answers) {
        try {
            Waiting.until(what, PATIENCE, () -> {
                List<Sandbox.Got> got = sandbox.to(person);
                if (got.size() < answers) {
                    LockSupport.parkNanos(300_000_000L);
                }
                return got.size() >= answers;
            });
            return true;
        } catch (IllegalStateException | InterruptedException e) {
            unanswered.put(person, what);
            return false;
        }
    }

    private void orderOnTheWeb() throws InterruptedException {
        WebShopper shopper = new WebShopper(parley, shop);
        repeat(() -> shopper.add(variant, 1));
        Calls.Answer answer = repeat(shopper::checkOut);
        if (answer.status() == 201) {
            webOrders.put(UUID.fromString(answer.json().get("orderId").asString()), true);
        } else {
            unanswered.put("web " + UUID.randomUUID(), "checkout " + answer.status() + " " + answer.text());
        }
    }

    /// Until it is neither a 5xx nor no answer at all.
    private Calls.Answer repeat(java.util.function.Supplier<Calls.Answer> call) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Calls.Answer answer = call.get();
        while ((answer.status() == 0 || answer.status() >= 500) && System.nanoTime() < deadline) {
            repeats.incrementAndGet();
            Waiting.pause(500);
            answer = call.get();
        }
        return answer;
    }

    /// No new shoppers; those under way end what they began.
    ///
    /// @return whether they did in time
    public boolean finish() throws InterruptedException {
        stopped = true;
        if (pace != null) {
            pace.join();
        }
        shoppers.shutdown();
        return shoppers.awaitTermination(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
    }

    /// Those who said yes in a chat.
    public Map<String, String> saidYes() {
        return yes;
    }

    public Map<UUID, Boolean> webOrders() {
        return webOrders;
    }

    /// Those who waited in vain, and for what.
    public Map<String, String> unanswered() {
        return unanswered;
    }

    /// How often something had to be sent again.
    public int repeats() {
        return repeats.get();
    }

    @Override
    public void close() {
        stopped = true;
        shoppers.shutdownNow();
    }
}
