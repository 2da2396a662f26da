package io.parley.infra;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A running PostgreSQL 18 that listens on this machine only.
///
/// Set up for change data capture: `wal_level=logical`, room for 60 slots, and a bound on the write-ahead log a
/// forgotten slot may hold.
public interface PostgresServer extends LocalServer {

    /// Where and how to start.
    ///
    /// @param data folder of the database cluster, kept across starts; null for a temporary one, deleted at the end
    /// @param port 0 for any free port
    /// @param durable whether a commit is on the disk before it is answered; false only where a loss is harmless
    /// @param log file for the server's messages; null for `postgres.log` beside the data
    record Options(
            @Nullable Path data,
            int port,
            boolean durable,
            @Nullable Path log) {

        public static Options temporary() {
            return new Options(null, 0, true, null);
        }

        public static Options at(Path data, int port) {
            return new Options(data, port, true, null);
        }

        public Options durable(boolean durable) {
            return new Options(data, port, durable, log);
        }

        public Options log(Path log) {
            return new Options(data, port, durable, log);
        }
    }

    /// What a service needs to reach its database.
    record Database(String name, String jdbcUrl, String user, String password) {}

    /// Starts a server and returns when it answers queries, within 60 s.
    ///
    /// @throws InfraException when it does not start, with the end of its log
    static PostgresServer start(Options options) {
        return EmbeddedPostgres.start(options);
    }

    int port();

    /// Address of a database of this server, without user and password.
    String jdbcUrl(String database);

    /// Makes sure that a database and its login role exist. The role bears the database's name, owns it, may
    /// replicate (Debezium reads the log with it) and is no superuser, so row-level security binds it.
    ///
    /// @param name lower case letters, digits and underscores, at most 63
    Database createDatabase(String name);
}
