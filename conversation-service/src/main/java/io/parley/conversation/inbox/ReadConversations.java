package io.parley.conversation.inbox;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.conversation.inbox.Views.ConversationView;
import io.parley.conversation.inbox.Views.LastMessage;
import io.parley.conversation.inbox.Views.MessageView;
import io.parley.conversation.inbox.Views.Quoted;
import io.parley.events.Contact;
import io.parley.events.InboundEvent.Attachment;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Lists and transcripts, newest conversations first, oldest messages first.
@Service
@Transactional(readOnly = true)
class ReadConversations {
    private static final TypeReference<List<Attachment>> ATTACHMENTS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final PickedThings picked;
    private final JsonMapper json;
    private final Clock clock;

    ReadConversations(JdbcTemplate jdbc, PickedThings picked, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.picked = picked;
        this.json = json;
        this.clock = clock;
    }

    CursorPage<ConversationView> page(Filter filter, @Nullable String cursor, @Nullable Integer asked) {
        int limit = CursorPage.limit(asked);
        StringBuilder sql = new StringBuilder("select * from conversation where shop_id = ?");
        List<Object> params = new ArrayList<>(List.of(ShopScope.current()));
        filter.write(sql, params, at(clock.instant()));
        if (cursor != null) {
            List<String> keys = Cursor.decode(cursor, 2);
            sql.append(" and (last_at, id) < (?, ?)");
            params.add(at(Cursor.instant(keys.get(0))));
            params.add(Cursor.id(keys.get(1)));
        }
        sql.append(" order by last_at desc, id desc limit ").append(limit + 1);
        List<ConversationView> rows = jdbc.query(sql.toString(), this::conversation, params.toArray());
        return CursorPage.of(rows, limit, view -> Cursor.encode(lastAt(view), view.id()));
    }

    /// Which conversations to list. What is absent does not matter.
    ///
    /// @param assigned a member, or [#NOBODY]
    /// @param snoozed only those out of the way, or only the others
    /// @param q in names and texts
    record Filter(
            @Nullable String state,
            @Nullable String handling,
            @Nullable String platform,
            @Nullable UUID assigned,
            @Nullable String label,
            @Nullable Boolean snoozed,
            @Nullable String q) {
        static final UUID NOBODY = new UUID(0, 0);

        void write(StringBuilder sql, List<Object> params, OffsetDateTime now) {
            equal("state", state, sql, params);
            equal("handling", handling, sql, params);
            equal("platform", platform, sql, params);
            if (NOBODY.equals(assigned)) {
                sql.append(" and assigned_to is null");
            } else {
                equal("assigned_to", assigned, sql, params);
            }
            if (label != null) {
                sql.append(" and labels <> '{}' and labels @> array[?::text]");
                params.add(label);
            }
            if (snoozed != null) {
                sql.append(snoozed ? " and snoozed_until > ?" : " and (snoozed_until is null or snoozed_until <= ?)");
                params.add(now);
            }
            if (q != null && !q.isBlank()) {
                String pattern = "%" + q.strip().replaceAll("([%_\\\\])", "\\\\$1") + "%";
                sql.append(" and (customer_name ilike ? or last_text ilike ? or id in (select m.conversation_id"
                        + " from message m where m.shop_id = ? and m.text ilike ?))");
                params.addAll(List.of(pattern, pattern, ShopScope.current(), pattern));
            }
        }

        private static void equal(String column, @Nullable Object value, StringBuilder sql, List<Object> params) {
            if (value != null) {
                sql.append(" and ").append(column).append(" = ?");
                params.add(value);
            }
        }
    }

    private static Instant lastAt(ConversationView view) {
        return view.lastMessage() == null
                ? view.startedAt()
                : view.lastMessage().at();
    }

    ConversationView one(UUID id) {
        return jdbc
                .query(
                        "select * from conversation where shop_id = ? and id = ?",
                        this::conversation,
                        ShopScope.current(),
                        id)
                .stream()
                .findFirst()
                .orElseThrow(ReadConversations::unknown);
    }

    CursorPage<MessageView> messages(UUID id, @Nullable String cursor, @Nullable Integer asked) {
        one(id);
        int limit = CursorPage.limit(asked);
        List<String> after = cursor == null ? List.of("0", new UUID(0, 0).toString()) : Cursor.decode(cursor, 2);
        List<Positioned> rows = jdbc.query(
                """
                select m.*, q.id as quoted_id, q.sender as quoted_sender, q.text as quoted_text
                from message m left join message q
                  on q.conversation_id = m.conversation_id and q.platform_message_id = m.quoted
                where m.shop_id = ? and m.conversation_id = ? and (m.position, m.id) > (?, ?)
                order by m.position, m.id limit ?
                """,
                this::message,
                ShopScope.current(),
                id,
                Cursor.number(after.get(0)),
                Cursor.id(after.get(1)),
                limit + 1);
        Map<String, String> names =
                picked.names(rows.stream().map(Positioned::payload).toList());
        List<Positioned> shown = rows.stream().map(row -> row.with(names)).toList();
        return CursorPage.of(
                shown.stream().map(Positioned::view).toList(),
                limit,
                view -> Cursor.encode(
                        shown.stream()
                                .filter(r -> r.view() == view)
                                .findFirst()
                                .orElseThrow()
                                .position(),
                        view.id()));
    }

    static Refusal unknown() {
        return Refusal.notFound("conversation_unknown", "There is no such conversation.");
    }

    private ConversationView conversation(ResultSet row, int number) throws SQLException {
        String from = row.getString("last_from");
        String handling = row.getString("handling");
        Instant lastAt = instant(row, "last_at");
        Instant snoozed = instantOrNull(row, "snoozed_until");
        UUID assigned = row.getObject("assigned_to", UUID.class);
        int unread = row.getInt("unread");
        Contact contact = json.readValue(row.getString("contact"), Contact.class);
        return new ConversationView(
                row.getObject("id", UUID.class),
                contact.channelId(),
                row.getString("platform"),
                row.getString("customer_name"),
                contact.personId(),
                row.getObject("shopper_id", UUID.class),
                row.getString("state"),
                handling,
                row.getString("handoff_reason"),
                from == null ? null : new LastMessage(row.getString("last_text"), from, lastAt),
                unread,
                row.getObject("order_id", UUID.class),
                assigned,
                List.of((String[]) row.getArray("labels").getArray()),
                snoozed,
                instantOrNull(row, "waiting_since"),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                ConversationView.next(
                        handling, assigned != null, snoozed != null, unread > 0, row.getBoolean("erased")));
    }

    private record Positioned(long position, @Nullable String payload, MessageView view) {

        Positioned with(Map<String, String> names) {
            boolean says = view.text() != null || !view.attachments().isEmpty();
            List<Attachment> things = PickedThings.shown(payload, names);
            boolean form = things.stream().anyMatch(it -> it.kind().equals("form"));
            return things.isEmpty() || form && says ? this : new Positioned(position, payload, view.with(things));
        }
    }

    private Positioned message(ResultSet row, int number) throws SQLException {
        return new Positioned(
                row.getLong("position"),
                row.getString("payload"),
                new MessageView(
                        row.getObject("id", UUID.class),
                        row.getString("sender"),
                        row.getString("text"),
                        json.readValue(row.getString("attachments"), ATTACHMENTS),
                        instant(row, "at"),
                        row.getString("delivery"),
                        "FAILED".equals(row.getString("delivery")) ? row.getString("failure") : null,
                        row.getString("intent"),
                        row.getBoolean("edited"),
                        row.getBoolean("deleted"),
                        row.getString("quoted") == null
                                ? null
                                : new Quoted(
                                        row.getObject("quoted_id", UUID.class),
                                        row.getString("quoted_sender"),
                                        row.getString("quoted_text")),
                        row.getString("reaction"),
                        MessageView.next(row.getString("delivery"), row.getString("failure"))));
    }
}
