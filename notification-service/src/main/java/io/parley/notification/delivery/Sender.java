package io.parley.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.notification.delivery.Due.Group;
import io.parley.starter.Trace;
import io.parley.starter.shop.ShopScope;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Sends what is due: at once when told so, else when it looks, every few seconds.
///
/// SMTP has no transaction: between the server's "250 accepted" and our commit there is a moment in which a crash
/// leaves
/// either *twice* or *never*. **Chosen: twice, never never.** A notification is marked as sent after the server has
/// taken
/// it, one by one, so a crash repeats at most the letter each lane had in its hands, and loses none. The repeated
/// letter
/// has the same `Message-ID`, by which most mail systems show it once.
@Component
class Sender implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final String SERVICE = "notification";
    private static final int PROBLEM_LENGTH_MAX = 300;
    /// The longest one letter can take by the mail timeouts; a lease that ends sooner is not relied on.
    private static final Duration LETTER_LONGEST = Duration.ofSeconds(60);
    private static final Duration[] MARK_AGAIN_AFTER = {
        Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10)
    };

    private final Notifications notifications;
    private final Letters letters;
    private final Wake wake;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String instance;
    private final Duration lease;
    private final Duration sweep;
    private final List<Postman> postmen;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    Sender(
            Notifications notifications,
            Letters letters,
            Wake wake,
            JavaMailSenderImpl mail,
            Clock clock,
            MeterRegistry meters,
            @Value("${parley.instance}") String instance,
            @Value("${parley.mail.from}") String from,
            @Value("${parley.notification.lease}") Duration lease,
            @Value("${parley.notification.sweep}") Duration sweep,
            @Value("${parley.notification.lanes}") int lanes)
            throws AddressException {
        this.notifications = notifications;
        this.letters = letters;
        this.wake = wake;
        this.clock = clock;
        this.meters = meters;
        this.instance = instance;
        this.lease = lease;
        this.sweep = sweep;
        InternetAddress sender = new InternetAddress(from, true);
        this.postmen =
                Stream.generate(() -> new Postman(mail, sender)).limit(lanes).toList();
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofVirtual().name("sender").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            stopping.countDown();
            wake.ring();
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try (Trace.Scope _ = Trace.continuing(null).enter(SERVICE);
                ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            while (stopping.getCount() > 0 && !releasedOwn()) {
                waited(sweep);
            }
            while (stopping.getCount() > 0) {
                if (!sendDue(lanes) && !wake.await(sweep)) {
                    postmen.forEach(Postman::close);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            postmen.forEach(Postman::close);
        }
    }

    /// An instance's name is its own: whatever it still holds when it starts, it held when it was killed.
    private boolean releasedOwn() {
        try {
            ShopScope.callAsSystem(() -> {
                notifications.release(instance);
                return null;
            });
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("sending waits for the database: {}", e.getMessage());
            return false;
        }
    }

    /// What becomes due meanwhile wakes the loop again, so that a claim for nothing is rare.
    ///
    /// @return whether more is due than one claim takes
    private boolean sendDue(ExecutorService lanes) throws InterruptedException {
        List<Due> claimed;
        long until = System.nanoTime() + lease.minus(LETTER_LONGEST).toNanos();
        try {
            claimed = ShopScope.callAsSystem(() -> notifications.claim(instance, lease));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("sending waits for the database: {}", e.getMessage());
            return false;
        }
        if (claimed.isEmpty()) {
            return false;
        }
        List<List<Due>> posts = grouped(claimed);
        List<Callable<@Nullable Void>> rounds = new ArrayList<>();
        int busy = Math.min(postmen.size(), (posts.size() + 3) / 4);
        for (int lane = 0; lane < busy; lane++) {
            int first = lane;
            rounds.add(() -> {
                round(postmen.get(first), posts, first, busy, until);
                return null;
            });
        }
        lanes.invokeAll(rounds);
        return claimed.size() == Notifications.CLAIM_MAX;
    }

    private static List<List<Due>> grouped(List<Due> claimed) {
        Map<Group, List<Due>> groups = new LinkedHashMap<>();
        claimed.forEach(due ->
                groups.computeIfAbsent(due.group(), group -> new ArrayList<>()).add(due));
        return List.copyOf(groups.values());
    }

    /// Every so many-th post, from the first on. What the lease leaves no time for is claimed again when it has ended.
    private void round(Postman postman, List<List<Due>> posts, int first, int step, long until) {
        for (int i = first; i < posts.size() && stopping.getCount() > 0 && System.nanoTime() < until; i += step) {
            List<Due> post = posts.get(i);
            try (Trace.Scope _ = Trace.continuing(post.getFirst().trace()).enter(SERVICE)) {
                send(postman, post);
            } catch (RuntimeException e) {
                LOG.error("a notification was not settled, it will be taken up again", e);
            }
        }
    }

    private void send(Postman postman, List<Due> post) {
        Due first = post.getFirst();
        Shop shop = first.shop();
        if (shop == null) {
            notSent(post, "the shop's address is not known yet", null, false);
            return;
        }
        long from = System.nanoTime();
        try {
            postman.bring(written(post, shop), first.id(), shop.ownerEmail(), clock.instant());
        } catch (MessagingException e) {
            notSent(post, problem(e), shop.ownerEmail(), Postman.isFinal(e));
            return;
        }
        meters.timer("parley.notification.smtp").record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        markSent(post, shop.ownerEmail());
        meters.counter("parley.notification.sent", "kind", kind(post)).increment(post.size());
    }

    private Letter written(List<Due> post, Shop shop) {
        List<Notice> notices = post.stream().map(Due::notice).toList();
        return notices.size() == 1 ? letters.about(notices.getFirst(), shop) : letters.summary(notices, shop);
    }

    /// The letter is out: everything is tried to say so before the lease ends, or it would go out again.
    private void markSent(List<Due> post, String address) {
        int failures = 0;
        while (true) {
            try {
                ShopScope.callAs(post.getFirst().shopId(), () -> {
                    notifications.sent(post, post.getFirst().id(), address);
                    return null;
                });
                return;
            } catch (DataAccessException | TransactionException e) {
                if (failures == MARK_AGAIN_AFTER.length || waited(MARK_AGAIN_AFTER[failures++])) {
                    throw e;
                }
            }
        }
    }

    private boolean waited(Duration time) {
        try {
            return stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void notSent(List<Due> post, String problem, @Nullable String address, boolean hopeless) {
        boolean givenUp = ShopScope.callAs(
                post.getFirst().shopId(), () -> notifications.notSent(post, problem, address, hopeless));
        LOG.warn(
                "{} of {} not sent (try {}{}): {}",
                kind(post),
                post.getFirst().subject(),
                post.getFirst().attempts(),
                givenUp ? ", given up" : "",
                problem);
        meters.counter("parley.notification.notSent", "kind", kind(post), "givenUp", String.valueOf(givenUp))
                .increment(post.size());
    }

    private static String kind(List<Due> post) {
        return post.getFirst().notice().kind().code();
    }

    private static String problem(MessagingException e) {
        String words =
                String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return words.length() <= PROBLEM_LENGTH_MAX ? words : words.substring(0, PROBLEM_LENGTH_MAX);
    }
}
