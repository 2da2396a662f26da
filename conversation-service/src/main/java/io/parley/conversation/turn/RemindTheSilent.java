package io.parley.conversation.turn;

import static io.parley.starter.Timestamps.at;

import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.shop.Offer;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// An order half put together and then silence: one reminder, while the platform still lets us write, by day, and never
/// a second one for the same order. Any process may run this: the conversation's lock and its memory settle who does.
@Component
class RemindTheSilent {
    private static final Logger LOG = LoggerFactory.getLogger(RemindTheSilent.class);
    private static final int SWEEP_MAX = 100;

    /// Nobody is reminded before or after, by the shop's clock.
    private static final int DAY_BEGINS = 8;

    private static final int DAY_ENDS = 21;

    private static final String SILENT = """
            select shop_id, id from conversation
            where last_at between ? and ? and handling = 'ASSISTANT' and last_from = 'ASSISTANT' and state in
              ('COLLECTING_PRODUCT', 'COLLECTING_VARIANT', 'COLLECTING_QUANTITY', 'COLLECTING_LOCATION',
               'CONFIRMING_ORDER')
              and context ->> 'orderId' is not null
              and context ->> 'orderId' is distinct from context #>> '{shopper,remindedOf}'
            order by last_at limit ?
            """;

    private final JdbcTemplate jdbc;
    private final Conversations conversations;
    private final TakeTurn turns;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration after;

    RemindTheSilent(
            JdbcTemplate jdbc,
            Conversations conversations,
            TakeTurn turns,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${parley.conversation.remind-after}") Duration after) {
        this.jdbc = jdbc;
        this.conversations = conversations;
        this.turns = turns;
        this.transaction = transaction;
        this.clock = clock;
        this.after = after;
    }

    @Scheduled(fixedDelayString = "${parley.conversation.remind-every}")
    void sweep() {
        if (after.isZero()) {
            return;
        }
        Instant now = clock.instant();
        List<UUID[]> silent = ShopScope.callAsSystem(() -> transaction.execute(_ -> jdbc.query(
                SILENT,
                (row, _) -> new UUID[] {row.getObject(1, UUID.class), row.getObject(2, UUID.class)},
                at(now.minus(Duration.ofHours(24))),
                at(now.minus(after)),
                SWEEP_MAX)));
        silent.forEach(conversation -> {
            try {
                ShopScope.callAs(
                        conversation[0], () -> transaction.execute(_ -> remind(conversation[0], conversation[1])));
            } catch (RuntimeException failed) {
                LOG.warn("conversation {} is reminded later: {}", conversation[1], failed.toString());
            }
        });
    }

    private boolean remind(UUID shop, UUID id) {
        Instant now = clock.instant();
        Conversation conversation = conversations.lock(shop, id).orElse(null);
        if (conversation == null
                || conversation.shop() == null
                || conversation.turnDueAt() != null
                || !MessagingWindow.open(conversation, now)) {
            return false;
        }
        Offer offer = turns.offer(conversation);
        ZonedDateTime there = now.atZone(offer.shop().settings().hours().zone());
        Instant heard = conversation.dialogue().lastTurnAt();
        boolean day = there.getHour() >= DAY_BEGINS && there.getHour() < DAY_ENDS;
        if (!day || heard == null || heard.plus(after).isAfter(now)) {
            return false;
        }
        Step step = Aftermath.reminded(conversation.dialogue(), offer, new Moment(now, Ids.next()));
        if (step.acts().isEmpty()) {
            return false;
        }
        turns.tellUnasked(conversation, step, offer, now);
        return true;
    }
}
