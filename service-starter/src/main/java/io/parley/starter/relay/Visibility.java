package io.parley.starter.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether other transactions see what the log tells of. PostgreSQL writes a commit into its log first and takes the
/// transaction off the list of those under way afterwards, milliseconds later on a busy machine: who hears of an event
/// in between looks for what it tells of and finds nothing.
///
/// One snapshot answers for all that was committed before it was taken, so a busy log is not asked for one by one.
class Visibility {
    private static final int LOOK_AGAIN_AFTER_MILLIS = 1;

    private final Connection connection;
    private int next;
    private Set<Integer> underWay = Set.of();
    private boolean asked;

    /// @param connection to the log's database, in no transaction; may be used by others, too
    Visibility(Connection connection) {
        this.connection = connection;
    }

    /// Waits until other transactions see what a committed one did.
    ///
    /// @param transaction its number as the log tells it: 32 bits, without the epoch
    /// @throws InterruptedException also when stopping meanwhile
    void await(int transaction, CountDownLatch stopping) throws SQLException, InterruptedException {
        while (!isSeen(transaction)) {
            look();
            if (!isSeen(transaction) && stopping.await(LOOK_AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopping");
            }
        }
    }

    /// Numbers go round: one is before another when the way back is the shorter one.
    private boolean isSeen(int transaction) {
        return asked && transaction - next < 0 && !underWay.contains(transaction);
    }

    /// A snapshot is written as `first under way:next to begin:all under way, by commas`
    /// (<https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT-PARTS>).
    private void look() throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select pg_current_snapshot()::text");
                ResultSet answer = ask.executeQuery()) {
            answer.next();
            String[] parts = answer.getString(1).split(":", -1);
            next = (int) Long.parseLong(parts[1]);
            underWay = Stream.of(parts[2].split(","))
                    .filter(number -> !number.isEmpty())
                    .map(number -> (int) Long.parseLong(number))
                    .collect(Collectors.toUnmodifiableSet());
            asked = true;
        }
    }
}
