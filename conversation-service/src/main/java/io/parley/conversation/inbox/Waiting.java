package io.parley.conversation.inbox;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.conversation.turn.AnswerAsSeller;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.CustomerWaiting;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What becomes due by itself: a conversation nobody wrote in goes back to the assistant, a snoozed one comes back, a
/// shopper who waits for a person is told of once. When it is due is in the database, so that it holds across restarts
/// and whichever replica looks first does it.
@Component
class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    static final Duration PATIENCE = Duration.ofHours(1);

    /// Until the shop says otherwise.
    private static final int RELEASE_AFTER_MINUTES = 24 * 60;

    private static final int ONCE_MAX = 200;

    private static final String QUIET = """
            select c.shop_id, c.id,
                   ?::timestamptz - make_interval(mins => coalesce((s.state #>> '{assistant,releaseAfterMinutes}')::int, ?)) as since
            from conversation c left join shop s on s.shop_id = c.shop_id
            where (c.handling = 'PERSON' and c.handoff_reason is distinct from 'under_age'
                or c.handling = 'WAITING' and c.handoff_reason in
                  ('medical_question', 'custom_request', 'complaint', 'human_request'))
              and coalesce((s.state #>> '{assistant,releaseAfterMinutes}')::int, ?) > 0
              and c.updated_at
                  <= ?::timestamptz - make_interval(mins => coalesce((s.state #>> '{assistant,releaseAfterMinutes}')::int, ?))
            order by c.updated_at limit ?
            """;

    private static final String BACK = """
            with due as (
              select shop_id, id from conversation where snoozed_until <= ? order by snoozed_until limit ?
              for update skip locked)
            update conversation c set snoozed_until = null, unread = greatest(c.unread, 1)
            from due where c.shop_id = due.shop_id and c.id = due.id
            """;

    private static final String UNANSWERED = """
            select shop_id, id from conversation
            where waiting_since <= ? and waiting_told is distinct from waiting_since
              and snoozed_until is null and handling <> 'ASSISTANT'
            order by waiting_since limit ?
            """;

    private static final String TELL = """
            update conversation c set waiting_told = waiting_since
            where id = ? and waiting_since <= ? and waiting_told is distinct from waiting_since
            returning id, shopper_id, contact, waiting_since, assigned_to,
              (select m.text from message m where m.conversation_id = c.id and m.sender = 'SHOPPER' and not m.deleted
               order by m.position desc limit 1) as said
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final AnswerAsSeller seller;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;

    Waiting(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            AnswerAsSeller seller,
            Outbox outbox,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.seller = seller;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    private record Quiet(UUID shop, UUID id, Instant since) {}

    @Scheduled(fixedDelayString = "${parley.conversation.look-after}")
    void look() {
        Instant now = clock.instant();
        quiet(now).forEach(it -> one(it.shop, it.id, () -> seller.releaseIfQuiet(it.id, it.since)));
        ShopScope.callAsSystem(() -> transaction.execute(_ -> jdbc.update(BACK, at(now), ONCE_MAX)));
        unanswered(now).forEach(it -> one(it[0], it[1], () -> tell(it[1], now)));
    }

    private List<Quiet> quiet(Instant now) {
        return across(
                QUIET,
                (row, _) -> new Quiet(row.getObject(1, UUID.class), row.getObject(2, UUID.class), instant(row, 3)),
                at(now),
                RELEASE_AFTER_MINUTES,
                RELEASE_AFTER_MINUTES,
                at(now),
                RELEASE_AFTER_MINUTES,
                ONCE_MAX);
    }

    private List<UUID[]> unanswered(Instant now) {
        return across(
                UNANSWERED,
                (row, _) -> new UUID[] {row.getObject(1, UUID.class), row.getObject(2, UUID.class)},
                at(now.minus(PATIENCE)),
                ONCE_MAX);
    }

    private <T> List<T> across(String sql, org.springframework.jdbc.core.RowMapper<T> mapper, Object... params) {
        List<T> found = ShopScope.callAsSystem(() -> transaction.execute(_ -> jdbc.query(sql, mapper, params)));
        return found == null ? List.of() : found;
    }

    private void tell(UUID id, Instant now) {
        transaction.executeWithoutResult(_ -> jdbc.query(
                        TELL,
                        (row, _) -> new CustomerWaiting(
                                row.getObject("id", UUID.class),
                                row.getObject("shopper_id", UUID.class),
                                json.readValue(row.getString("contact"), Contact.class),
                                instant(row, "waiting_since"),
                                row.getString("said"),
                                row.getObject("assigned_to", UUID.class)),
                        id,
                        at(now.minus(PATIENCE)))
                .forEach(outbox::publish));
    }

    private static void one(UUID shop, UUID id, Runnable work) {
        try {
            ShopScope.callAs(shop, () -> {
                work.run();
                return id;
            });
        } catch (RuntimeException failed) {
            LOG.warn("what is due in conversation {} is put off: {}", id, failed.toString());
        }
    }
}
