package io.parley.channel.twilio;

import io.parley.channel.account.Connection;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Knows that a number and an id of WhatsApp's are one person's, so that somebody who hides their
/// number later stays in their conversation: in whichever of the two there was one first.
@Component
class TwilioAliases implements TwilioReader.Aliases {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    TwilioAliases(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// @throws Refusal unavailable, when it cannot be kept now
    @Override
    public void same(Connection channel, String number, String id) {
        try {
            ShopScope.callAs(
                    channel.shopId(),
                    () -> transaction.execute(status -> jdbc.sql("""
                            with w as (
                              select bool_or(person_id = :id) and not bool_or(person_id = :number) as by_id
                              from messaging_window
                              where shop_id = :shop and channel_id = :channel and person_id in (:id, :number))
                            insert into person_alias (shop_id, channel_id, alias, person_id)
                            select :shop, :channel, case when by_id then :number else :id end,
                              case when by_id then :id else :number end
                            from w on conflict do nothing""")
                            .param("id", id)
                            .param("number", number)
                            .param("shop", channel.shopId())
                            .param("channel", channel.channelId())
                            .update()));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }
}
