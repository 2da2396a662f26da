package io.parley.channel.account;

import io.parley.starter.shop.ShopScope;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals anew what an older key has sealed, so that the older key can be taken away. A token that was replaced in the
/// same moment is left as it is; so is one that no key opens: its channel asks to be connected again when it sends.
@Component
class ResealTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ResealTokens.class);
    private static final int AT_ONCE_MAX = 200;

    private final TokenVault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private record Old(UUID shopId, UUID id, byte[] sealed) {}

    ResealTokens(TokenVault vault, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelay = 2, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void reseal() {
        try {
            int done = 0;
            int stuck = 0;
            UUID after = new UUID(0, 0);
            for (List<Old> old = older(after); !old.isEmpty(); old = older(after)) {
                for (Old one : old) {
                    if (reseal(one)) {
                        done++;
                    } else {
                        stuck++;
                    }
                }
                after = old.getLast().id();
            }
            if (done > 0 || stuck > 0) {
                LOG.info("{} tokens are sealed by the key in front now; {} could not be opened", done, stuck);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("sealing anew will be tried again: {}", e.getMessage());
        }
    }

    private List<Old> older(UUID after) {
        return ShopScope.callAsSystem(() -> transaction.execute(status -> jdbc.sql("""
                        select shop_id, id, sealed_token from channel
                        where id > ? and length(sealed_token) > 0 and substring(sealed_token for 5) <> ?
                        order by id limit ?""")
                .params(after, vault.prefix(), AT_ONCE_MAX)
                .query((row, n) ->
                        new Old(row.getObject("shop_id", UUID.class), row.getObject("id", UUID.class), row.getBytes(3)))
                .list()));
    }

    private boolean reseal(Old old) {
        String token = vault.openOrNothing(old.shopId, old.id, old.sealed);
        if (token.isEmpty()) {
            return false;
        }
        byte[] sealed = vault.seal(old.shopId, old.id, token);
        ShopScope.callAs(
                old.shopId,
                () -> transaction.execute(status -> jdbc.sql(
                                "update channel set sealed_token = ? where shop_id = ? and id = ? and sealed_token = ?")
                        .params(sealed, old.shopId, old.id, old.sealed)
                        .update()));
        return true;
    }
}
