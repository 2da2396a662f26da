package io.parley.channel.twilio;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.account.Connection;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Who has asked a number to stop (STOP), until they ask it to start again. The carrier blocks
/// what is sent to them (21610); nothing is even tried.
@Component
class OptOuts implements TwilioReader.Stops {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OptOuts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean hasStopped(Connection channel, String personId) {
        return safely(channel, () -> isOut(channel.channelId(), personId));
    }

    @Override
    public void stop(Connection channel, String personId, String eventKey, Instant at) {
        safely(channel, () -> {
            if (isNew(channel, eventKey)) {
                add(channel.channelId(), personId, at);
            }
            return true;
        });
    }

    @Override
    public void start(Connection channel, String personId, String eventKey) {
        safely(
                channel,
                () -> isNew(channel, eventKey)
                        && jdbc.sql("delete from sms_opt_out where shop_id = ? and channel_id = ? and person_id = ?")
                                        .params(channel.shopId(), channel.channelId(), personId)
                                        .update()
                                > 0);
    }

    /// Of one of the current shop's channels.
    boolean isStopped(UUID channelId, String personId) {
        return Boolean.TRUE.equals(transaction.execute(status -> isOut(channelId, personId)));
    }

    /// The platform says so. Of one of the current shop's channels.
    void stopped(UUID channelId, String personId, Instant at) {
        transaction.executeWithoutResult(status -> add(channelId, personId, at));
    }

    private boolean isNew(Connection channel, String eventKey) {
        return jdbc.sql("select not exists (select from inbound_event where channel_id = ? and event_key = ?)")
                .params(channel.channelId(), eventKey)
                .query(Boolean.class)
                .single();
    }

    private void add(UUID channelId, String personId, Instant at) {
        jdbc.sql("insert into sms_opt_out (shop_id, channel_id, person_id, stopped_at) values (?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(ShopScope.current(), channelId, personId, at(at))
                .update();
    }

    private boolean isOut(UUID channelId, String personId) {
        return jdbc.sql("select exists (select from sms_opt_out"
                        + " where shop_id = ? and channel_id = ? and person_id = ?)")
                .params(ShopScope.current(), channelId, personId)
                .query(Boolean.class)
                .single();
    }

    private interface Work {
        boolean done();
    }

    private boolean safely(Connection channel, Work work) {
        try {
            return ShopScope.callAs(
                    channel.shopId(), () -> Boolean.TRUE.equals(transaction.execute(status -> work.done())));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }
}
