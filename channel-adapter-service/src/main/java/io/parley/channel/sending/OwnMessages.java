package io.parley.channel.sending;

import io.parley.channel.account.Connection;
import io.parley.channel.platform.Part;
import io.parley.events.Contact;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Knows our own messages when they come back as echoes, and settles them: an echo proves that
/// the platform has the message, whatever became of the answer to our call.
@Component
public class OwnMessages {
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final Pattern MARK =
            Pattern.compile("parley:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(\\d{1,4})");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final OutboundQueue queue;

    OwnMessages(JdbcClient jdbc, JsonMapper json, OutboundQueue queue) {
        this.jdbc = jdbc;
        this.json = json;
        this.queue = queue;
    }

    /// The mark that a part goes out with, where the platform takes one.
    static String mark(UUID replyId, int part) {
        return "parley:" + replyId + ":" + part;
    }

    /// Whether an echo is of a message of ours; if it is, that message has been sent. Told by our
    /// mark, or by the platform's id, or, when the echo was faster than the answer to our call
    /// and carries no mark, by what is being sent to the person right now. In the caller's
    /// transaction, within the shop.
    public boolean settle(
            Connection channel,
            String personId,
            String platformMessageId,
            @Nullable String mark,
            @Nullable String text) {
        String key = Contact.key(channel.platform(), channel.accountId(), personId);
        Optional<Ours> ours = byMark(channel, mark);
        if (ours.isEmpty()) {
            if (isKnown(channel, platformMessageId)) {
                return true;
            }
            ours = byWhatIsBeingSent(channel, key, personId, text);
        }
        ours.ifPresent(
                message -> queue.partSent(channel.channelId(), key, message.replyId, message.part, platformMessageId));
        return ours.isPresent();
    }

    /// Whether a message that the platform tells of is ours, by our mark or by its id; one of
    /// unknown fate has been sent then. In the caller's transaction, within the shop.
    public boolean settle(Connection channel, String personId, String platformMessageId, @Nullable String mark) {
        Optional<Ours> ours = byMark(channel, mark);
        if (ours.isEmpty()) {
            return isKnown(channel, platformMessageId);
        }
        queue.partSent(
                channel.channelId(),
                Contact.key(channel.platform(), channel.accountId(), personId),
                ours.get().replyId,
                ours.get().part,
                platformMessageId);
        return true;
    }

    /// Which of these the platform has already told to be messages of ours.
    public Set<String> known(Connection channel, Collection<String> platformMessageIds) {
        return jdbc.sql("select platform_message_id from outbound_part"
                        + " where shop_id = ? and channel_id = ? and platform_message_id = any (?)")
                .params(channel.shopId(), channel.channelId(), platformMessageIds.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    /// One message of a reply that went out as several.
    ///
    /// @param lastId the platform's id of the last of them: the reply is known by it
    /// @param text what this one says
    public record OneOfSeveral(String lastId, @Nullable String text) {}

    /// Which reply a message belongs to that was not sent alone; empty for any other.
    public Optional<OneOfSeveral> oneOfSeveral(Connection channel, String platformMessageId) {
        return jdbc.sql("""
                        select m.parts -> p.part ->> 'text' as text,
                          (select l.platform_message_id from outbound_part l where l.reply_id = p.reply_id
                           order by l.part desc limit 1) as last_id
                        from outbound_part p join outbound_message m on m.reply_id = p.reply_id
                        where p.shop_id = ? and p.channel_id = ? and p.platform_message_id = ?
                          and jsonb_array_length(m.parts) > 1""")
                .params(channel.shopId(), channel.channelId(), platformMessageId)
                .query((row, n) -> new OneOfSeveral(row.getString("last_id"), row.getString("text")))
                .optional();
    }

    /// One of our messages.
    record Ours(UUID replyId, int part) {}

    /// What a mark says, if it is one of this channel's.
    Optional<Ours> byMark(Connection channel, @Nullable String mark) {
        Matcher matcher = MARK.matcher(mark == null ? "" : mark);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Ours said = new Ours(UUID.fromString(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return jdbc.sql("select count(*) from outbound_message where reply_id = ? and shop_id = ? and channel_id = ?"
                                        + " and jsonb_array_length(parts) > ?")
                                .params(said.replyId, channel.shopId(), channel.channelId(), said.part)
                                .query(Integer.class)
                                .single()
                        > 0
                ? Optional.of(said)
                : Optional.empty();
    }

    private boolean isKnown(Connection channel, String platformMessageId) {
        return jdbc.sql("select exists (select from outbound_part"
                        + " where shop_id = ? and channel_id = ? and platform_message_id = ?)")
                .params(channel.shopId(), channel.channelId(), platformMessageId)
                .query(Boolean.class)
                .single();
    }

    private Optional<Ours> byWhatIsBeingSent(Connection channel, String key, String personId, @Nullable String text) {
        return jdbc.sql("""
                        select reply_id, parts_sent, parts from outbound_message
                        where shop_id = ? and channel_id = ? and attempts > 0
                        and (conversation_key = ? or person_id = (select person_id from person_alias a
                          where a.shop_id = outbound_message.shop_id and a.channel_id = outbound_message.channel_id
                          and a.alias = ?))
                        and status in ('QUEUED', 'SENDING') order by position limit 1""")
                .params(channel.shopId(), channel.channelId(), key, personId)
                .query((row, n) -> {
                    int next = row.getInt("parts_sent");
                    List<Part> parts = json.readValue(row.getString("parts"), PARTS);
                    return next < parts.size() && isSame(parts.get(next), text)
                            ? Optional.of(new Ours(row.getObject("reply_id", UUID.class), next))
                            : Optional.<Ours>empty();
                })
                .optional()
                .flatMap(found -> found);
    }

    private static boolean isSame(Part part, @Nullable String echoed) {
        return part.text() == null || echoed == null
                ? part.text() == null && echoed == null
                : squeezed(part.text()).equals(squeezed(echoed));
    }

    private static String squeezed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
