package io.parley.channel.repair;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.channel.account.ChannelProblem;
import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.channel.account.TroubleChannel;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.Intake;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.Outcome;
import io.parley.channel.repair.ConversationReader.MessageRef;
import io.parley.channel.repair.ConversationReader.Thread;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Compares one channel with its platform: lists the threads that changed since the last time, finds the messages in
/// them that no webhook brought, and takes those in, once, oldest first, through the same door as a webhook's and under
/// the same keys, so that it does not matter which of the two comes first.
///
/// Its work is bounded: what does not fit into one run is kept and done in the next.
@Component
class RepairChannel {
    private static final Logger LOG = LoggerFactory.getLogger(RepairChannel.class);
    private static final String SOURCE = "repair";
    /// Platforms' clocks, and times in whole seconds: what lies at the edge is looked at twice.
    private static final Duration OVERLAP = Duration.ofMinutes(2);
    private static final String UNREADABLE = "The platform does not let this account's chats be read, so what a lost"
            + " webhook would have brought is not found. See that the account is linked to its page and lets apps read"
            + " messages, then connect it again.";
    private static final int CALLS_MAX = 300;
    private static final int MESSAGES_OF_A_THREAD_MAX = 1_000;
    private static final int TAKEN_AT_ONCE = 50;
    private static final int TRIES_MAX = 5;

    private final Map<String, ConversationReader> readers = new HashMap<>();
    private final RepairBook book;
    private final OpenAccounts accounts;
    private final TroubleChannel trouble;
    private final Intake intake;
    private final RepairSettings settings;
    private final Clock clock;
    private final Counter found;
    private final CountDownLatch stopping = new CountDownLatch(1);

    RepairChannel(
            List<ConversationReader> readers,
            RepairBook book,
            OpenAccounts accounts,
            TroubleChannel trouble,
            Intake intake,
            RepairSettings settings,
            Clock clock,
            MeterRegistry meters) {
        readers.forEach(reader -> reader.ways().forEach(way -> this.readers.put(way, reader)));
        this.book = book;
        this.accounts = accounts;
        this.trouble = trouble;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
        this.found = meters.counter("parley.channel.repaired");
    }

    Set<String> ways() {
        return readers.keySet();
    }

    void stop() {
        stopping.countDown();
    }

    /// Within the channel's shop.
    void run(RepairBook.Claim claim) {
        UUID channelId = claim.channelId();
        Optional<Account> account = open(channelId);
        ConversationReader reader = account.map(open -> readers.get(open.way())).orElse(null);
        if (account.isEmpty() || reader == null) {
            book.ended(claim, "not_open", false, true);
            return;
        }
        Run run = new Run(
                account.get(),
                reader,
                new Connection(
                        channelId,
                        claim.shopId(),
                        account.get().platform(),
                        account.get().accountId()));
        try {
            run.list();
            run.compareAll();
            trouble.wellAgain(channelId, ChannelProblem.PERMISSION);
            book.ended(claim, run.calls < CALLS_MAX ? "complete" : "continues", run.calls >= CALLS_MAX, false);
        } catch (NotReadable e) {
            stopped(claim, e.outcome());
        } catch (InterruptedException e) {
            java.lang.Thread.currentThread().interrupt();
            book.ended(claim, "continues", true, false);
        }
        if (run.taken > 0) {
            LOG.info("{} messages of {} were missing and are taken in", run.taken, account.get());
        }
    }

    private void stopped(RepairBook.Claim claim, Outcome outcome) {
        String code = switch (outcome) {
            case Outcome.Passing it -> it.code();
            case Outcome.Unsure it -> it.code();
            case Outcome.Refused it -> {
                // sending may go on all the same: it finds out by itself
                trouble.warn(claim.channelId(), ChannelProblem.PERMISSION, UNREADABLE);
                yield it.code();
            }
            case Outcome.Unreachable it -> it.code();
            case Outcome.Unwanted it -> it.code();
            case Outcome.Enough it -> it.code();
            case Outcome.Spam it -> it.code();
            case Outcome.Troubled it -> {
                trouble.mark(claim.channelId(), claim.version(), it.problem(), it.detail());
                yield it.code();
            }
            case Outcome.TooMany it -> it.code();
            case Outcome.Closed it -> it.code();
            case Outcome.Sent _ -> "sent";
        };
        LOG.info("channel {} cannot be compared now: {}", claim.channelId(), code);
        book.ended(claim, code, false, true);
    }

    /// Nothing when its token does not open: its channel asks to be connected again when it sends.
    private Optional<Account> open(UUID channelId) {
        try {
            return accounts.findAnew(channelId);
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private final class Run {
        private final Account account;
        private final ConversationReader reader;
        private final Connection channel;
        private int calls;
        private int taken;

        Run(Account account, ConversationReader reader, Connection channel) {
            this.account = account;
            this.reader = reader;
            this.channel = channel;
        }

        private UUID id() {
            return channel.channelId();
        }

        /// Waits for this account's turn.
        private void turn() throws InterruptedException {
            calls++;
            Duration wait = Duration.between(clock.instant(), book.turn(id()));
            if (wait.isPositive() && stopping.await(wait.toMillis() + 1, TimeUnit.MILLISECONDS)
                    || stopping.getCount() == 0) {
                throw new InterruptedException("stopping");
            }
        }

        /// Keeps the threads that changed since the last listing began; begins one, or goes on with one that was cut.
        void list() throws InterruptedException {
            RepairBook.Progress at = book.progress(id());
            Instant oldest = clock.instant().minus(settings.lookBack());
            // platforms tell whole seconds
            Instant since = latest(latest(at.readUntil(), oldest).minus(OVERLAP), at.beginsAt())
                    .truncatedTo(ChronoUnit.SECONDS);
            Instant until = at.listingUntil() == null ? clock.instant().minus(settings.grace()) : at.listingUntil();
            @Nullable String after = at.listingAfter();
            do {
                turn();
                ConversationReader.Page<Thread> page;
                try {
                    page = reader.threads(account, after);
                } catch (NotReadable e) {
                    if (after == null || !(e.outcome() instanceof Outcome.Refused)) {
                        throw e;
                    }
                    LOG.info("the listing of {} begins anew: {}", account, e.getMessage());
                    after = null; // the place it was cut at is known no more
                    turn();
                    page = reader.threads(account, after);
                }
                List<Thread> changed = page.items().stream()
                        .filter(thread -> !thread.updatedAt().isBefore(since))
                        .toList();
                boolean end =
                        page.next() == null || changed.size() < page.items().size();
                after = end ? null : page.next();
                book.listed(id(), changed, since, until, after);
            } while (after != null && calls < CALLS_MAX);
        }

        void compareAll() throws InterruptedException {
            for (Optional<RepairBook.Waiting> next = book.next(id());
                    next.isPresent() && calls < CALLS_MAX;
                    next = book.next(id())) {
                RepairBook.Waiting waiting = next.get();
                try {
                    compare(waiting);
                    book.compared(id(), waiting.thread());
                } catch (NotReadable e) {
                    if (!(e.outcome() instanceof Outcome.Refused refused)) {
                        throw e;
                    }
                    LOG.info(
                            "thread {} of {} cannot be read: {}",
                            waiting.thread().id(),
                            account,
                            refused.code());
                    book.notCompared(id(), waiting.thread().id(), TRIES_MAX);
                    if (waiting.tries() > 0) {
                        return; // all that is left was tried before: another time
                    }
                }
            }
        }

        private void compare(RepairBook.Waiting waiting) throws InterruptedException {
            List<MessageRef> missing = missing(waiting);
            for (int from = 0; from < missing.size(); from += TAKEN_AT_ONCE) {
                take(waiting.thread(), missing.subList(from, Math.min(from + TAKEN_AT_ONCE, missing.size())));
            }
        }

        /// Oldest first. What is younger than the grace is left to its webhook, and to the next run.
        private List<MessageRef> missing(RepairBook.Waiting waiting) throws InterruptedException {
            Instant newest = clock.instant().minus(settings.grace());
            List<MessageRef> seen = new ArrayList<>();
            @Nullable String after = null;
            boolean more = true;
            while (more && seen.size() < MESSAGES_OF_A_THREAD_MAX) {
                turn();
                ConversationReader.Page<MessageRef> page =
                        reader.messages(account, waiting.thread().id(), after);
                boolean past =
                        page.items().stream().anyMatch(message -> message.at().isBefore(waiting.since()));
                page.items().stream()
                        .filter(message -> !message.at().isBefore(waiting.since()))
                        .filter(message -> !message.at().isAfter(newest))
                        .forEach(seen::add);
                after = page.next();
                more = !past && after != null;
            }
            Set<String> unknown = book.unknown(id(), seen);
            return seen.reversed().stream()
                    .filter(message -> unknown.contains(message.id()))
                    .sorted(Comparator.comparing(MessageRef::at))
                    .toList();
        }

        private void take(Thread thread, List<MessageRef> messages) throws InterruptedException {
            List<Finding> findings = new ArrayList<>();
            List<String> bodies = new ArrayList<>();
            for (MessageRef message : messages) {
                turn();
                try {
                    ConversationReader.Read read = reader.message(account, channel, thread, message);
                    findings.addAll(read.findings());
                    bodies.add(read.body());
                } catch (NotReadable e) {
                    if (!(e.outcome() instanceof Outcome.Refused)) {
                        throw e;
                    }
                    LOG.info("message {} of {} cannot be read: {}", message.id(), account, e.getMessage());
                }
            }
            if (bodies.isEmpty()) {
                return;
            }
            byte[] body = ("[" + String.join(",", bodies) + "]").getBytes(StandardCharsets.UTF_8);
            intake.takeFetched(SOURCE, body, findings);
            taken += bodies.size();
            found.increment(bodies.size());
            book.found(id(), bodies.size());
        }
    }
}
