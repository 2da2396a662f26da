package io.parley.conversation.turn;

import static io.parley.starter.Timestamps.at;

import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.DeliveryEvent;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.events.DeliveryEvent.MessageRetried;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// What became of what was sent. Platforms tell it out of order: a message that was read is not delivered afterwards.
/// One that failed is sent all the same when it is tried again, by the seller or since the shopper wrote.
@Component
class FollowDelivery {
    private static final List<String> ORDER = List.of("QUEUED", "SENT", "DELIVERED", "READ");

    private static final String OUT_OF_REACH = "blocked";

    private final JdbcTemplate jdbc;
    private final Outbox outbox;

    FollowDelivery(JdbcTemplate jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    @EventListenerOn(Topic.DELIVERY)
    void on(DeliveryEvent event) {
        switch (event) {
            case MessageSent sent ->
                jdbc.update(
                        "update message set platform_message_id = ?, delivery = case when delivery in ('QUEUED', 'FAILED') then 'SENT' else delivery end where id = ?",
                        sent.platformMessageId(),
                        sent.replyId());
            case MessageDelivered delivered ->
                upTo(delivered.conversationKey(), delivered.platformMessageId(), delivered.upTo(), "DELIVERED");
            case MessageRead read -> upTo(read.conversationKey(), read.platformMessageId(), read.upTo(), "READ");
            case MessageFailed failed -> {
                jdbc.update(
                        "update message set delivery = 'FAILED', failure = ? where id = ? and delivery in ('QUEUED', 'SENT')",
                        failed.reason(),
                        failed.replyId());
                if (failed.reason().equals(OUT_OF_REACH)) {
                    end(failed);
                }
            }
            case MessageRetried retried ->
                jdbc.update(
                        "update message set delivery = 'QUEUED' where id = ? and delivery = 'FAILED'",
                        retried.replyId());
        }
    }

    /// The shopper has blocked the shop or is gone: told once, until they have written again.
    private void end(MessageFailed failed) {
        jdbc.queryForList("""
                        update conversation c set ended_at = ?
                        where c.id = (select conversation_id from message where id = ?) and (c.ended_at is null
                          or exists (select from message m
                                     where m.conversation_id = c.id and m.sender = 'SHOPPER' and m.at > c.ended_at))
                        returning c.id
                        """, UUID.class, at(failed.at()), failed.replyId())
                .forEach(conversation -> outbox.publish(new ConversationClosed(conversation, failed.reason())));
    }

    /// A platform names one message, or a moment up to which all of them are meant.
    private void upTo(String key, @Nullable String messageId, Instant upTo, String delivery) {
        List<String> before = ORDER.subList(0, ORDER.indexOf(delivery));
        UUID shop = ShopScope.current();
        jdbc.update("""
                update message m set delivery = ?
                from conversation c
                where c.shop_id = ? and c.key = ? and m.conversation_id = c.id and m.sender <> 'SHOPPER'
                  and m.delivery = any (?) and (m.platform_message_id = ? or m.at <= ?)
                """, delivery, shop, key, before.toArray(String[]::new), messageId, at(upTo));
    }
}
