package io.parley.starter.events;

import io.parley.starter.shop.ImpatientTransaction;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.shop.ShopWall;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction that short pieces of work share when they are asked for at the same time: what events ask for when
/// they pile up. Each piece is done in its own shop's scope, its own event and trace; all of them are on disk together.
///
/// Whatever fails in a shared transaction, or waits longer than a moment for a row that somebody else holds, undoes all
/// of it, and each piece is then done alone: one bad or slow piece costs the others a moment and no more.
public class SharedTransaction {
    private static final int PIECES_MAX = 50;
    /// Well below PostgreSQL's `deadlock_timeout` of a second: a group gives way before a request
    /// that waits for it in a circle is told so.
    private static final Duration LOCK_WAIT_MAX = Duration.ofMillis(100);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final TransactionTemplate shared;
    private final TransactionTemplate alone;
    private final ShopWall wall;
    private final Inbox inbox;
    private final GroupCommit<Piece, Done> group;

    /// @param groups side by side, at least one
    SharedTransaction(PlatformTransactionManager transactions, ShopWall wall, Inbox inbox, int groups) {
        this(
                new ImpatientTransaction(transactions, LOCK_WAIT_MAX),
                new TransactionTemplate(transactions),
                wall,
                inbox,
                groups);
    }

    private SharedTransaction(
            TransactionTemplate shared, TransactionTemplate alone, ShopWall wall, Inbox inbox, int groups) {
        this.shared = shared;
        this.alone = alone;
        this.wall = wall;
        this.inbox = inbox;
        this.group = new GroupCommit<>(groups, PIECES_MAX, PIECES_MAX, _ -> 1, this::together, _ -> true);
    }

    /// One whose pieces share with each other and with nobody else: for those that want the same rows, or the same
    /// settings of their transaction, which then may be set.
    ///
    /// @param groups side by side, at least one
    public SharedTransaction apart(int groups) {
        return new SharedTransaction(shared, alone, wall, inbox, groups);
    }

    /// Does a piece of work in a transaction, alone or with others.
    ///
    /// @param work has no effect but in the database and may be done again from the beginning; it
    ///     waits for nothing else, asks no other service, and sets nothing for its transaction
    ///     unless it is among its like ([#apart(int)])
    /// @return what it answers, once it is on disk
    /// @throws RuntimeException what the work threw; nothing of it is there then
    public <R> @Nullable R execute(Supplier<? extends @Nullable R> work) {
        return execute(Piece.asked(null, work));
    }

    /// Does a piece of work that settles the event at hand for a listener, as [#execute(Supplier)] does, unless the
    /// listener had settled it before.
    ///
    /// @return what it answers; empty when it had been settled
    /// @throws java.util.NoSuchElementException outside a listener
    public <R> Optional<R> once(Class<?> listener, Supplier<R> work) {
        return once(listener.getSimpleName(), work);
    }

    <R> Optional<R> once(String listener, Supplier<R> work) {
        return Optional.ofNullable(execute(
                Piece.asked(new Inbox.Heard(listener, EventMeta.current().id()), work)));
    }

    @SuppressWarnings("unchecked") // each piece gets its own answer
    private <R> @Nullable R execute(Piece piece) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a piece of a shared transaction is no part of another one");
        }
        try {
            return (R) group.add(piece).answer;
        } catch (WaitedLong e) {
            return (R) Objects.requireNonNull(alone.execute(_ -> inTurn(List.of(piece))))
                    .getFirst()
                    .answer;
        }
    }

    private List<Done> together(List<Piece> pieces) {
        try {
            return Objects.requireNonNull(shared.execute(_ -> inTurn(pieces)), "an answer for each");
        } catch (RuntimeException e) {
            throw waitedForALock(e) ? new WaitedLong(e) : e;
        }
    }

    private static boolean waitedForALock(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }

    /// The transaction was begun in the first one's scope: its own thread does all of them.
    private List<Done> inTurn(List<Piece> pieces) {
        Set<Inbox.Heard> first = inbox.firstTime(pieces.stream()
                .flatMap(piece -> Stream.ofNullable(piece.settles))
                .toList());
        List<Done> done = new ArrayList<>(pieces.size());
        ShopScope.Here behind = pieces.getFirst().shop;
        for (Piece piece : pieces) {
            if (piece.settles != null && !first.remove(piece.settles)) {
                done.add(new Done(null));
                continue;
            }
            boolean moves = !piece.shop.equals(behind);
            behind = piece.shop;
            done.add(piece.inScope(() -> {
                if (moves) {
                    wall.move();
                }
                Done of = new Done(piece.work.get());
                wall.settle();
                return of;
            }));
        }
        return done;
    }

    private record Done(@Nullable Object answer) {}

    /// @param settles what the listener who asks has heard with it
    /// @param log the log context of who asks
    private record Piece(
            ShopScope.Here shop,
            @Nullable EventMeta event,
            Inbox.@Nullable Heard settles,
            Map<String, String> log,
            Supplier<?> work) {

        static Piece asked(Inbox.@Nullable Heard settles, Supplier<?> work) {
            return new Piece(
                    ShopScope.here(),
                    EventMeta.find(),
                    settles,
                    Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of()),
                    work);
        }

        <R> R inScope(Supplier<R> work) {
            Map<String, String> mine = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
            MDC.setContextMap(log);
            try {
                return EventMeta.during(event, () -> shop.call(work::get));
            } finally {
                MDC.setContextMap(mine);
            }
        }
    }

    /// Somebody else holds a row for longer than a group waits.
    private static final class WaitedLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WaitedLong(RuntimeException cause) {
            super(null, cause, false, false);
        }
    }
}
