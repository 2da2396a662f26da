package io.parley.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.infra.PostgresServer.Database;
import io.parley.infra.PostgresServer.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, unit = SECONDS)
class PostgresServerTest {

    @TempDir
    Path folder;

    @Test
    void data_survives_a_stop_and_a_kill() throws Exception {
        try (PostgresServer first = PostgresServer.start(Options.at(folder.resolve("data"), 0))) {
            Database shop = first.createDatabase("shop");
            run(shop, "create table kept (word text)");
            run(shop, "insert into kept values ('stopped')");
        }
        PostgresServer second = PostgresServer.start(Options.at(folder.resolve("data"), 0));
        Database shop = second.createDatabase("shop");
        run(shop, "insert into kept values ('killed')");
        second.kill();
        assertThat(second.isRunning()).isFalse();

        try (PostgresServer third = PostgresServer.start(Options.at(folder.resolve("data"), 0))) {
            assertThat(ask(third.createDatabase("shop"), "select string_agg(word, ' ' order by word) from kept"))
                    .isEqualTo("killed stopped");
        }
    }

    @Test
    void is_durable_and_ready_for_change_data_capture_unless_told_otherwise() throws Exception {
        try (PostgresServer server = PostgresServer.start(Options.at(folder.resolve("data"), 0))) {
            Database shop = server.createDatabase("shop");
            assertThat(ask(shop, "show fsync")).isEqualTo("on");
            assertThat(ask(shop, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(shop, "show wal_level")).isEqualTo("logical");
            assertThat(ask(shop, "show max_replication_slots")).isEqualTo("60");
            assertThat(ask(shop, "show max_slot_wal_keep_size")).isEqualTo("2GB");
            assertThat(ask(shop, "show server_version")).startsWith("18.");
        }
        try (PostgresServer quick =
                PostgresServer.start(Options.at(folder.resolve("quick"), 0).durable(false))) {
            assertThat(ask(quick.createDatabase("shop"), "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void a_databases_role_owns_it_may_replicate_and_is_no_superuser() throws Exception {
        PostgresServer server = Infra.shared().postgres();
        Database shop = server.createDatabase("rights");
        assertThat(server.createDatabase("rights")).isEqualTo(shop);
        assertThat(ask(
                        shop,
                        "select rolsuper || ' ' || rolreplication || ' ' || rolcreatedb from pg_roles"
                                + " where rolname = current_user"))
                .isEqualTo("false true false");
        run(shop, "create table own (id int)");
        run(shop, "create publication outbox for table own with (publish = 'insert')");
        assertThat(ask(shop, "select slot_name from pg_create_logical_replication_slot('own_slot', 'pgoutput')"))
                .isEqualTo("own_slot");
        run(shop, "select pg_drop_replication_slot('own_slot')");
    }

    @Test
    void a_name_that_could_be_more_than_a_name_is_refused() {
        PostgresServer server = Infra.shared().postgres();
        assertThatThrownBy(() -> server.createDatabase("shop\"; drop database x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_start_that_fails_says_why() throws Exception {
        Path data = folder.resolve("data");
        PostgresServer.start(Options.at(data, 0)).stop();
        Files.writeString(data.resolve("postgresql.conf"), "no_such_setting = 1\n");
        assertThatThrownBy(() -> PostgresServer.start(Options.at(data, 0)))
                .isInstanceOf(InfraException.class)
                .hasMessageContaining("no_such_setting");
    }

    @Test
    void ends_with_the_jvm_that_started_it_even_when_that_is_killed() throws Exception {
        Parent parent = Parent.start(folder, "postgres");
        ProcessHandle server = ProcessHandle.of(parent.childPid()).orElseThrow();
        assertThat(server.isAlive()).isTrue();

        parent.killHard();

        server.onExit().get(20, SECONDS);
        try (PostgresServer again = PostgresServer.start(Options.at(folder.resolve("data"), 0))) {
            assertThat(again.isRunning()).isTrue();
        }
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Database database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
