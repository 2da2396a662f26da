package io.parley.starter.relay;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.parley.starter.events.Bell;
import io.parley.starter.events.Urgent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The log, read when this process has committed events, and now and then, since another replica
/// may have: often while events come, seldom once it has been quiet for a second. What is urgent goes first.
@SuppressWarnings("try") // closing may be interrupted, as Debezium declares it
class RestingStream implements ReplicationStream {
    private static final long QUIET_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int QUIET_RESTS = 10;

    /// What was committed is on its way; what is committed meanwhile is read with it.
    private static final long UNDERWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ReplicationStream stream;
    private final Bell committed;
    private final Bell read;
    private final Duration rest;
    private final Duration patience;
    private long lastNews = System.nanoTime();

    /// @param rest between two looks at the log while events come
    /// @param patience how long what is urgent is let pass at most, at each look
    RestingStream(ReplicationStream stream, Bell committed, Bell read, Duration rest, Duration patience) {
        this.stream = stream;
        this.committed = committed;
        this.read = read;
        this.rest = rest;
        this.patience = patience;
    }

    @Override
    public boolean readPending(ReplicationMessageProcessor processor) throws SQLException, InterruptedException {
        Urgent.letPass(patience);
        boolean news = stream.readPending(processor);
        if (!news) {
            rest();
            news = stream.readPending(processor);
        }
        if (news) {
            lastNews = System.nanoTime();
            read.ring();
        }
        return news;
    }

    private void rest() throws InterruptedException {
        boolean quiet = System.nanoTime() - lastNews > QUIET_AFTER_NANOS;
        if (committed.await(quiet ? rest.multipliedBy(QUIET_RESTS) : rest)) {
            lastNews = System.nanoTime();
            LockSupport.parkNanos(UNDERWAY_NANOS);
        }
    }

    @Override
    public void read(ReplicationMessageProcessor processor) throws SQLException, InterruptedException {
        stream.read(processor);
    }

    @Override
    public void flushLsn(Lsn lsn) throws SQLException {
        stream.flushLsn(lsn);
    }

    @Override
    public Lsn lastReceivedLsn() {
        return stream.lastReceivedLsn();
    }

    @Override
    public Lsn startLsn() {
        return stream.startLsn();
    }

    @Override
    public void startKeepAlive(ExecutorService service) {
        stream.startKeepAlive(service);
    }

    @Override
    public void stopKeepAlive() {
        stream.stopKeepAlive();
    }

    @Override
    public void close() throws Exception {
        stream.close();
    }
}
