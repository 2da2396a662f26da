package io.parley.channel.account;

import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/// Finds whose an account is: the one question that has to be asked across shops, since a webhook names none.
/// Remembered for some seconds; a change made by this replica is seen at once, one made by another within that time.
@Component
public class ChannelDirectory {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Duration UNKNOWN_REMEMBERED = Duration.ofSeconds(2);
    private static final int REMEMBERED_MAX = 20_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final ConcurrentHashMap<Key, Known> known = new ConcurrentHashMap<>();

    private record Key(Platform platform, String accountId) {}

    private record Known(Optional<Connection> connection, long untilNanos) {}

    ChannelDirectory(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /// The connection of an account, unless no shop has connected it.
    ///
    /// @throws Refusal unavailable, when that cannot be found out now
    public Optional<Connection> find(Platform platform, String accountId) {
        Key key = new Key(platform, accountId);
        Known remembered = known.get(key);
        if (remembered != null && remembered.untilNanos - System.nanoTime() > 0) {
            return remembered.connection;
        }
        Optional<Connection> found = look(key);
        if (known.size() >= REMEMBERED_MAX) {
            known.clear();
        }
        Duration time = found.isPresent() ? REMEMBERED : UNKNOWN_REMEMBERED;
        known.put(key, new Known(found, System.nanoTime() + time.toNanos()));
        return found;
    }

    @TransactionalEventListener
    void connected(ChannelConnected connected) {
        known.remove(new Key(connected.platform(), connected.accountId()));
    }

    @TransactionalEventListener
    void disconnected(ChannelDisconnected disconnected) {
        known.clear();
    }

    private Optional<Connection> look(Key key) {
        try {
            return ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql("""
                            select id, shop_id from channel
                            where platform = ? and account_id = ? and status <> 'DISCONNECTED'""")
                    .params(key.platform.name(), key.accountId)
                    .query((row, n) -> new Connection(
                            row.getObject("id", UUID.class),
                            row.getObject("shop_id", UUID.class),
                            key.platform,
                            key.accountId))
                    .optional()));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }
}
