package io.parley.conversation.care;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Erases shoppers' words when the shop's retention time is over, and at once what a child has written. A little at a
/// time, so that nothing waits for it; what one run leaves, the next one finds.
@Component
class EraseWhenItsTimeIsOver {
    private static final Logger LOG = LoggerFactory.getLogger(EraseWhenItsTimeIsOver.class);

    /// Until the shop says otherwise.
    private static final int RETENTION_DAYS = 90;

    private static final int BATCH = 500;
    private static final int BATCHES_MAX = 40;

    /// A child's turn is answered before its words go.
    private static final Duration CHILD_AFTER = Duration.ofSeconds(5);

    private static final String KEPT_SINCE =
            "?::timestamptz - make_interval(days => coalesce((s.state #>> '{assistant,retentionDays}')::int, "
                    + RETENTION_DAYS + "))";

    private static final String OLD_MESSAGES = """
            select m.id from shop s cross join lateral (
              select id from message where shop_id = s.shop_id and not erased and at < %s order by at limit ?) m limit ?
            """.formatted(KEPT_SINCE);

    private static final String OLD_TURNS = """
            select t.id from shop s cross join lateral (
              select id from turn where shop_id = s.shop_id and not erased and received_at < %s
              order by received_at limit ?) t limit ?
            """.formatted(KEPT_SINCE);

    private static final String OLD_CONVERSATIONS = """
            select c.id, c.shop_id, c.shopper_id from shop s cross join lateral (
              select id, shop_id, shopper_id from conversation
              where shop_id = s.shop_id and (last_text is not null or customer_name is not null) and last_at < %s
              order by last_at limit ?) c limit ?
            """.formatted(KEPT_SINCE);

    private static final String CHILDREN = """
            select c.id, c.shop_id, c.shopper_id from conversation c
            where c.context #>> '{shopper,child}' = 'true' and c.updated_at < ?
              and (c.customer_name is not null or c.last_text is not null
                   or exists (select from message m where m.conversation_id = c.id and not m.erased)
                   or exists (select from turn t where t.conversation_id = c.id and not t.erased))
            limit ?
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Forgetting forgetting;
    private final Clock clock;
    private final AtomicBoolean working = new AtomicBoolean();

    EraseWhenItsTimeIsOver(JdbcTemplate jdbc, TransactionTemplate transaction, Forgetting forgetting, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.forgetting = forgetting;
        this.clock = clock;
    }

    private record Found(UUID id, UUID shop, UUID shopper) {}

    @Scheduled(fixedDelayString = "${parley.conversation.erase-every}")
    void look() {
        if (working.compareAndSet(false, true)) {
            Thread.ofVirtual().name("erasing").start(() -> {
                try {
                    ShopScope.callAsSystem(this::eraseAll);
                } catch (RuntimeException e) {
                    LOG.warn("erasing is put off: {}", e.toString());
                } finally {
                    working.set(false);
                }
            });
        }
    }

    private int eraseAll() {
        int erased = 0;
        for (int batch = 0; batch < BATCHES_MAX; batch++) {
            Integer some = transaction.execute(_ -> eraseSome(clock.instant()));
            if (some == null || some == 0) {
                break;
            }
            erased += some;
        }
        if (erased > 0) {
            LOG.info("erased the words of {} messages, turns and conversations", erased);
        }
        return erased;
    }

    private int eraseSome(Instant now) {
        int children = 0;
        for (Found child : found(CHILDREN, at(now.minus(CHILD_AFTER)), BATCH)) {
            forgetting.messages(ids("message", child.id()));
            forgetting.turns(ids("turn", child.id()));
            forgetting.notes(child.id());
            jdbc.update(
                    "update conversation set last_text = null, customer_name = null,"
                            + " contact = contact - 'personName' - 'phone' where id = ?",
                    child.id());
            forgetting.shopper(child.shop(), child.shopper());
            children++;
        }
        int messages = forgetting.messages(jdbc.queryForList(OLD_MESSAGES, UUID.class, at(now), BATCH, BATCH));
        int turns = forgetting.turns(jdbc.queryForList(OLD_TURNS, UUID.class, at(now), BATCH, BATCH));
        List<Found> conversations = found(OLD_CONVERSATIONS, at(now), BATCH, BATCH);
        for (Found old : conversations) {
            forgetting.conversation(old.id());
            forgetting.notes(old.id());
            boolean heardSince = !jdbc.queryForList(
                            "select 1 from conversation where shop_id = ? and shopper_id = ?"
                                    + " and (last_text is not null or customer_name is not null) limit 1",
                            old.shop(),
                            old.shopper())
                    .isEmpty();
            if (!heardSince) {
                forgetting.shopper(old.shop(), old.shopper());
            }
        }
        return children + messages + turns + conversations.size();
    }

    private List<UUID> ids(String table, UUID conversation) {
        return jdbc.queryForList(
                "select id from " + table + " where conversation_id = ? and not erased", UUID.class, conversation);
    }

    private List<Found> found(String sql, Object... params) {
        return jdbc.query(
                sql,
                (row, _) -> new Found(
                        row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class)),
                params);
    }
}
