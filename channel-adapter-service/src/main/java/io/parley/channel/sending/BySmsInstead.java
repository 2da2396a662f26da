package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.Contact;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Sends by SMS to the same number what a platform cannot deliver to a person at all.
///
/// For what the seller wrote and for news of an order only, when the shop has a number for SMS
/// and nothing of the message has arrived. What the assistant says belongs to the talk it answers.
/// The message itself moves, so it cannot go both ways, and is told of in the conversation it was
/// asked for.
@Component
class BySmsInstead {
    private static final Logger LOG = LoggerFactory.getLogger(BySmsInstead.class);
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final PlatformAdapters adapters;
    private final ApplicationEventPublisher spring;
    private final Clock clock;

    BySmsInstead(
            JdbcClient jdbc,
            JsonMapper json,
            PlatformAdapters adapters,
            ApplicationEventPublisher spring,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.adapters = adapters;
        this.spring = spring;
        this.clock = clock;
    }

    private record Stuck(
            UUID channelId,
            String way,
            UUID conversationId,
            String conversationKey,
            String personId,
            String author,
            List<Part> parts) {}

    private record Sms(UUID channelId, String way, String accountId) {}

    /// Moves a message to the shop's number for SMS, if it may and can go by it. In the caller's
    /// transaction, within the shop.
    ///
    /// @param ours whether it is the caller who was sending it; else nobody may be at it any more, unless there is
    ///     only one part, whose sender then finds it gone
    /// @return false when it may not: it is still where it was
    boolean goes(UUID replyId, boolean ours) {
        Optional<Stuck> found = jdbc.sql("""
                        select m.channel_id, c.way, m.conversation_id, m.conversation_key, m.person_id, m.author,
                          coalesce(m.plain_parts, m.parts) as parts
                        from outbound_message m join channel c on c.id = m.channel_id
                        where m.reply_id = ? and m.shop_id = ? and m.author in ('SELLER', 'SYSTEM') and not m.marketing
                          and m.status <> 'FAILED' and m.told_key is null
                          and (? or m.status = 'SENT' or jsonb_array_length(m.parts) = 1)
                          and c.platform <> 'SMS' for update of m""")
                .params(replyId, ShopScope.current(), ours)
                .query((row, n) -> stuck(row))
                .optional();
        if (found.isEmpty()) {
            return false;
        }
        Stuck stuck = found.get();
        Optional<String> phone =
                adapters.of(stuck.way).flatMap(adapter -> adapter.phone(stuck.channelId, stuck.personId));
        Optional<Sms> by = phone.isEmpty() ? Optional.empty() : sms();
        List<Part> parts = by.map(sms -> texts(stuck, sms, phone.orElseThrow())).orElseGet(List::of);
        if (parts.isEmpty()) {
            return false;
        }
        move(replyId, by.orElseThrow(), phone.orElseThrow(), stuck, parts);
        return true;
    }

    private Optional<Sms> sms() {
        return jdbc.sql("select id, way, account_id from channel where shop_id = ? and platform = 'SMS'"
                        + " and status = 'ACTIVE' order by connected_at, id limit 1")
                .params(ShopScope.current())
                .query((row, n) -> new Sms(row.getObject("id", UUID.class), row.getString(2), row.getString(3)))
                .optional();
    }

    private List<Part> texts(Stuck stuck, Sms sms, String phone) {
        Contact contact = new Contact(
                Contact.key(Platform.SMS, sms.accountId, phone),
                sms.channelId,
                Platform.SMS,
                sms.accountId,
                phone,
                null);
        List<Part> texts = new ArrayList<>();
        for (Part part : stuck.parts) {
            if (part.template() != null) {
                // only its name is known here, not its words
                return List.of();
            }
            ReplyRequested said = new ReplyRequested(
                    stuck.conversationId,
                    stuck.conversationId,
                    contact,
                    stuck.author,
                    Objects.requireNonNullElse(part.text(), ""),
                    part.quickReplies(),
                    part.imageUrl(),
                    0,
                    part.cards(),
                    part.links(),
                    null,
                    null,
                    null);
            adapters.of(sms.way).ifPresent(adapter -> texts.addAll(adapter.parts(said)));
        }
        return texts;
    }

    private void move(UUID replyId, Sms by, String phone, Stuck stuck, List<Part> parts) {
        OffsetDateTime now = at(clock.instant());
        String key = Contact.key(Platform.SMS, by.accountId, phone);
        jdbc.sql("""
                        update outbound_message set channel_id = :channel, conversation_key = :key, told_key = :told,
                          person_id = :phone, parts = :parts::jsonb, plain_parts = null, template = null, parts_sent = 0,
                          status = 'QUEUED', attempts = 0, next_attempt_at = :now, retried_at = :now, lease_owner = null,
                          lease_until = null, place_for = -1, unsure = false, ended_at = null
                        where reply_id = :reply and shop_id = :shop""")
                .param("channel", by.channelId)
                .param("key", key)
                .param("told", stuck.conversationKey)
                .param("phone", phone)
                .param("parts", json.writeValueAsString(parts))
                .param("now", now)
                .param("reply", replyId)
                .param("shop", ShopScope.current())
                .update();
        jdbc.sql("delete from outbound_part where shop_id = ? and reply_id = ?")
                .params(ShopScope.current(), replyId)
                .update();
        LOG.info("message {} goes by SMS: its platform does not reach the person", replyId);
        spring.publishEvent(new ConversationLanes.Ready(ShopScope.current(), by.channelId, key));
    }

    private Stuck stuck(ResultSet row) throws SQLException {
        return new Stuck(
                row.getObject("channel_id", UUID.class),
                row.getString("way"),
                row.getObject("conversation_id", UUID.class),
                row.getString("conversation_key"),
                row.getString("person_id"),
                row.getString("author"),
                json.readValue(row.getString("parts"), PARTS));
    }
}
