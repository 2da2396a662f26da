package io.parley.channel.sending;

import io.parley.channel.account.TokenVault;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.Limit;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.OutboundEvent.Template;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import io.parley.starter.Trace;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The messages that are to go out, and what became of them. Only the first of a conversation
/// that has not ended may be sent, and only by whoever holds its lease: so the order is kept,
/// whichever replica sends.
@Component
class OutboundQueue {
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};
    /// The code of a message that was not sent, since its reader wants no advertisements.
    static final String MARKETING_STOPPED = "marketing_stopped";
    /// The same, since the platform said within a day that they have had enough of them.
    static final String MARKETING_RESTS = "marketing_rests";
    static final String CHANNEL_DISCONNECTED = "channel_disconnected";
    private static final Logger LOG = LoggerFactory.getLogger(OutboundQueue.class);
    /// A place in the line that is not taken up so long is lost; so is one that came while the
    /// account rested.
    private static final Duration PLACE_KEPT = Duration.ofSeconds(5);
    private static final Duration BURST = Duration.ofSeconds(1);
    /// An account that was slowed down doubles its speed in this time, bit by bit.
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    /// A refusal after so long says that the speed was nearly right.
    private static final Duration PEACE = Duration.ofSeconds(3);
    private static final double LITTLE_SLOWER = 1.15;
    private static final int SLOWEST = 1024;
    private static final String WAITING = "status in ('QUEUED', 'SENDING')";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TokenVault vault;
    private final Outbox outbox;
    private final Clock clock;
    private final SendingSettings settings;
    private final PlatformAdapters adapters;
    private final Pace pace;
    private final FailPoint failPoint;
    private final String instance;
    /// This life of this replica: what it held in a former one is free.
    private final String holder;

    OutboundQueue(
            JdbcClient jdbc,
            JsonMapper json,
            TokenVault vault,
            Outbox outbox,
            Clock clock,
            SendingSettings settings,
            PlatformAdapters adapters,
            Pace pace,
            ObjectProvider<FailPoint> failPoint,
            @Value("${parley.instance}") String instance) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
        this.adapters = adapters;
        this.pace = pace;
        this.failPoint = failPoint.getIfAvailable(() -> FailPoint.NONE);
        this.instance = instance;
        this.holder = instance + "/" + Ids.next();
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

    /// Takes the first waiting message of a conversation, if it is time and its channel can send.
    ///
    /// One whose former holder vanished is not sent at once: whether the platform has it is
    /// unknown, and for a while its echo may still tell.
    ///
    /// The claim does not wait for the disk: a database that crashes may forget it, and then it
    /// is claimed again.
    @Transactional
    public Turn claim(String conversationKey) {
        Instant now = clock.instant();
        Optional<Head> first = jdbc.sql("""
                        select m.*, c.platform, c.way, c.details, c.account_id, c.sealed_token, c.version, c.status as channel_status,
                          c.rests_until, c.slowed_at, c.pace, w.heard_at, w.ad_at, coalesce(w.address, m.person_id) as address,
                          (select happened_at from inbound_event e where e.channel_id = m.channel_id
                             and e.event_key = 'comment:' || (m.parts -> 0 ->> 'commentId')) as commented_at,
                          m.marketing and exists (select from marketing_wish h where h.shop_id = m.shop_id
                            and h.channel_id = m.channel_id and h.person_id = m.person_id and not h.wanted) as unwanted,
                          m.marketing and exists (select from marketing_rest r where r.shop_id = m.shop_id
                            and r.channel_id = m.channel_id and r.person_id = m.person_id and r.rests_until > ?) as enough,
                          set_config('synchronous_commit', 'off', true)
                        from outbound_message m join channel c on c.id = m.channel_id
                        left join messaging_window w on w.shop_id = m.shop_id and w.channel_id = m.channel_id
                          and w.person_id = m.person_id
                        where m.shop_id = ? and m.conversation_key = ? and m.status in ('QUEUED', 'SENDING')
                        order by m.position limit 1 for update of m""")
                .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), ShopScope.current(), conversationKey)
                .query((row, n) -> head(row))
                .optional();
        if (first.isEmpty()) {
            return anyWaits(conversationKey) ? new Turn.Again() : new Turn.Nothing();
        }
        Head head = first.get();
        switch (head.channel) {
            case SENDS -> {}
            case WAITS -> {
                return new Turn.Nothing();
            }
            case GONE -> {
                fail(
                        head.message.account().channelId(),
                        conversationKey,
                        head.message.replyId(),
                        CHANNEL_DISCONNECTED,
                        Reasons.UNDELIVERABLE);
                return new Turn.Again();
            }
        }
        if (head.leaseUntil != null && head.leaseUntil.isAfter(now)) {
            return new Turn.Later(head.leaseUntil);
        }
        if (head.nextAttemptAt.isAfter(now)) {
            return new Turn.Later(head.nextAttemptAt);
        }
        if ((head.unwanted || head.enough) && !head.sending) {
            fail(
                    head.message.account().channelId(),
                    conversationKey,
                    head.message.replyId(),
                    head.unwanted ? MARKETING_STOPPED : MARKETING_RESTS,
                    Reasons.POLICY);
            return new Turn.Again();
        }
        if (head.sending) {
            Instant echoed = now.plus(settings.echoWait());
            releaseUnsure(head.message.replyId(), echoed, "holder_vanished");
            return new Turn.Later(echoed);
        }
        if (head.restsUntil != null && head.restsUntil.isAfter(now)) {
            return new Turn.Queue(head.restsUntil);
        }
        return claim(head, now);
    }

    private Turn claim(Head head, Instant now) {
        Claimed message = head.message;
        PlatformAdapter adapter = adapters.of(message.account().way()).orElse(null);
        if (adapter == null || message.partsSent() >= message.parts().size()) {
            fail(
                    message.account().channelId(),
                    message.conversationKey(),
                    message.replyId(),
                    adapter == null ? "platform_unsupported" : "empty",
                    Reasons.UNDELIVERABLE);
            return new Turn.Again();
        }
        Platform platform = message.account().platform();
        boolean humanAgent = false;
        if (message.parts().get(message.partsSent()).template() == null) {
            Windows.Way way = adapter.window(platform)
                    .map(window -> Windows.of(window, message.window(), now))
                    .orElseGet(Windows.Way.Open::new);
            switch (way) {
                case Windows.Way.Open _ -> {}
                case Windows.Way.HumanAgent _ -> humanAgent = true;
                case Windows.Way.ByTemplate by
                when message.partsSent() == 0 -> {
                    sendTemplate(message.replyId(), by.template());
                    return new Turn.Again();
                }
                case Windows.Way.ByTemplate _, Windows.Way.Closed _ -> {
                    fail(
                            message.account().channelId(),
                            message.conversationKey(),
                            message.replyId(),
                            Reasons.WINDOW_CLOSED,
                            Reasons.WINDOW_CLOSED);
                    return new Turn.Again();
                }
            }
        }
        boolean inPlace = head.placeFor == message.partsSent()
                && head.nextAttemptAt.plus(PLACE_KEPT).isAfter(now)
                && (head.restsUntil == null || head.nextAttemptAt.isAfter(head.restsUntil));
        List<Limit> limits = adapter.limits(platform, message.parts().get(message.partsSent()));
        Instant notBefore = now;
        Instant roomAt = now;
        if (!inPlace && !limits.isEmpty()) {
            Pace.Place place =
                    pace.takePlace(message.account().channelId(), message.personId(), limits, message.slowness());
            if (!place.taken()) {
                return new Turn.Queue(now.plus(place.room()));
            }
            notBefore = now.plus(place.in());
            roomAt = now.plus(place.room());
            if (place.in().compareTo(Pace.HORIZON) > 0) {
                takePlace(message.replyId(), message.partsSent(), notBefore);
                return new Turn.Later(notBefore);
            }
        }
        jdbc.sql("""
                        update outbound_message set status = 'SENDING', attempts = attempts + 1, lease_owner = ?,
                          lease_until = ?, place_for = -1, tried_at = ? where reply_id = ?""")
                .params(holder, at(now.plus(settings.lease())), at(now), message.replyId())
                .update();
        return new Turn.Send(humanAgent ? asHumanAgent(message) : message, notBefore, roomAt);
    }

    /// Leave to send a part.
    ///
    /// @param ours whether the message still is; if not, it waits until then like any other
    record Leave(Instant at, boolean ours) {}

    /// The limits' leave to send one more part of a message that is ours.
    @Transactional
    public Leave leave(Claimed message, int part, List<Limit> limits) {
        Instant now = clock.instant();
        if (limits.isEmpty()) {
            return new Leave(now, true);
        }
        Pace.Place place =
                pace.takePlace(message.account().channelId(), message.personId(), limits, message.slowness());
        if (!place.taken()) {
            Instant next = now.plus(place.room());
            release(message.replyId(), next, "line_is_long");
            return new Leave(next, false);
        }
        Instant next = now.plus(place.in());
        if (place.in().compareTo(Pace.HORIZON) > 0) {
            takePlace(message.replyId(), part, next);
            return new Leave(next, false);
        }
        return new Leave(next, true);
    }

    private void takePlace(UUID replyId, int part, Instant at) {
        jdbc.sql("update outbound_message set status = 'QUEUED', lease_owner = null, lease_until = null,"
                        + " next_attempt_at = ?, place_for = ? where reply_id = ? and shop_id = ? and " + WAITING)
                .params(at(at), part, replyId, ShopScope.current())
                .update();
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

    /// Lets the whole account rest, and go on more slowly: at half its speed while that was still
    /// far too much a moment ago, and a little more slowly when it had gone well for a while. Those
    /// who hear it of one burst are heard once.
    @Transactional
    public void rest(UUID channelId, Instant until) {
        Instant now = clock.instant();
        jdbc.sql("""
                        update channel set
                          rests_until = greatest(rests_until, :until),
                          pace = case when slowed_at > :burst then pace
                            else least(:slowest, case when slowed_at <= :peace then :little else 2 end
                              * greatest(1, pace * power(0.5,
                                least(100, extract(epoch from :now - coalesce(slowed_at, :now)) / :recovery)::float8))) end,
                          slowed_at = case when slowed_at > :burst then slowed_at else :now end
                        where shop_id = :shop and id = :channel""")
                .param("until", at(until))
                .param("burst", at(now.minus(BURST)))
                .param("peace", at(now.minus(PEACE)))
                .param("little", LITTLE_SLOWER)
                .param("slowest", SLOWEST)
                .param("recovery", (double) RECOVERY.toSeconds())
                .param("now", at(now))
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .update();
    }

    private static double slowness(double pace, @Nullable Instant slowedAt, Instant now) {
        if (slowedAt == null) {
            return 1;
        }
        double recovered = Math.max(0, Duration.between(slowedAt, now).toMillis()) / (double) RECOVERY.toMillis();
        return Math.max(1, pace * Math.pow(0.5, recovered));
    }

    private static Claimed asHumanAgent(Claimed it) {
        return new Claimed(
                it.replyId(),
                it.account(),
                it.channelVersion(),
                it.conversationKey(),
                it.personId(),
                it.address(),
                it.parts(),
                it.partsSent(),
                it.attempts(),
                it.patientSince(),
                it.unsureSince(),
                true,
                it.window(),
                it.slowness(),
                it.trace());
    }

    /// The platform has a part. With the last one the message has been sent, and that is told;
    /// whoever learns it first, the sender or the echo, tells it. What went on by another channel
    /// meanwhile is left alone.
    ///
    /// @return whether there may be more to send in the conversation
    @Transactional
    public boolean partSent(UUID channelId, String conversationKey, UUID replyId, int part, String platformMessageId) {
        Instant now = clock.instant();
        record Marked(String status, String conversationKey, boolean more) {}
        Optional<Marked> marked = jdbc.sql("""
                        with kept as (
                          insert into outbound_part (reply_id, part, shop_id, channel_id, platform_message_id, sent_at)
                          select :reply, :part, :shop, :channel, :id, :now
                          where exists (select from outbound_message
                            where reply_id = :reply and shop_id = :shop and channel_id = :channel)
                          on conflict do nothing)
                        update outbound_message m set
                          parts_sent = greatest(parts_sent, :part + 1),
                          unsure = false,
                          lease_until = case when lease_until is null then null else :lease end,
                          status = case when :part + 1 >= jsonb_array_length(parts) then 'SENT' else status end,
                          ended_at = case when :part + 1 >= jsonb_array_length(parts) then :now end
                        where reply_id = :reply and shop_id = :shop and channel_id = :channel
                          and status in ('QUEUED', 'SENDING')
                        returning status, coalesce(told_key, conversation_key),
                          exists (select from outbound_message behind where behind.shop_id = :shop
                            and behind.conversation_key = m.conversation_key and behind.position > m.position
                            and behind.status in ('QUEUED', 'SENDING'))""")
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

    /// Frees what this replica held when its process ended: nobody else can be at it.
    @Transactional
    public int freeFormerLife() {
        return jdbc.sql("""
                        update outbound_message set status = 'QUEUED', lease_owner = null, lease_until = null,
                          next_attempt_at = ?, last_error = 'holder_vanished', unsure = true
                        where status = 'SENDING' and starts_with(lease_owner, ?) and lease_owner <> ?""")
                .params(at(clock.instant().plus(settings.echoWait())), instance + "/", holder)
                .update();
    }

    @Transactional(readOnly = true)
    public long countWaiting() {
        return jdbc.sql("select count(*) from outbound_message where " + WAITING)
                .query(Long.class)
                .single();
    }

    private boolean anyWaits(String conversationKey) {
        return jdbc.sql("select exists (select from outbound_message where shop_id = ? and conversation_key = ? and "
                        + WAITING + ")")
                .params(ShopScope.current(), conversationKey)
                .query(Boolean.class)
                .single();
    }

    private record Head(
            Claimed message,
            boolean sending,
            Instant nextAttemptAt,
            @Nullable Instant leaseUntil,
            @Nullable Instant restsUntil,
            int placeFor,
            boolean unwanted,
            boolean enough,
            ChannelState channel) {}

    private enum ChannelState {
        SENDS,
        WAITS,
        GONE;

        static ChannelState of(String status) {
            return switch (status) {
                case "ACTIVE" -> SENDS;
                case "TROUBLED" -> WAITS;
                default -> GONE;
            };
        }
    }

    private Head head(ResultSet row) throws SQLException {
        UUID channel = row.getObject("channel_id", UUID.class);
        ChannelState state = ChannelState.of(row.getString("channel_status"));
        String token = state == ChannelState.SENDS ? token(channel, row.getBytes("sealed_token")) : "";
        List<Part> parts = json.readValue(row.getString("parts"), PARTS);
        Instant retriedAt = instant(row, "retried_at");
        String template = row.getString("template");
        Claimed message = new Claimed(
                row.getObject("reply_id", UUID.class),
                new Account(
                        channel,
                        Platform.valueOf(row.getString("platform")),
                        row.getString("way"),
                        row.getString("account_id"),
                        token,
                        json.readValue(row.getString("details"), DETAILS)),
                row.getLong("version"),
                row.getString("conversation_key"),
                row.getString("person_id"),
                row.getString("address"),
                parts,
                row.getInt("parts_sent"),
                row.getInt("attempts") + 1,
                retriedAt == null ? Objects.requireNonNull(instant(row, "requested_at")) : retriedAt,
                row.getBoolean("unsure") ? instant(row, "tried_at") : null,
                false,
                new Windows.Case(
                        row.getString("author"),
                        instant(row, "heard_at"),
                        instant(row, "ad_at"),
                        !parts.isEmpty() && parts.getFirst().commentId() != null,
                        instant(row, "commented_at"),
                        template == null ? null : json.readValue(template, Template.class)),
                slowness(row.getDouble("pace"), instant(row, "slowed_at"), clock.instant()),
                row.getString("trace"));
        return new Head(
                message,
                "SENDING".equals(row.getString("status")),
                Objects.requireNonNull(instant(row, "next_attempt_at")),
                instant(row, "lease_until"),
                instant(row, "rests_until"),
                row.getInt("place_for"),
                row.getBoolean("unwanted"),
                row.getBoolean("enough"),
                state);
    }

    /// Nothing when it does not open: the adapter then says that the channel must be connected
    /// again.
    private String token(UUID channel, byte[] sealed) {
        try {
            return vault.open(ShopScope.current(), channel, sealed);
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            return "";
        }
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject("shop_id", UUID.class),
                row.getObject("channel_id", UUID.class),
                row.getString("conversation_key"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
