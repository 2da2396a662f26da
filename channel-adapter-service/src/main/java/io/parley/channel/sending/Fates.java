package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.channel.account.Connection;
import io.parley.channel.account.TroubleChannel;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.OutboundEvent.Template;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Takes in that a message which the platform had accepted did not arrive after all.
///
/// What may pass is sent again, a few times, as long as nothing of the same reply came after it;
/// everything else ends the reply and is told. All of it in the caller's transaction, within the
/// shop; a second time changes nothing.
@Component
public class Fates {
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration AGAIN_AFTER_MAX = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final OwnMessages own;
    private final OutboundQueue queue;
    private final Slowdown slowdown;
    private final JsonMapper json;
    private final TroubleChannel trouble;
    private final PlatformAdapters adapters;
    private final BySmsInstead instead;
    private final MarketingWishes wishes;
    private final CampaignRest campaigns;
    private final Outbox outbox;
    private final SendingSettings settings;
    private final Clock clock;

    Fates(
            JdbcClient jdbc,
            OwnMessages own,
            OutboundQueue queue,
            Slowdown slowdown,
            JsonMapper json,
            TroubleChannel trouble,
            PlatformAdapters adapters,
            BySmsInstead instead,
            MarketingWishes wishes,
            CampaignRest campaigns,
            Outbox outbox,
            SendingSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.own = own;
        this.queue = queue;
        this.slowdown = slowdown;
        this.json = json;
        this.trouble = trouble;
        this.adapters = adapters;
        this.instead = instead;
        this.wishes = wishes;
        this.campaigns = campaigns;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param last whether nothing of the reply was sent after this part
    private record Lost(
            UUID replyId,
            int part,
            String conversationKey,
            String personId,
            int attempts,
            Instant requestedAt,
            boolean last,
            @Nullable String template) {}

    /// Which of these the platform has told before.
    public Set<String> told(UUID channelId, Collection<String> eventKeys) {
        return jdbc.sql("select event_key from inbound_event where channel_id = ? and event_key = any (?)")
                .params(channelId, eventKeys.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    /// @param mark that we gave the message, where the platform returns it
    /// @return whether it was a message of ours
    public boolean failed(Connection channel, String platformMessageId, @Nullable String mark, Outcome failure) {
        Optional<Lost> found = own.byMark(channel, mark).flatMap(ours -> byPart(channel, ours, platformMessageId));
        Optional<Lost> lost = found.isPresent() ? found : byId(channel, platformMessageId);
        lost.ifPresent(it -> settle(channel, it, failure));
        return lost.isPresent();
    }

    private void settle(Connection channel, Lost lost, Outcome failure) {
        switch (failure) {
            case Outcome.Passing it -> again(channel, lost, it.code(), it.after());
            case Outcome.TooMany it -> {
                slowdown.rest(channel.channelId(), clock.instant().plus(wait(it.after())));
                again(channel, lost, it.code(), it.after());
            }
            case Outcome.Spam it -> {
                campaigns.begin(channel.channelId());
                again(channel, lost, it.code(), it.after());
            }
            case Outcome.Closed it -> closed(channel, lost, it.code());
            case Outcome.Unreachable it -> {
                if (lost.part > 0 || !lost.last || !instead.goes(lost.replyId, false)) {
                    end(channel, lost, it.code(), Reasons.UNDELIVERABLE);
                }
            }
            case Outcome.Enough it -> {
                wishes.rests(channel.channelId(), lost.personId, clock.instant());
                if (lost.part > 0 || !lost.last || !instead.goes(lost.replyId, false)) {
                    end(channel, lost, it.code(), Reasons.POLICY);
                }
            }
            case Outcome.Unwanted it -> {
                wishes.refused(channel.channelId(), lost.personId, clock.instant());
                end(channel, lost, it.code(), Reasons.POLICY);
            }
            case Outcome.Refused it -> end(channel, lost, it.code(), it.reason());
            case Outcome.Unsure it -> end(channel, lost, it.code(), Reasons.UNDELIVERABLE);
            case Outcome.Troubled it -> {
                mark(channel, lost, it);
                end(channel, lost, it.code(), it.problem());
            }
            case Outcome.Sent _ -> {}
        }
    }

    /// The approved words go instead, where there are some and nothing else has been said yet.
    private void closed(Connection channel, Lost lost, String code) {
        if (lost.part != 0 || lost.template == null) {
            end(channel, lost, code, Reasons.WINDOW_CLOSED);
            return;
        }
        again(channel, lost, code, null);
        queue.sendTemplate(lost.replyId, json.readValue(lost.template, Template.class));
    }

    private static Duration wait(@Nullable Duration asked) {
        Duration wait = asked == null || asked.compareTo(AGAIN_AFTER) < 0 ? AGAIN_AFTER : asked;
        return wait.compareTo(AGAIN_AFTER_MAX) > 0 ? AGAIN_AFTER_MAX : wait;
    }

    private void again(Connection channel, Lost lost, String code, @Nullable Duration asked) {
        Instant now = clock.instant();
        boolean late = now.isAfter(lost.requestedAt.plus(settings.giveUpAfter()));
        if (!lost.last || late || lost.attempts >= ATTEMPTS_MAX) {
            end(channel, lost, code, Reasons.UNDELIVERABLE);
            return;
        }
        Instant next = now.plus(wait(asked));
        int waits = jdbc.sql("""
                        update outbound_message set status = 'QUEUED', parts_sent = least(parts_sent, :part),
                          next_attempt_at = :next, last_error = :code, lease_owner = null, lease_until = null,
                          place_for = -1, unsure = false, ended_at = null
                        where reply_id = :reply and shop_id = :shop and status <> 'FAILED'""")
                .param("part", lost.part)
                .param("next", at(next))
                .param("code", code)
                .param("reply", lost.replyId)
                .param("shop", ShopScope.current())
                .update();
        if (waits == 1) {
            forget(lost);
        }
    }

    private void forget(Lost lost) {
        jdbc.sql("delete from outbound_part where shop_id = ? and reply_id = ? and part = ?")
                .params(ShopScope.current(), lost.replyId, lost.part)
                .update();
    }

    /// What did not arrive is left to send, should the seller try again.
    private void end(Connection channel, Lost lost, String code, String reason) {
        Instant now = clock.instant();
        int ended = jdbc.sql("""
                        update outbound_message set status = 'FAILED', lease_owner = null, lease_until = null,
                          last_error = ?, failure = ?, ended_at = ?, unsure = false,
                          parts_sent = case when ? then least(parts_sent, ?) else parts_sent end
                        where reply_id = ? and shop_id = ? and status <> 'FAILED'""")
                .params(code, reason, at(now), lost.last, lost.part, lost.replyId, ShopScope.current())
                .update();
        if (ended == 1) {
            if (lost.last) {
                forget(lost);
            }
            outbox.publish(
                    new MessageFailed(lost.conversationKey, lost.replyId, channel.channelId(), code, reason, now));
        }
    }

    /// A channel connected again since the message was asked for is left alone.
    private void mark(Connection channel, Lost lost, Outcome.Troubled why) {
        jdbc.sql("select version, way from channel where shop_id = ? and id = ? and connected_at <= ?")
                .params(ShopScope.current(), channel.channelId(), at(lost.requestedAt))
                .query((row, _) -> Map.entry(row.getLong("version"), row.getString("way")))
                .optional()
                .ifPresent(it -> {
                    trouble.mark(channel.channelId(), it.getKey(), why.problem(), why.detail());
                    if (why.wholeShop()) {
                        adapters.of(it.getValue())
                                .ifPresent(adapter ->
                                        trouble.markAll(adapters.waysOfHouse(adapter), why.problem(), why.detail()));
                    }
                });
    }

    private Optional<Lost> byPart(Connection channel, OwnMessages.Ours ours, String platformMessageId) {
        return jdbc.sql("""
                        select m.reply_id, :part as part, coalesce(m.told_key, m.conversation_key) as conversation_key, m.person_id, m.attempts, m.requested_at, m.template,
                          m.parts_sent <= :part + 1 as last
                        from outbound_message m
                        left join outbound_part p on p.reply_id = m.reply_id and p.part = :part
                        where m.shop_id = :shop and m.channel_id = :channel and m.reply_id = :reply
                          and (p.platform_message_id is null or p.platform_message_id = :id)""")
                .param("part", ours.part())
                .param("shop", ShopScope.current())
                .param("channel", channel.channelId())
                .param("reply", ours.replyId())
                .param("id", platformMessageId)
                .query((row, n) -> lost(row))
                .optional();
    }

    private Optional<Lost> byId(Connection channel, String platformMessageId) {
        return jdbc.sql("""
                        select m.reply_id, p.part, coalesce(m.told_key, m.conversation_key) as conversation_key, m.person_id, m.attempts, m.requested_at, m.template,
                          m.parts_sent <= p.part + 1 as last
                        from outbound_part p join outbound_message m on m.reply_id = p.reply_id
                        where p.shop_id = ? and p.channel_id = ? and p.platform_message_id = ?""")
                .params(ShopScope.current(), channel.channelId(), platformMessageId)
                .query((row, n) -> lost(row))
                .optional();
    }

    private static Lost lost(ResultSet row) throws SQLException {
        return new Lost(
                row.getObject("reply_id", UUID.class),
                row.getInt("part"),
                row.getString("conversation_key"),
                row.getString("person_id"),
                row.getInt("attempts"),
                instant(row, "requested_at"),
                row.getBoolean("last"),
                row.getString("template"));
    }
}
