package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.platform.Part;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.OutboundEvent.Template;
import io.parley.starter.Trace;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The messages that are to go out, and what became of them. Only the first of a conversation
/// that has not ended may be sent, and only by whoever holds its lease: so the order is kept,
/// whichever replica sends.
@Component
class OutboundQueue {
    /// The code of a message that was not sent, since its reader wants no advertisements.
    static final String MARKETING_STOPPED = "marketing_stopped";
    /// The same, since the platform said within a day that they have had enough of them.
    static final String MARKETING_RESTS = "marketing_rests";
    static final String CHANNEL_DISCONNECTED = "channel_disconnected";
    /// What has not ended.
    static final String WAITING = "status in ('QUEUED', 'SENDING')";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Outbox outbox;
    private final Clock clock;
    private final SendingSettings settings;
    private final FailPoint failPoint;

    OutboundQueue(
            JdbcClient jdbc,
            JsonMapper json,
            Outbox outbox,
            Clock clock,
            SendingSettings settings,
            ObjectProvider<FailPoint> failPoint) {
        this.jdbc = jdbc;
        this.json = json;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
        this.failPoint = failPoint.getIfAvailable(() -> FailPoint.NONE);
    }

    /// A conversation in which something waits.
    record Waiting(UUID shopId, UUID channelId, String conversationKey) {}

    /// Adds a reply at the end of its conversation; a second time changes nothing.
    ///
    /// @return false when it was there already
    boolean add(ReplyRequested reply, List<Part> parts) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into outbound_message (reply_id, shop_id, channel_id, conversation_id, conversation_key,
                          person_id, author, parts, template, delay_millis, status, next_attempt_at, trace,
                          requested_at, worth_until, marketing)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, nullif(?::jsonb, 'null'), ?, 'QUEUED', ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                reply.replyId(),
                                ShopScope.current(),
                                reply.contact().channelId(),
                                reply.conversationId(),
                                reply.contact().conversationKey(),
                                reply.contact().personId(),
                                reply.author(),
                                json.writeValueAsString(parts),
                                json.valueToTree(reply.template()).toString(),
                                reply.delayMillis(),
                                at(now.plusMillis(reply.delayMillis())),
                                Trace.traceparent(),
                                at(now),
                                at(now.plus(Windows.worthSaying(reply))),
                                reply.marketing())
                        .update()
                == 1;
    }

    /// From now on the platform's approved words are what is said.
    @Transactional
    public void sendTemplate(UUID replyId, Template template) {
        jdbc.sql("update outbound_message set status = 'QUEUED', lease_owner = null, lease_until = null,"
                        + " plain_parts = coalesce(plain_parts, parts), parts = ?::jsonb"
                        + " where reply_id = ? and shop_id = ? and parts_sent = 0 and " + WAITING)
                .params(json.writeValueAsString(List.of(Part.template(template))), replyId, ShopScope.current())
                .update();
    }

    /// The platform has answered our call: it has a part.
    ///
    /// It may have said before that the message has failed, and then it is waiting to go again or
    /// has ended: the answer changes nothing any more.
    ///
    /// @return whether there may be more to send in the conversation
    @Transactional
    public boolean partTaken(UUID channelId, String conversationKey, UUID replyId, int part, String platformMessageId) {
        return partSent(channelId, conversationKey, replyId, part, platformMessageId, true);
    }

    /// The platform has told of a part that it has.
    @Transactional
    public void partSent(UUID channelId, String conversationKey, UUID replyId, int part, String platformMessageId) {
        partSent(channelId, conversationKey, replyId, part, platformMessageId, false);
    }

    /// With the last one the message has been sent, and that is told; whoever learns it first, the
    /// sender or the echo, tells it. What went on by another channel meanwhile is left alone.
    private boolean partSent(
            UUID channelId,
            String conversationKey,
            UUID replyId,
            int part,
            String platformMessageId,
            boolean answered) {
        Instant now = clock.instant();
        record Marked(String status, String conversationKey, boolean more) {}
        Optional<Marked> marked = jdbc.sql("""
                        with mine as (
                          select reply_id from outbound_message
                          where reply_id = :reply and shop_id = :shop and channel_id = :channel
                            and (not :answered or status = 'SENT' or status <> 'FAILED' and (lease_owner is not null or unsure))
                          for update),
                        kept as (
                          insert into outbound_part (reply_id, part, shop_id, channel_id, platform_message_id, sent_at)
                          select :reply, :part, :shop, :channel, :id, :now from mine
                          on conflict do nothing)
                        update outbound_message m set
                          parts_sent = greatest(parts_sent, :part + 1),
                          unsure = false,
                          lease_until = case when lease_until is null then null else :lease end,
                          status = case when :part + 1 >= jsonb_array_length(parts) then 'SENT' else status end,
                          ended_at = case when :part + 1 >= jsonb_array_length(parts) then :now end
                        from mine
                        where m.reply_id = mine.reply_id and status in ('QUEUED', 'SENDING')
                        returning status, coalesce(told_key, conversation_key),
                          exists (select from outbound_message behind where behind.shop_id = :shop
                            and behind.conversation_key = m.conversation_key and behind.position > m.position
                            and behind.status in ('QUEUED', 'SENDING'))""")
                .param("answered", answered)
                .param("reply", replyId)
                .param("part", part)
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("id", platformMessageId)
                .param("now", at(now))
                .param("lease", at(now.plus(settings.lease())))
                .query((row, n) -> new Marked(row.getString(1), row.getString(2), row.getBoolean(3)))
                .optional();
        failPoint.passed(FailPoint.Place.AFTER_MARK_BEFORE_EVENT, replyId);
        if (marked.isPresent() && marked.get().status.equals("SENT")) {
            outbox.publish(new MessageSent(marked.get().conversationKey, replyId, channelId, platformMessageId, now));
        }
        return marked.isEmpty() || !marked.get().status.equals("SENT") || marked.get().more;
    }

    /// The platform knows a person by another id than their thread does.
    @Transactional
    public void knownAs(UUID channelId, String personId, String alias) {
        jdbc.sql("insert into person_alias (shop_id, channel_id, alias, person_id) values (?, ?, ?, ?)"
                        + " on conflict do nothing")
                .params(ShopScope.current(), channelId, alias, personId)
                .update();
        jdbc.sql("""
                        insert into messaging_window as w (shop_id, channel_id, person_id, address) values (?, ?, ?, ?)
                        on conflict (shop_id, channel_id, person_id) do update set address = excluded.address""").params(ShopScope.current(), channelId, personId, alias).update();
    }

    /// Lets it wait until then, its fate being unknown.
    @Transactional
    public void releaseUnsure(UUID replyId, Instant until, String why) {
        jdbc.sql("update outbound_message set unsure = true where reply_id = ? and shop_id = ? and " + WAITING)
                .params(replyId, ShopScope.current())
                .update();
        release(replyId, until, why);
    }

    /// Lets it wait until then.
    @Transactional
    public void release(UUID replyId, Instant until, String why) {
        jdbc.sql("update outbound_message set status = 'QUEUED', lease_owner = null, lease_until = null,"
                        + " place_for = -1, next_attempt_at = ?, last_error = ? where reply_id = ? and shop_id = ?"
                        + " and " + WAITING)
                .params(at(until), why, replyId, ShopScope.current())
                .update();
    }

    /// Ends it unsent, and tells so.
    ///
    /// @param reason of [MessageFailed]
    @Transactional
    public void fail(UUID channelId, String conversationKey, UUID replyId, String code, String reason) {
        Instant now = clock.instant();
        jdbc.sql("update outbound_message set status = 'FAILED', lease_owner = null, lease_until = null,"
                        + " last_error = ?, failure = ?, ended_at = ? where reply_id = ? and shop_id = ? and "
                        + WAITING + " returning coalesce(told_key, ?)")
                .params(code, reason, at(now), replyId, ShopScope.current(), conversationKey)
                .query(String.class)
                .optional()
                .ifPresent(key -> outbox.publish(new MessageFailed(key, replyId, channelId, code, reason, now)));
    }

    /// Ends everything that waits on a channel which is gone. In the caller's transaction.
    void failAll(UUID channelId, String code, String reason) {
        record Unsent(UUID replyId, String conversationKey) {}
        jdbc.sql("select reply_id, conversation_key from outbound_message where shop_id = ? and channel_id = ? and "
                        + WAITING + " order by position")
                .params(ShopScope.current(), channelId)
                .query((row, n) -> new Unsent(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(unsent -> fail(channelId, unsent.conversationKey, unsent.replyId, code, reason));
    }

    /// Whether one of our messages is known to be this one of the platform's.
    @Transactional(readOnly = true)
    public boolean isSettled(UUID channelId, String platformMessageId) {
        return jdbc.sql("select exists (select from outbound_part"
                        + " where shop_id = ? and channel_id = ? and platform_message_id = ?)")
                .params(ShopScope.current(), channelId, platformMessageId)
                .query(Boolean.class)
                .single();
    }

    /// How a person is spoken to.
    record Listener(String address, @Nullable String lastMessageId) {}

    @Transactional(readOnly = true)
    public Listener listener(UUID channelId, String personId) {
        return jdbc.sql("select coalesce(address, person_id), last_message_id from messaging_window"
                        + " where shop_id = ? and channel_id = ? and person_id = ?")
                .params(ShopScope.current(), channelId, personId)
                .query((row, n) -> new Listener(row.getString(1), row.getString(2)))
                .optional()
                .orElseGet(() -> new Listener(personId, null));
    }

    /// How the channel is connected; empty when it is not. In the caller's transaction.
    Optional<String> way(UUID channelId) {
        return jdbc.sql("select way from channel where shop_id = ? and id = ? and status <> 'DISCONNECTED'")
                .params(ShopScope.current(), channelId)
                .query(String.class)
                .optional();
    }

    /// Conversations whose first waiting message is due and held by nobody, in every shop.
    @Transactional(readOnly = true)
    public List<Waiting> due(int max) {
        return jdbc.sql("""
                        select h.shop_id, h.channel_id, h.conversation_key from (
                          select distinct on (conversation_key) shop_id, channel_id, conversation_key, next_attempt_at,
                            lease_until
                          from outbound_message where status in ('QUEUED', 'SENDING')
                          order by conversation_key, position) h
                        join channel c on c.id = h.channel_id and c.status <> 'TROUBLED'
                          and (c.rests_until is null or c.rests_until <= :now)
                        where h.next_attempt_at <= :now and (h.lease_until is null or h.lease_until <= :now)
                        order by h.next_attempt_at limit :max""")
                .param("now", at(clock.instant()))
                .param("max", max)
                .query((row, n) -> waiting(row))
                .list();
    }

    /// Conversations that wait on a channel of the current shop.
    @Transactional(readOnly = true)
    public List<Waiting> waitingOn(UUID channelId) {
        return jdbc.sql("select distinct shop_id, channel_id, conversation_key from outbound_message"
                        + " where shop_id = ? and channel_id = ? and " + WAITING)
                .params(ShopScope.current(), channelId)
                .query((row, n) -> waiting(row))
                .list();
    }

    @Transactional(readOnly = true)
    public long countWaiting() {
        return jdbc.sql("select count(*) from outbound_message where " + WAITING)
                .query(Long.class)
                .single();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject("shop_id", UUID.class),
                row.getObject("channel_id", UUID.class),
                row.getString("conversation_key"));
    }
}
