package io.parley.channel.account;

import io.parley.channel.platform.Account;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Channels that can be called for, with their tokens opened. Remembered for some seconds, since whatever is asked for
/// with them here is a courtesy (a name, dots that seem to type); sending reads the channel anew each time.
@Component
public class OpenAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAccounts.class);
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int REMEMBERED_MAX = 5_000;

    private final JdbcClient jdbc;
    private final TokenVault vault;
    private final JsonMapper json;
    private final TransactionTemplate reading;
    private final ConcurrentHashMap<Key, Known> known = new ConcurrentHashMap<>();

    private record Key(UUID shopId, UUID channelId, boolean troubledToo) {}

    private record Known(Optional<Account> account, long untilNanos) {}

    OpenAccounts(JdbcClient jdbc, TokenVault vault, JsonMapper json, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /// One of the current shop's channels, unless it is troubled or gone.
    public Optional<Account> find(UUID channelId) {
        return find(new Key(ShopScope.current(), channelId, false));
    }

    /// One of the current shop's channels, unless it is gone: what is signed with its token is its own, whether it can
    /// send or not.
    public Optional<Account> findConnected(UUID channelId) {
        return find(new Key(ShopScope.current(), channelId, true));
    }

    /// The same for a webhook, of whatever shop, troubled or not: what shoppers write is taken in all the same. Empty
    /// when its token cannot be opened.
    ///
    /// @throws Refusal unavailable, when it cannot be found out now
    public Optional<Account> findForWebhook(Connection channel) {
        try {
            return ShopScope.callAs(channel.shopId(), () -> findConnected(channel.channelId()));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Account> find(Key key) {
        Known remembered = known.get(key);
        if (remembered != null && remembered.untilNanos - System.nanoTime() > 0) {
            return remembered.account;
        }
        Optional<Account> found = reading.execute(status -> look(key));
        if (known.size() >= REMEMBERED_MAX) {
            known.clear();
        }
        known.put(key, new Known(found, System.nanoTime() + REMEMBERED.toNanos()));
        return found;
    }

    /// The same, read anew: for calls by whose outcome the channel is judged.
    public Optional<Account> findAnew(UUID channelId) {
        known.remove(new Key(ShopScope.current(), channelId, false));
        return find(channelId);
    }

    private Optional<Account> look(Key key) {
        return jdbc.sql("""
                        select platform, way, account_id, sealed_token, details from channel
                        where shop_id = ? and id = ? and (status = 'ACTIVE' or ? and status = 'TROUBLED')""")
                .params(key.shopId, key.channelId, key.troubledToo)
                .query((row, n) -> new Account(
                        key.channelId,
                        Platform.valueOf(row.getString("platform")),
                        row.getString("way"),
                        row.getString("account_id"),
                        vault.open(key.shopId, key.channelId, row.getBytes("sealed_token")),
                        json.readValue(row.getString("details"), DETAILS)))
                .optional();
    }
}
