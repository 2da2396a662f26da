package io.parley.channel.health;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.account.ChannelProblem;
import io.parley.channel.account.TroubleChannel;
import io.parley.channel.repair.RepairChannels;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/// Raises the alarm when a channel has fallen silent for unusually long, once, and has its threads read back; calls it
/// off when something comes in again. The channel sends all the while. Several replicas may look at the same time: the
/// channel's row says whether it is news.
@Component
class SilenceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);
    private static final int CHANNELS_MAX = 2_000;

    private final HealthBook book;
    private final TroubleChannel trouble;
    private final RepairChannels repair;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final HealthSettings settings;
    private final Clock clock;

    private record Quiet(UUID shopId, UUID channelId, boolean alarmed) {}

    SilenceWatch(
            HealthBook book,
            TroubleChannel trouble,
            RepairChannels repair,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            HealthSettings settings,
            Clock clock) {
        this.book = book;
        this.trouble = trouble;
        this.repair = repair;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${parley.channel.health.every}",
            fixedDelayString = "${parley.channel.health.every}")
    void look() {
        try {
            for (Quiet channel : quiet()) {
                ShopScope.callAs(channel.shopId, () -> {
                    look(channel);
                    return null;
                });
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("silences will be looked for later: {}", e.getMessage());
        }
    }

    /// Channels without anything new for the shortest silence, and those under alarm: all the others speak.
    private List<Quiet> quiet() {
        return Objects.requireNonNull(ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql("""
                        select c.shop_id, c.id, c.problem is not null as alarmed from channel c
                        where c.status = 'ACTIVE' and (c.problem = 'silent' or c.problem is null and not exists (
                          select from inbound_event e where e.shop_id = c.shop_id and e.channel_id = c.id
                          and e.received_at > :since
                          and not exists (select from webhook_body b
                            where b.digest = e.body_digest and b.source = 'repair')))
                        limit :max""")
                .param("since", at(clock.instant().minus(settings.shortestSilence())))
                .param("max", CHANNELS_MAX)
                .query((row, n) -> new Quiet(
                        row.getObject("shop_id", UUID.class),
                        row.getObject("id", UUID.class),
                        row.getBoolean("alarmed")))
                .list())));
    }

    private void look(Quiet channel) {
        Instant now = clock.instant();
        Optional<Instant> last = book.lastIn(channel.shopId, channel.channelId);
        if (last.isEmpty()) {
            return;
        }
        Instant lastIn = last.get();
        if (channel.alarmed) {
            // by the clock alone: what came in is news enough, however the hours compare
            if (Duration.between(lastIn, now).compareTo(settings.shortestSilence()) < 0
                    && trouble.wellAgain(channel.channelId, ChannelProblem.SILENT)) {
                LOG.info("channel {} speaks again", channel.channelId);
            }
            return;
        }
        boolean unusual = Silence.isUnusual(
                book.perHour(channel.shopId, channel.channelId), lastIn, now, settings.shortestSilence());
        if (unusual
                && trouble.warn(
                        channel.channelId,
                        ChannelProblem.SILENT,
                        "Nothing has come in for "
                                + Duration.between(lastIn, now).toHours()
                                + " hours, which is unusual at this time of day. Parley reads the conversations back"
                                + " from the platform; check that the account may still be written to.")) {
            repair.soon(channel.channelId);
        }
    }
}
