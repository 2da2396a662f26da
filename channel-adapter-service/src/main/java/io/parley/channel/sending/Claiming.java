package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.channel.account.TokenVault;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.Limit;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.OutboundEvent.Template;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Who sends what next: takes the first message of a conversation, if it is time, its channel can
/// send, its reader may be written to and the platform's limits leave room.
@Component
class Claiming {
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};
    private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);
    /// A place in the line that is not taken up so long is lost; so is one that came while the
    /// account rested.
    private static final Duration PLACE_KEPT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TokenVault vault;
    private final OutboundQueue queue;
    private final Clock clock;
    private final SendingSettings settings;
    private final PlatformAdapters adapters;
    private final Pace pace;
    private final String instance;
    /// This life of this replica: what it held in a former one is free.
    private final String holder;

    Claiming(
            JdbcClient jdbc,
            JsonMapper json,
            TokenVault vault,
            OutboundQueue queue,
            Clock clock,
            SendingSettings settings,
            PlatformAdapters adapters,
            Pace pace,
            @Value("${parley.instance}") String instance) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.queue = queue;
        this.clock = clock;
        this.settings = settings;
        this.adapters = adapters;
        this.pace = pace;
        this.instance = instance;
        this.holder = instance + "/" + Ids.next();
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
                            and r.channel_id = m.channel_id and r.person_id in (m.person_id, '') and r.rests_until > ?) as enough,
                          set_config('synchronous_commit', 'off', true)
                        from outbound_message m join channel c on c.id = m.channel_id
                        left join messaging_window w on w.shop_id = m.shop_id and w.channel_id = m.channel_id
                          and w.person_id = m.person_id
                        where m.shop_id = ? and m.conversation_key = ? and m.status in ('QUEUED', 'SENDING')
                        order by m.position limit 1 for update of m""")
                .params(at(now), ShopScope.current(), conversationKey)
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
                queue.fail(
                        head.message.account().channelId(),
                        conversationKey,
                        head.message.replyId(),
                        OutboundQueue.CHANNEL_DISCONNECTED,
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
            queue.fail(
                    head.message.account().channelId(),
                    conversationKey,
                    head.message.replyId(),
                    head.unwanted ? OutboundQueue.MARKETING_STOPPED : OutboundQueue.MARKETING_RESTS,
                    Reasons.POLICY);
            return new Turn.Again();
        }
        if (head.sending) {
            Instant echoed = now.plus(settings.echoWait());
            queue.releaseUnsure(head.message.replyId(), echoed, "holder_vanished");
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
            queue.fail(
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
                    queue.sendTemplate(message.replyId(), by.template());
                    return new Turn.Again();
                }
                case Windows.Way.ByTemplate _, Windows.Way.Closed _ -> {
                    queue.fail(
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
            queue.release(message.replyId(), next, "line_is_long");
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
                        + " next_attempt_at = ?, place_for = ? where reply_id = ? and shop_id = ? and "
                        + OutboundQueue.WAITING)
                .params(at(at), part, replyId, ShopScope.current())
                .update();
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

    private boolean anyWaits(String conversationKey) {
        return jdbc.sql("select exists (select from outbound_message where shop_id = ? and conversation_key = ? and "
                        + OutboundQueue.WAITING + ")")
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
        Instant retriedAt = instantOrNull(row, "retried_at");
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
                retriedAt == null ? Objects.requireNonNull(instantOrNull(row, "requested_at")) : retriedAt,
                row.getBoolean("unsure") ? instantOrNull(row, "tried_at") : null,
                false,
                new Windows.Case(
                        row.getString("author"),
                        instantOrNull(row, "heard_at"),
                        instantOrNull(row, "ad_at"),
                        !parts.isEmpty() && parts.getFirst().commentId() != null,
                        instantOrNull(row, "commented_at"),
                        template == null ? null : json.readValue(template, Template.class)),
                Slowdown.slowness(row.getDouble("pace"), instantOrNull(row, "slowed_at"), clock.instant()),
                row.getString("trace"));
        return new Head(
                message,
                "SENDING".equals(row.getString("status")),
                Objects.requireNonNull(instantOrNull(row, "next_attempt_at")),
                instantOrNull(row, "lease_until"),
                instantOrNull(row, "rests_until"),
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
}
