package io.parley.channel.whatsapp;

import io.parley.channel.account.Connection;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Which numbers belong to a business account: what WhatsApp tells of the account names no number.
@Component
class WhatsAppNumbers {
    static final String BUSINESS = "wabaId";
    private static final int NUMBERS_MAX = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    WhatsAppNumbers(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /// @throws Refusal unavailable, when that cannot be found out now
    List<Connection> ofBusiness(String businessAccountId) {
        return find(businessAccountId, null);
    }

    /// The number of a business account that people dial so.
    ///
    /// @throws Refusal unavailable, when that cannot be found out now
    Optional<Connection> dialled(String businessAccountId, String digits) {
        List<Connection> found = find(businessAccountId, digits);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private List<Connection> find(String businessAccountId, @Nullable String digits) {
        try {
            return ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql("""
                            select id, shop_id, account_id from channel
                            where platform = 'WHATSAPP' and details ->> 'wabaId' = :business and status <> 'DISCONNECTED'
                              and (:digits::text is null or regexp_replace(username, '\\D', '', 'g') = :digits)
                            order by id limit :max""")
                    .param("business", businessAccountId)
                    .param("digits", digits)
                    .param("max", NUMBERS_MAX)
                    .query((row, n) -> new Connection(
                            row.getObject("id", UUID.class),
                            row.getObject("shop_id", UUID.class),
                            Platform.WHATSAPP,
                            row.getString("account_id")))
                    .list()));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }
}
