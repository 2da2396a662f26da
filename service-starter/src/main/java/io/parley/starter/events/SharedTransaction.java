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
import java.util.function.Supplier;
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
    private static final int GROUPS_AT_ONCE = 2;
    private static final int PIECES_MAX = 50;
    /// Well below PostgreSQL's `deadlock_timeout` of a second: a group gives way before a request
    /// that waits for it in a circle is told so.
    private static final Duration LOCK_WAIT_MAX = Duration.ofMillis(100);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final TransactionTemplate shared;
    private final TransactionTemplate alone;
    private final ShopWall wall;
    private final GroupCommit<Piece, Done> group =
            new GroupCommit<>(GROUPS_AT_ONCE, PIECES_MAX, PIECES_MAX, _ -> 1, this::together, _ -> false);

    SharedTransaction(PlatformTransactionManager transactions, ShopWall wall) {
        this.shared = new ImpatientTransaction(transactions, LOCK_WAIT_MAX);
        this.alone = new TransactionTemplate(transactions);
        this.wall = wall;
    }

    /// Does a piece of work in a transaction, alone or with others.
    ///
    /// @param work has no effect but in the database and may be done again from the beginning; it
    ///     waits for nothing else, asks no other service, and sets nothing for its transaction
    /// @return what it answers, once it is on disk
    /// @throws RuntimeException what the work threw; nothing of it is there then
    @SuppressWarnings("unchecked") // each piece gets its own answer
    public <R> @Nullable R execute(Supplier<? extends @Nullable R> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a piece of a shared transaction is no part of another one");
        }
        Piece piece = Piece.asked(work);
        try {
            return (R) group.add(piece).answer;
        } catch (NotTogether e) {
            e.endIfBy(piece);
            return alone.execute(_ -> work.get());
        }
    }

    private List<Done> together(List<Piece> pieces) {
        try {
            return Objects.requireNonNull(shared.execute(_ -> inTurn(pieces)), "an answer for each");
        } catch (NotTogether e) {
            throw e;
        } catch (RuntimeException e) {
            throw pieces.size() > 1 || waitedForALock(e) ? new NotTogether(e, null) : e;
        }
    }

    private static boolean waitedForALock(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }

    /// The transaction was begun in the first one's scope: its own thread does all of them.
    private List<Done> inTurn(List<Piece> pieces) {
        List<Done> done = new ArrayList<>(pieces.size());
        ShopScope.Here behind = pieces.getFirst().shop;
        for (Piece piece : pieces) {
            boolean moves = !piece.shop.equals(behind);
            behind = piece.shop;
            done.add(piece.inScope(() -> {
                if (moves) {
                    wall.move();
                }
                try {
                    Done of = new Done(piece.work.get());
                    wall.settle();
                    return of;
                } catch (Error e) {
                    throw new NotTogether(e, piece);
                }
            }));
        }
        return done;
    }

    private record Done(@Nullable Object answer) {}

    /// @param log the log context of who asks
    private record Piece(ShopScope.Here shop, @Nullable EventMeta event, Map<String, String> log, Supplier<?> work) {

        static Piece asked(Supplier<?> work) {
            return new Piece(
                    ShopScope.here(),
                    EventMeta.find(),
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

    /// A group came to nothing, perhaps through one of its pieces only.
    private static final class NotTogether extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// Whose thread an [Error] is for; it ends that one and no other.
        private final transient @Nullable Piece broken;

        NotTogether(Throwable cause, @Nullable Piece broken) {
            super(null, cause, false, false);
            this.broken = broken;
        }

        void endIfBy(Piece piece) {
            if (broken == piece && getCause() instanceof Error error) {
                throw error;
            }
        }
    }
}
