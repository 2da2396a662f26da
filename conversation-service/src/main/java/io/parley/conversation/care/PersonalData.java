package io.parley.conversation.care;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.events.Contact;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A person's own data: all of it, to be had and to be erased. A person is a shopper with everybody who is known
/// to be the same.
@Service
class PersonalData {
    private final JdbcTemplate jdbc;
    private final Forgetting forgetting;
    private final JsonMapper json;
    private final Clock clock;

    PersonalData(JdbcTemplate jdbc, Forgetting forgetting, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.forgetting = forgetting;
        this.json = json;
        this.clock = clock;
    }

    /// Everything conversation-service knows of a person.
    ///
    /// @param shoppers who they are on each channel, with names, numbers and addresses
    /// @param conversations with messages, the team's notes, what was understood, what they wait for, and
    ///     the orders taken
    record Export(
            UUID shopperId,
            Instant at,
            List<JsonNode> shoppers,
            List<JsonNode> identities,
            List<JsonNode> conversations) {}

    /// @param receipt proves that it was done; the same for the same erasure
    record Receipt(UUID receipt, UUID shopperId, Instant at, int conversations, int messages, int turns, int notes) {}

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Export export(UUID shopper) {
        UUID shop = ShopScope.current();
        Object people = samePerson(shopper, false).toArray(UUID[]::new);
        return new Export(
                shopper, clock.instant(), rows("""
                        select jsonb_build_object('id', id, 'name', name, 'phone', phone, 'email', email,
                          'firstSeen', first_seen, 'profileId', profile_id)
                        from shopper where shop_id = ? and id = any (?) order by id
                        """, shop, people), rows("""
                        select jsonb_build_object('shopperId', shopper_id, 'kind', kind, 'value', value,
                          'verified', verified, 'knownAt', known_at)
                        from identity where shop_id = ? and shopper_id = any (?) order by shopper_id, kind, value
                        """, shop, people), rows("""
                        select jsonb_build_object('id', c.id, 'shopperId', c.shopper_id, 'platform', c.platform,
                          'contact', c.contact, 'startedAt', c.created_at, 'labels', c.labels, 'remembered', c.context,
                          'messages', (
                            select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'from', m.sender, 'text', m.text,
                              'attachments', m.attachments, 'at', m.at, 'edited', m.edited, 'deleted', m.deleted,
                              'reaction', m.reaction)
                              order by m.position, m.id), '[]')
                            from message m where m.conversation_id = c.id),
                          'turns', (
                            select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'heard', t.heard,
                              'understood', t.understood, 'decided', t.acts, 'said', t.said, 'at', t.received_at)
                              order by t.id), '[]')
                            from turn t where t.conversation_id = c.id),
                          'notes', (
                            select coalesce(jsonb_agg(jsonb_build_object('text', n.text, 'at', n.at) order by n.id), '[]')
                            from note n where n.conversation_id = c.id),
                          'waitsFor', (
                            select coalesce(jsonb_agg(jsonb_build_object('productId', w.product_id,
                              'variantId', w.variant_id, 'toldAt', w.told_at) order by w.id), '[]')
                            from waitlist w where w.shop_id = c.shop_id and w.conversation_id = c.id),
                          'orders', (
                            select coalesce(jsonb_agg(jsonb_build_object('id', o.order_id, 'status', o.status,
                              'at', o.captured_at) order by o.captured_at), '[]')
                            from chat_order o where o.conversation_id = c.id))
                        from conversation c where c.shop_id = ? and c.shopper_id = any (?) order by c.created_at, c.id
                        """, shop, people));
    }

    /// Erases it. Again, it erases what has come since, and where nothing has, gives the same receipt.
    @Transactional
    public Receipt erase(UUID shopper) {
        UUID shop = ShopScope.current();
        List<UUID> people = samePerson(shopper, true);
        List<UUID> conversations = jdbc.queryForList(
                "select id from conversation where shop_id = ? and shopper_id = any (?) order by id for update",
                UUID.class,
                shop,
                people.toArray(UUID[]::new));
        int fresh = 0;
        int messages = 0;
        int turns = 0;
        int notes = 0;
        for (UUID conversation : conversations) {
            messages += forgetting.messages(ids("message", conversation));
            turns += forgetting.turns(ids("turn", conversation));
            notes += forgetting.notes(conversation);
            jdbc.update("delete from what_if_reply where conversation_id = ?", conversation);
            jdbc.update("delete from waitlist where shop_id = ? and conversation_id = ?", shop, conversation);
            jdbc.update("update message set platform_message_id = null where conversation_id = ?", conversation);
            fresh += end(conversation);
        }
        for (UUID person : people) {
            jdbc.update(
                    "update shopper set name = null, phone = null, email = null, profile_id = id"
                            + " where shop_id = ? and id = ?",
                    shop,
                    person);
            jdbc.update("delete from identity where shop_id = ? and shopper_id = ?", shop, person);
        }
        int found = fresh + messages + turns + notes;
        Receipt before = receipt(shop, shopper);
        if (before != null && found == 0) {
            return before;
        }
        // each of them gets the receipt: whoever of them is asked for again is known to be erased
        UUID receipt = Ids.next();
        for (UUID person : people) {
            jdbc.update("""
                    insert into erasure (shop_id, shopper_id, receipt, at, reason, conversations, messages, turns, notes)
                    values (?, ?, ?, ?, 'asked', ?, ?, ?, ?)
                    on conflict (shop_id, shopper_id) do update set receipt = excluded.receipt, at = excluded.at,
                      conversations = excluded.conversations, messages = excluded.messages, turns = excluded.turns,
                      notes = excluded.notes
                    """, shop, person, receipt, at(clock.instant()), fresh, messages, turns, notes);
        }
        Receipt written = receipt(shop, shopper);
        if (written == null) {
            throw new IllegalStateException("the erasure of " + shopper + " was not written down");
        }
        return written;
    }

    /// The conversation is over: its thread on the platform is nobody's, and the same person writing again is new.
    ///
    /// @return 1 when it was not over before
    private int end(UUID conversation) {
        forgetting.conversation(conversation);
        Platform platform = Platform.valueOf(String.valueOf(
                jdbc.queryForObject("select platform from conversation where id = ?", String.class, conversation)));
        String key = "erased:" + conversation;
        Contact nobody = new Contact(key, new UUID(0, 0), platform, "", "", null);
        return jdbc.update(
                """
                update conversation set erased = true, key = ?, contact = ?::jsonb, state = 'BROWSING',
                  handling = 'ASSISTANT', handoff_reason = null, turn_due_at = null, snoozed_until = null,
                  waiting_since = null, labels = '{}', unread = 0, context = context || ?::jsonb
                where id = ? and not erased
                """, key, json.writeValueAsString(nobody), "{\"handoff\":null,\"takenOver\":false}", conversation);
    }

    private List<UUID> samePerson(UUID shopper, boolean lock) {
        List<UUID> people = jdbc.queryForList(
                """
                select id from shopper where shop_id = ? and profile_id = (
                  select profile_id from shopper where shop_id = ? and id = ?) order by id
                """ + (lock ? " for update" : ""), UUID.class, ShopScope.current(), ShopScope.current(), shopper);
        if (people.isEmpty()) {
            throw Refusal.notFound("shopper_unknown", "There is no such shopper.");
        }
        return people;
    }

    private @Nullable Receipt receipt(UUID shop, UUID shopper) {
        return jdbc
                .query(
                        """
                        select receipt, shopper_id, at, conversations, messages, turns, notes from erasure
                        where shop_id = ? and shopper_id = ?
                        """,
                        (row, _) -> new Receipt(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                instant(row, 3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getInt(6),
                                row.getInt(7)),
                        shop,
                        shopper)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private List<UUID> ids(String table, UUID conversation) {
        return jdbc.queryForList(
                "select id from " + table + " where conversation_id = ? and not erased", UUID.class, conversation);
    }

    private List<JsonNode> rows(String sql, Object... params) {
        return jdbc.query(sql, (row, _) -> json.readTree(row.getString(1)), params);
    }
}
