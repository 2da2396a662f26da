package io.parley.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shoppers who order in a chat and on the web, at a steady pace, and repeat what is not answered, as platforms and
/// browsers do.
public final class Traffic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final long FIRST_REPEAT_AFTER_MS = 500;
    private static final long REPEAT_AFTER_MAX_MS = 8_000;
    private static final long LOOK_EVERY_MS = 200;

    private final Meta meta;
    private final Sandbox sandbox;
    private final Map<String, Integer> answers = new HashMap<>();
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
    private volatile boolean closed;
    private @Nullable Thread pace;
    private @Nullable Thread reader;

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
        long before = sandbox.now();
        reader = Thread.ofPlatform().name("answers").start(() -> followAnswers(before));
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
        yes.put(person, words);
        deliver(Meta.text(person, "yes"));
        isAnswered(person, "yes", 2);
    }

    private void deliver(byte[] body) throws InterruptedException {
        if (repeat(() -> meta.post(body)).status() != 200) {
            throw new IllegalStateException("a webhook was not taken within " + PATIENCE);
        }
    }

    /// One reader for all shoppers: many who wait must not make the installation slower than it is.
    private void followAnswers(long before) {
        long last = before;
        while (!closed) {
            try {
                List<Sandbox.Got> got = sandbox.after(last);
                synchronized (answers) {
                    for (Sandbox.Got one : got) {
                        answers.merge(one.person(), 1, Integer::sum);
                        last = Math.max(last, one.number());
                    }
                    answers.notifyAll();
                }
            } catch (IllegalStateException e) {
                // the next look brings what this one could not
            }
            LockSupport.parkNanos(LOOK_EVERY_MS * 1_000_000);
        }
    }

    private boolean isAnswered(String person, String what, int number) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (answers) {
            while (answers.getOrDefault(person, 0) < number) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    unanswered.put(person, what);
                    return false;
                }
                answers.wait(left);
            }
        }
        return true;
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

    /// Until it is neither a 5xx nor no answer at all, with growing pauses, as platforms and browsers do.
    private Calls.Answer repeat(Supplier<Calls.Answer> call) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_REPEAT_AFTER_MS;
        Calls.Answer answer = call.get();
        while ((answer.status() == 0 || answer.status() >= 500) && System.nanoTime() < deadline) {
            repeats.incrementAndGet();
            Waiting.pause(pause);
            pause = Math.min(2 * pause, REPEAT_AFTER_MAX_MS);
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
        closed = true;
        shoppers.shutdownNow();
    }
}
