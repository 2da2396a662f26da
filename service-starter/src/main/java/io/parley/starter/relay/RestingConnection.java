package io.parley.starter.relay;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import io.parley.starter.events.Bell;
import io.parley.starter.events.Urgent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// A connection to the log whose streams rest when there is nothing to read.
@SuppressWarnings("try") // closing may be interrupted, as Debezium declares it
record RestingConnection(ReplicationConnection connection, Bell committed, Bell read, Duration rest)
        implements ReplicationConnection {
    @Override
    public ReplicationStream startStreaming(WalPositionLocator locator) throws SQLException, InterruptedException {
        return resting(connection.startStreaming(locator));
    }

    @Override
    public ReplicationStream startStreaming(Lsn from, WalPositionLocator locator)
            throws SQLException, InterruptedException {
        return resting(connection.startStreaming(from, locator));
    }

    private ReplicationStream resting(ReplicationStream stream) {
        return new RestingStream(stream, committed, read, rest, Urgent.MOMENT);
    }

    @Override
    public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
        return connection.createReplicationSlot();
    }

    @Override
    public void initConnection() throws SQLException, InterruptedException {
        connection.initConnection();
    }

    @Override
    public boolean isConnected() throws SQLException {
        return connection.isConnected();
    }

    @Override
    public void reconnect() throws SQLException {
        connection.reconnect();
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
