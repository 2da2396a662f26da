package io.parley.conversation.turn;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.events.Contact;
import io.parley.events.InboundEvent.Attachment;
import io.parley.starter.Ids;
import io.parley.starter.shop.Glance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Conversations and their messages. What a turn needs comes in one query and leaves in one.
@Repository
class Conversations {
    private static final String WHAT_A_TURN_NEEDS = """
            select c.id, asked.shop_id, c.shopper_id, c.contact, c.context, c.handling, c.ended_at, c.turn_due_at,
                   c.created_at,
                   greatest(c.created_at, s.known_at) as waits_since,
                   c.version, s.state as shop, s.answers,
                   coalesce(s.catalogue_version, 0) as catalogue_version,
                   (select jsonb_object_agg(variant_id, available) from stock k
                    where k.shop_id = asked.shop_id and k.policy = 'DENY') as stock,
                   exists (select from message m
                           where m.conversation_id = c.id and m.platform_message_id = ?) as seen
            from (select ?::uuid as shop_id) asked
            """;

    private static final String BY_KEY = WHAT_A_TURN_NEEDS + """
             join conversation c on c.shop_id = asked.shop_id and c.key = ?
             left join shop s on s.shop_id = asked.shop_id
            """;

    private static final String BY_KEY_OR_NONE = WHAT_A_TURN_NEEDS + """
             left join conversation c on c.shop_id = asked.shop_id and c.key = ?
             left join shop s on s.shop_id = asked.shop_id
            """;

    private static final String BY_ID = WHAT_A_TURN_NEEDS + """
             join conversation c on c.shop_id = asked.shop_id and c.id = ? and not c.erased
             left join shop s on s.shop_id = asked.shop_id
            """;

    private static final String CREATE = """
            with begun as (
              insert into conversation (id, shop_id, key, shopper_id, platform, contact, customer_name, state, handling,
                                        context, last_at, created_at, updated_at)
              values (?, ?, ?, ?, ?, ?::jsonb, ?, 'BROWSING', 'ASSISTANT', ?::jsonb, ?, ?, ?)
              on conflict (shop_id, key) do nothing
              returning shop_id, shopper_id, customer_name, created_at)
            insert into shopper (shop_id, id, profile_id, name, first_seen)
            select shop_id, shopper_id, shopper_id, customer_name, created_at from begun
            """;

    private static final String WAIT = """
            with heard as (
              insert into message (id, shop_id, conversation_id, platform_message_id, sender, text, attachments, payload,
                                   reference, quoted, at, position)
              values (?, ?, ?, ?, 'SHOPPER', ?, ?::jsonb, ?, ?, ?, ?, ?))
            update conversation set turn_due_at = ?, last_text = ?, last_from = 'SHOPPER', last_at = ?,
                   unread = unread + 1, updated_at = ?, snoozed_until = null
            where id = ? and version = ?
            """;

    private static final TypeReference<List<Attachment>> ATTACHMENTS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final Glance glance;
    private final JsonMapper json;

    Conversations(JdbcTemplate jdbc, Glance glance, JsonMapper json) {
        this.jdbc = jdbc;
        this.glance = glance;
        // a context written by an older version lacks newer fields
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /// Locks it for the rest of the transaction, with whether that message of it is stored.
    Optional<Conversation> lock(UUID shopId, String key, @Nullable String messageId) {
        return jdbc.query(BY_KEY + " for update of c", this::read, messageId, shopId, key).stream()
                .findFirst();
    }

    Optional<Conversation> lock(UUID shopId, UUID id) {
        return jdbc.query(BY_ID + " for update of c", this::read, null, shopId, id).stream()
                .findFirst();
    }

    /// What a message of a conversation says, whoever wrote it; null when it is not known, or says nothing.
    @Nullable
    String textOf(UUID shopId, String key, String platformMessageId) {
        return glance.query("""
                        select m.text from message m join conversation c on c.id = m.conversation_id
                        where c.shop_id = ? and c.key = ? and m.platform_message_id = ? and m.text is not null
                        """, (row, _) -> row.getString(1), shopId, key, platformMessageId).stream()
                .findFirst()
                .orElse(null);
    }

    /// The conversation whose draft's stock is held under that reference.
    Optional<UUID> findByHold(UUID shopId, UUID reference) {
        return jdbc
                .queryForList(
                        "select id from conversation where shop_id = ? and context #>> '{hold,reference}' = ?",
                        UUID.class,
                        shopId,
                        reference.toString())
                .stream()
                .findFirst();
    }

    /// The conversation as it is, locked by nobody; one that begins now when there is none. Holds no connection
    /// afterwards.
    Conversation look(UUID shopId, Contact contact, @Nullable String messageId, Instant now) {
        return glance.query(
                        BY_KEY_OR_NONE,
                        (row, number) -> row.getObject("id") == null
                                ? Conversation.begun(
                                        shopId,
                                        contact,
                                        now,
                                        row.getString("shop"),
                                        row.getString("answers"),
                                        row.getLong("catalogue_version"),
                                        row.getString("stock"))
                                : read(row, number),
                        messageId,
                        shopId,
                        contact.conversationKey())
                .getFirst();
    }

    Optional<Conversation> look(UUID shopId, UUID id) {
        return glance.query(BY_ID, this::read, null, shopId, id).stream().findFirst();
    }

    /// @return false when somebody else began it meanwhile
    boolean create(Conversation begun) {
        Contact contact = begun.contact();
        return jdbc.update(
                        CREATE,
                        begun.id(),
                        begun.shopId(),
                        contact.conversationKey(),
                        begun.shopperId(),
                        contact.platform().name(),
                        json.writeValueAsString(contact),
                        contact.personName(),
                        json.writeValueAsString(begun.dialogue()),
                        at(begun.createdAt()),
                        at(begun.createdAt()),
                        at(begun.createdAt()))
                == 1;
    }

    /// The platform has told who the shopper is, or they go by another name now.
    void introduce(Conversation conversation) {
        Contact contact = conversation.contact();
        jdbc.update(
                """
                with known as (update shopper set name = ? where shop_id = ? and id = ?)
                update conversation set contact = ?::jsonb, customer_name = ? where id = ?""",
                contact.personName(),
                conversation.shopId(),
                conversation.shopperId(),
                json.writeValueAsString(contact),
                contact.personName(),
                conversation.id());
    }

    /// Keeps a message that is answered later.
    ///
    /// @return false when the conversation has moved on: nothing may be committed
    boolean keepWaiting(Conversation conversation, Incoming incoming, Instant dueAt, Instant now) {
        return jdbc.update(
                        WAIT,
                        Ids.next(),
                        conversation.shopId(),
                        conversation.id(),
                        incoming.messageId(),
                        incoming.text(),
                        json.writeValueAsString(incoming.attachments()),
                        incoming.payload(),
                        incoming.reference(),
                        incoming.quoted(),
                        at(incoming.sentAt()),
                        position(now),
                        at(dueAt),
                        shown(incoming),
                        at(now),
                        at(now),
                        conversation.id(),
                        conversation.version())
                == 1;
    }

    /// The messages that wait to be answered, oldest first. What was found late needs no answer once the
    /// seller has said something since.
    List<Incoming> waiting(UUID conversationId) {
        return glance.query(
                """
                select platform_message_id, text, attachments, payload, reference, at from message m
                where conversation_id = ? and turn_id is null and sender = 'SHOPPER' and not deleted
                  and not (late and exists (select from message s
                    where s.conversation_id = m.conversation_id and s.sender = 'SELLER' and s.at > m.at))
                order by position, id limit 30
                """,
                (row, _) -> new Incoming(
                        row.getString(1),
                        row.getString(2),
                        json.readValue(row.getString(3), ATTACHMENTS),
                        row.getString(4),
                        row.getString(5),
                        instant(row, 6)),
                conversationId);
    }

    /// The conversations whose turn is due, whichever process was to take it.
    List<UUID[]> due(Instant before, int most) {
        return jdbc.query(
                "select shop_id, id from conversation where turn_due_at <= ? order by turn_due_at limit ?",
                (row, _) -> new UUID[] {row.getObject(1, UUID.class), row.getObject(2, UUID.class)},
                at(before),
                most);
    }

    /// Takes a turn that is due for itself: until then nobody else takes it.
    ///
    /// @return false when it is not due, or taken
    boolean claim(UUID id, Instant now, Instant until) {
        return glance.update(
                        "update conversation set turn_due_at = ? where id = ? and turn_due_at <= ?",
                        at(until),
                        id,
                        at(now))
                == 1;
    }

    /// Gives up a claim that is still held.
    void giveBack(UUID id, Instant claimedUntil, Instant dueAt) {
        glance.update(
                "update conversation set turn_due_at = ? where id = ? and turn_due_at = ?",
                at(dueAt),
                id,
                at(claimedUntil));
    }

    /// @return false when the conversation has moved on
    boolean postpone(Conversation conversation, Instant dueAt) {
        return glance.update(
                        "update conversation set turn_due_at = ? where id = ? and version = ?",
                        at(dueAt),
                        conversation.id(),
                        conversation.version())
                == 1;
    }

    /// Nothing waits any more: what waited was deleted.
    ///
    /// @return false when the conversation has moved on
    boolean postponeNever(Conversation conversation) {
        return glance.update(
                        "update conversation set turn_due_at = null where id = ? and version = ?",
                        conversation.id(),
                        conversation.version())
                == 1;
    }

    void edit(UUID conversationId, String messageId, String text) {
        jdbc.update("""
                with edited as (
                  update message set text = ?, edited = true where conversation_id = ? and platform_message_id = ?)
                update conversation set version = version + 1 where id = ?
                """, text, conversationId, messageId, conversationId);
    }

    /// What was remembered before and right after a turn.
    record Remembered(Dialogue before, Dialogue after) {}

    /// The turns that answered nothing but this message, and what it was changed to: the latest first.
    List<Remembered> answersTo(UUID conversationId, String messageId) {
        return jdbc.query(
                """
                select t.before, coalesce(
                  (select n.before from turn n where n.conversation_id = t.conversation_id and n.answered_at > t.answered_at
                   order by n.answered_at limit 1), c.context)
                from turn t join conversation c on c.id = t.conversation_id
                where t.conversation_id = ? and t.before is not null
                  and exists (select from message m where m.turn_id = t.id and m.sender = 'SHOPPER'
                    and m.conversation_id = t.conversation_id
                    and (m.platform_message_id = ? or starts_with(m.platform_message_id, ?)))
                  and not exists (select from message m where m.turn_id = t.id and m.sender = 'SHOPPER' and not m.deleted
                    and m.conversation_id = t.conversation_id and m.platform_message_id <> ?
                    and not starts_with(m.platform_message_id, ?))
                order by t.answered_at desc limit 10
                """,
                (row, _) -> new Remembered(
                        json.readValue(row.getString(1), Dialogue.class),
                        json.readValue(row.getString(2), Dialogue.class)),
                conversationId,
                messageId,
                messageId + EDITION,
                messageId,
                messageId + EDITION);
    }

    /// Between a message's name and when it was changed: what it then said was heard as a message of its own.
    static final String EDITION = "#";

    /// One that has not come yet is kept as deleted, and not heard when it comes.
    void delete(Conversation conversation, String messageId, Instant deletedAt, Instant now) {
        jdbc.update(
                """
                with editions as (
                  update message set text = null, attachments = '[]', payload = null, deleted = true
                  where conversation_id = ? and starts_with(platform_message_id, ?)),
                deleted as (
                  insert into message (id, shop_id, conversation_id, platform_message_id, sender, at, position, deleted)
                  values (?, ?, ?, ?, 'SHOPPER', ?, ?, true)
                  on conflict (conversation_id, platform_message_id) where platform_message_id is not null
                  do update set text = null, attachments = '[]', payload = null, deleted = true)
                update conversation set version = version + 1 where id = ?
                """,
                conversation.id(),
                messageId + EDITION,
                Ids.next(),
                conversation.shopId(),
                conversation.id(),
                messageId,
                at(deletedAt.isAfter(now) ? now : deletedAt),
                position(now),
                conversation.id());
    }

    /// Whether the shopper has said something after the one moment, and not after the other.
    boolean heardBetween(UUID conversationId, Instant after, Instant upTo) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from message where conversation_id = ? and sender = 'SHOPPER'"
                        + " and at > ? and at <= ?)",
                Boolean.class,
                conversationId,
                at(after),
                at(upTo)));
    }

    /// Keeps what the shopper put under a message, or that they took it back.
    ///
    /// @return whose message it is; nothing for one that is not stored
    Optional<String> react(UUID conversationId, String messageId, @Nullable String emoji, Instant now) {
        return jdbc.queryForList("""
                        update message set reaction = ?, reacted_at = case when ?::boolean then ?::timestamptz end
                        where conversation_id = ? and platform_message_id = ? returning sender
                        """, String.class, emoji, emoji != null, at(now), conversationId, messageId).stream()
                .findFirst();
    }

    /// How many of these were put under anything since then.
    int reactions(UUID conversationId, Set<String> emojis, Instant since) {
        return Objects.requireNonNull(
                jdbc.queryForObject("""
                select count(*)::int from message
                where conversation_id = ? and reaction = any (?) and reacted_at > ?
                """, Integer.class, conversationId, emojis.toArray(String[]::new), at(since)));
    }

    /// What a shopper put under a message stands in the inbox as if they had written it.
    void show(UUID id, String emoji, Instant now) {
        jdbc.update("""
                update conversation set last_text = ?, last_from = 'SHOPPER', last_at = ?, unread = unread + 1,
                  updated_at = ?, snoozed_until = null
                where id = ?
                """, emoji, at(now), at(now), id);
    }

    /// What a shop's person said, here or in the platform's app.
    void keepSellers(
            Conversation conversation,
            UUID id,
            @Nullable String messageId,
            @Nullable String text,
            List<Attachment> attachments,
            @Nullable String delivery,
            Instant said,
            Instant now) {
        jdbc.update(
                """
                with said as (
                  insert into message (id, shop_id, conversation_id, platform_message_id, sender, text, attachments, at, delivery, position)
                  values (?, ?, ?, ?, 'SELLER', ?, ?::jsonb, ?, ?, ?))
                update conversation set last_text = ?, last_from = 'SELLER', last_at = ?, unread = 0, updated_at = ?,
                  waiting_since = null
                where id = ?
                """,
                id,
                conversation.shopId(),
                conversation.id(),
                messageId,
                text,
                json.writeValueAsString(attachments),
                at(said.isAfter(now) ? now : said),
                delivery,
                position(now),
                text,
                at(now),
                at(now),
                conversation.id());
    }

    void keepContext(UUID id, Dialogue dialogue, Instant now) {
        jdbc.update(
                """
                update conversation set context = ?::jsonb, state = ?, handling = ?, handoff_reason = ?, updated_at = ?,
                  waiting_since = case when ?::boolean then waiting_since end
                where id = ?
                """,
                json.writeValueAsString(dialogue),
                dialogue.state().name(),
                handling(dialogue),
                reason(dialogue),
                at(now),
                !handling(dialogue).equals("ASSISTANT"),
                id);
    }

    /// When something last happened in it: a message of anybody's, a takeover.
    Instant happened(UUID id) {
        OffsetDateTime at =
                jdbc.queryForObject("select updated_at from conversation where id = ?", OffsetDateTime.class, id);
        return Objects.requireNonNull(at).toInstant();
    }

    /// Somebody of the shop has seen it.
    void seen(UUID id) {
        jdbc.update("update conversation set unread = 0 where id = ?", id);
    }

    void identify(UUID shopId, UUID shopperId, @Nullable String phone, @Nullable String email) {
        jdbc.update(
                "update shopper set phone = coalesce(?, phone), email = coalesce(?, email) where shop_id = ? and id = ?",
                phone,
                email,
                shopId,
                shopperId);
    }

    static String handling(Dialogue dialogue) {
        return dialogue.takenOver() ? "PERSON" : dialogue.handoff() != null ? "WAITING" : "ASSISTANT";
    }

    static @Nullable String reason(Dialogue dialogue) {
        Dialogue.Handoff handoff = dialogue.handoff();
        return handoff == null ? null : handoff.reason().code();
    }

    static @Nullable String shown(Incoming incoming) {
        if (incoming.text() != null && !incoming.text().isBlank()) {
            return incoming.text().length() > 500 ? incoming.text().substring(0, 500) : incoming.text();
        }
        if (incoming.payload() != null && incoming.payload().startsWith(Taps.PICKED + ":")) {
            return "[order]";
        }
        return incoming.attachments().isEmpty()
                ? null
                : "[" + incoming.attachments().getFirst().kind() + "]";
    }

    /// Where something heard or said at that moment stands in the transcript.
    static long position(Instant now) {
        return java.time.temporal.ChronoUnit.MICROS.between(Instant.EPOCH, now);
    }

    private Conversation read(ResultSet row, int number) throws SQLException {
        return new Conversation(
                row.getObject("id", UUID.class),
                row.getObject("shop_id", UUID.class),
                row.getObject("shopper_id", UUID.class),
                json.readValue(row.getString("contact"), Contact.class),
                json.readValue(row.getString("context"), Dialogue.class),
                row.getString("handling"),
                instantOrNull(row, "ended_at"),
                instantOrNull(row, "turn_due_at"),
                instant(row, "created_at"),
                instant(row, "waits_since"),
                row.getString("shop"),
                row.getString("answers"),
                row.getLong("catalogue_version"),
                row.getString("stock"),
                row.getBoolean("seen"),
                row.getLong("version"),
                true);
    }
}
