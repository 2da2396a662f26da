package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.channel.platform.Part;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageRetried;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What could not be sent: seen, and sent again when the seller says so. Sent again, a message
/// takes its old place in its conversation, before whatever waits there; parts that arrived are
/// not repeated.
@Component
class FailedMessages {
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final int AT_ONCE_MAX = 1_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ConversationLanes lanes;
    private final Outbox outbox;
    private final Clock clock;

    FailedMessages(JdbcClient jdbc, JsonMapper json, ConversationLanes lanes, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.lanes = lanes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// @param text what was to be said, without what cannot be told in words
    /// @param author `ASSISTANT`, `SELLER` or `SYSTEM`
    /// @param code what the platform said, or one of ours in words
    /// @param reason of [io.parley.events.DeliveryEvent.MessageFailed]
    /// @param partsSent how many of its `parts` arrived all the same
    /// @param next `RETRY`, where that may help
    record Failed(
            UUID replyId,
            UUID conversationId,
            String personId,
            @Nullable String personName,
            String author,
            String text,
            @Nullable String code,
            @Nullable String reason,
            int parts,
            int partsSent,
            int attempts,
            Instant requestedAt,
            Instant failedAt,
            List<String> next) {}

    /// Newest first.
    ///
    /// @throws Refusal notFound, when the shop has no such channel
    @Transactional(readOnly = true)
    public CursorPage<Failed> page(UUID channelId, @Nullable String cursor, @Nullable Integer asked) {
        status(channelId);
        int limit = CursorPage.limit(asked);
        List<String> from = cursor == null ? List.of() : Cursor.decode(cursor, 2);
        List<Failed> rows = jdbc.sql("""
                        select m.*, p.name from outbound_message m
                        left join person p on p.shop_id = m.shop_id and p.channel_id = m.channel_id
                          and p.person_id = m.person_id
                        where m.shop_id = :shop and m.channel_id = :channel and m.status = 'FAILED'
                        and (:first or (m.ended_at, m.reply_id) < (:at, :reply))
                        order by m.ended_at desc, m.reply_id desc limit :rows""")
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("first", from.isEmpty())
                .param("at", at(from.isEmpty() ? clock.instant() : Cursor.instant(from.getFirst())))
                .param("reply", from.isEmpty() ? channelId : Cursor.id(from.getLast()))
                .param("rows", limit + 1)
                .query((row, n) -> read(row))
                .list();
        return CursorPage.of(rows, limit, row -> Cursor.encode(row.failedAt(), row.replyId()));
    }

    private Failed read(ResultSet row) throws SQLException {
        List<Part> parts = json.readValue(row.getString("parts"), PARTS);
        int sent = row.getInt("parts_sent");
        String reason = row.getString("failure");
        boolean again = sent < parts.size() && MessageFailed.mayBeRetried(reason);
        return new Failed(
                row.getObject("reply_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("person_id"),
                row.getString("name"),
                row.getString("author"),
                parts.stream().map(Part::text).filter(Objects::nonNull).collect(Collectors.joining("\n")),
                row.getString("last_error"),
                reason,
                parts.size(),
                sent,
                row.getInt("attempts"),
                instant(row, "requested_at"),
                instant(row, "ended_at"),
                again ? List.of("RETRY") : List.of());
    }

    /// Sends one again. Of two who ask at once, one is told that it is on its way already.
    ///
    /// @param channelId its own, or the one it was said on where it went by SMS instead
    /// @throws Refusal notFound, when there is no such message; conflict, when it has not failed,
    ///     or nothing is left of it to send, or its channel cannot send
    @Transactional
    public void retry(UUID channelId, UUID replyId) {
        status(channelId);
        UUID by = jdbc.sql("select channel_id from outbound_message where shop_id = ? and reply_id = ?"
                        + " and (channel_id = ? or told_key is not null)")
                .params(ShopScope.current(), replyId, channelId)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound(
                        "message_not_found", "There is no such message; look at GET /api/channels/{id}/failed."));
        checkSends(by);
        if (again(by, replyId) == 0) {
            throw Refusal.conflict("not_failed", "This message is on its way, or has arrived.");
        }
    }

    /// Sends all of them again that may arrive then, at most 1,000 a call, each conversation's in its order.
    ///
    /// @return how many
    /// @throws Refusal notFound, when the shop has no such channel; conflict, when it cannot send
    @Transactional
    public int retryAll(UUID channelId) {
        checkSends(channelId);
        return again(channelId, null);
    }

    /// @return how many
    private int again(UUID channelId, @Nullable UUID replyId) {
        Instant now = clock.instant();
        UUID shop = ShopScope.current();
        List<Again> all = jdbc.sql("""
                        update outbound_message set status = 'QUEUED', attempts = 0, next_attempt_at = :now,
                          retried_at = :now, failure = null, last_error = null, ended_at = null, lease_owner = null,
                          lease_until = null, place_for = -1, unsure = false
                        where reply_id in (
                          select reply_id from outbound_message
                          where shop_id = :shop and channel_id = :channel and status = 'FAILED'
                          and parts_sent < jsonb_array_length(parts)
                          and (reply_id = :reply or :all and coalesce(failure, '') <> all (:final))
                          order by position limit :max for update)
                        and status = 'FAILED'
                        returning reply_id, conversation_key, coalesce(told_key, conversation_key) as told_key""")
                .param("now", at(now))
                .param("shop", shop)
                .param("channel", channelId)
                .param("all", replyId == null)
                .param("reply", replyId == null ? channelId : replyId)
                .param("final", MessageFailed.FINAL.toArray(String[]::new))
                .param("max", AT_ONCE_MAX)
                .query((row, n) -> new Again(
                        row.getObject("reply_id", UUID.class),
                        row.getString("conversation_key"),
                        row.getString("told_key")))
                .list();
        all.forEach(it -> outbox.publish(new MessageRetried(it.toldKey, it.replyId, channelId, now)));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                all.stream().map(Again::key).distinct().forEach(key -> lanes.work(shop, channelId, key));
            }
        });
        return all.size();
    }

    /// @param key of the lane it goes out in
    /// @param toldKey of the conversation that hears of it
    private record Again(UUID replyId, String key, String toldKey) {}

    private void checkSends(UUID channelId) {
        if (!status(channelId).equals("ACTIVE")) {
            throw Refusal.conflict("channel_cannot_send", "Connect the channel again first.");
        }
    }

    private String status(UUID channelId) {
        return jdbc.sql("select status from channel where shop_id = ? and id = ?")
                .params(ShopScope.current(), channelId)
                .query(String.class)
                .optional()
                .orElseThrow(() ->
                        Refusal.notFound("channel_not_found", "There is no such channel; look at GET /api/channels."));
    }
}
