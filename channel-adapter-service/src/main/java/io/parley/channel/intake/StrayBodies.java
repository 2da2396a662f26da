package io.parley.channel.intake;

import static io.parley.starter.Timestamps.instant;

import io.parley.starter.shop.ShopScope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Bodies that no shop can be shown, since they are no account's of theirs or nothing that can be read: for the
/// operators, at `/actuator/strays`. What was written in them is not shown; the runbook says how to read one.
@Component
@Endpoint(id = "strays")
class StrayBodies {
    private static final int SHOWN_MAX = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    StrayBodies(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /// @param trouble why, `not_json` or `account_not_connected:<its id>` for instance
    record Stray(String digest, String source, Instant receivedAt, int bytes, String trouble) {}

    record Strays(long kept, List<Stray> newest) {}

    /// How many are kept, and the newest of them.
    @ReadOperation
    Strays strays() {
        return Objects.requireNonNull(
                ShopScope.callAsSystem(() -> reading.execute(status -> new Strays(count(), newest()))));
    }

    private long count() {
        return jdbc.sql("select count(*) from webhook_body where trouble is not null")
                .query(Long.class)
                .single();
    }

    private List<Stray> newest() {
        return jdbc.sql("""
                        select encode(digest, 'hex') as digest, source, received_at, octet_length(body) as bytes, trouble
                        from webhook_body where trouble is not null order by received_at desc limit ?""")
                .param(SHOWN_MAX)
                .query((row, n) -> new Stray(
                        row.getString("digest"),
                        row.getString("source"),
                        instant(row, "received_at"),
                        row.getInt("bytes"),
                        row.getString("trouble")))
                .list();
    }
}
