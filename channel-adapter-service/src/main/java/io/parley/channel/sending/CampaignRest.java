package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.account.ChannelProblem;
import io.parley.channel.account.TroubleChannel;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// An account that people have blocked or reported too often sends no advertisements to anybody for a day, and its
/// seller is told.
@Component
public class CampaignRest {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignRest.class);
    private static final int CHANNELS_MAX = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final MarketingWishes wishes;
    private final TroubleChannel trouble;
    private final Clock clock;

    CampaignRest(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            MarketingWishes wishes,
            TroubleChannel trouble,
            Clock clock) {
        this.jdbc = jdbc;
        this.wishes = wishes;
        this.trouble = trouble;
        this.clock = clock;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    private record Rested(UUID shopId, UUID channelId) {}

    /// In the caller's transaction, within the shop.
    void begin(UUID channelId) {
        wishes.rests(channelId, MarketingWishes.EVERYBODY, clock.instant());
        trouble.warn(
                channelId,
                ChannelProblem.SPAM_LIMITED,
                "The platform limits what this number may send, since people have blocked or reported it."
                        + " Advertisements are stopped for a day; who writes is answered, perhaps later than usual.");
    }

    @Scheduled(
            initialDelayString = "${parley.channel.health.every}",
            fixedDelayString = "${parley.channel.health.every}")
    public void end() {
        try {
            for (Rested channel : rested()) {
                ShopScope.callAs(
                        channel.shopId, () -> trouble.wellAgain(channel.channelId, ChannelProblem.SPAM_LIMITED));
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("whether advertisements may go again is looked at later: {}", e.getMessage());
        }
    }

    private List<Rested> rested() {
        return Objects.requireNonNull(ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql("""
                        select c.shop_id, c.id from channel c where c.status = 'ACTIVE' and c.problem = :problem
                          and not exists (select from marketing_rest r where r.shop_id = c.shop_id
                            and r.channel_id = c.id and r.person_id = :everybody and r.rests_until > :now)
                        limit :max""")
                .param("problem", ChannelProblem.SPAM_LIMITED)
                .param("everybody", MarketingWishes.EVERYBODY)
                .param("now", at(clock.instant()))
                .param("max", CHANNELS_MAX)
                .query((row, n) -> new Rested(row.getObject("shop_id", UUID.class), row.getObject("id", UUID.class)))
                .list())));
    }
}
