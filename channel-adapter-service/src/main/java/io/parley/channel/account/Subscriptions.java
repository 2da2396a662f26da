package io.parley.channel.account;

import io.parley.channel.platform.Account;
import io.parley.starter.shop.ShopScope;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Ends a subscription at the platform once none of the accounts that share it (a page and its Instagram account) is
/// connected any more, to whichever shop.
@Component
public class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final List<Farewell> farewells;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    Subscriptions(List<Farewell> farewells, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.farewells = farewells;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /// In the background; never fails.
    public void endUnlessUsed(Account account) {
        String subscription = account.details().get(Farewell.SUBSCRIPTION);
        if (subscription == null || account.accessToken().isEmpty()) {
            return;
        }
        Thread.ofVirtual().name("unsubscribing").start(() -> {
            try {
                if (!isUsed(subscription)) {
                    farewells.stream()
                            .filter(one -> one.ways().contains(account.way()))
                            .forEach(one -> one.unsubscribe(account));
                }
            } catch (RuntimeException e) {
                LOG.info("the subscription of {} stays for now: {}", account, e.toString());
            }
        });
    }

    private boolean isUsed(String subscription) {
        return Boolean.TRUE.equals(ShopScope.callAsSystem(() -> reading.execute(status ->
                jdbc.sql("""
                        select exists (select from channel
                          where details ->> 'subscription' = ? and status <> 'DISCONNECTED')""").params(subscription).query(Boolean.class).single())));
    }
}
