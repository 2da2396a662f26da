package io.parley.conversation.inbox;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a team does with a conversation among themselves: whose it is, what it is about, when to look again. None of
/// it is told to the shopper, and all of it may be repeated.
@Service
@Transactional
class Team {
    static final int NOTE_MAX = 2_000;
    static final int LABEL_MAX = 40;
    static final int LABELS_MAX = 20;
    private static final int NOTES_MAX = 200;
    private static final int SHOWN_MAX = 500;
    private static final Duration SNOOZE_MAX = Duration.ofDays(366);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Team(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Member(UUID id, @Nullable String name, String email, String role) {}

    record Note(UUID id, UUID author, @Nullable String authorName, String text, Instant at) {}

    record Label(String label, int conversations) {}

    @Transactional(readOnly = true)
    public List<Member> members() {
        return jdbc.query(
                "select member_id, name, email, role from member where shop_id = ? order by name, email limit ?",
                (row, _) ->
                        new Member(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)),
                ShopScope.current(),
                SHOWN_MAX);
    }

    /// @throws Refusal not found, when the member is not in the team or there is no such conversation
    public void assign(UUID conversation, UUID member) {
        UUID shop = ShopScope.current();
        // locked, so that they cannot leave before it is theirs
        boolean known = !jdbc.queryForList(
                        "select 1 from member where shop_id = ? and member_id = ? for key share", shop, member)
                .isEmpty();
        if (!known) {
            throw Refusal.notFound("member_unknown", "There is no such member in your team.");
        }
        touched(jdbc.update(
                "update conversation set assigned_to = ? where shop_id = ? and id = ?", member, shop, conversation));
    }

    public void unassign(UUID conversation) {
        touched(jdbc.update(
                "update conversation set assigned_to = null where shop_id = ? and id = ?",
                ShopScope.current(),
                conversation));
    }

    /// @param until in the future, at most a year ahead
    public void snooze(UUID conversation, Instant until) {
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(SNOOZE_MAX))) {
            throw Refusal.invalid("until_invalid", "Snooze until a moment ahead, at most a year from now.");
        }
        touched(jdbc.update(
                "update conversation set snoozed_until = ? where shop_id = ? and id = ?",
                at(until),
                ShopScope.current(),
                conversation));
    }

    public void wake(UUID conversation) {
        touched(jdbc.update(
                "update conversation set snoozed_until = null where shop_id = ? and id = ?",
                ShopScope.current(),
                conversation));
    }

    public void read(UUID conversation) {
        touched(jdbc.update(
                "update conversation set unread = 0 where shop_id = ? and id = ?", ShopScope.current(), conversation));
    }

    public void unread(UUID conversation) {
        touched(jdbc.update(
                "update conversation set unread = greatest(unread, 1) where shop_id = ? and id = ?",
                ShopScope.current(),
                conversation));
    }

    /// @throws Refusal conflict, when the conversation has as many labels as it may
    public void label(UUID conversation, String written) {
        String label = plain(written);
        int labelled = jdbc.update("""
                update conversation set labels = case when labels @> array[?::text] then labels else array_append(labels, ?) end
                where shop_id = ? and id = ? and (labels @> array[?::text] or cardinality(labels) < ?)
                """, label, label, ShopScope.current(), conversation, label, LABELS_MAX);
        if (labelled == 0) {
            exists(conversation);
            throw Refusal.conflict("too_many_labels", "A conversation may have " + LABELS_MAX + " labels at most.");
        }
    }

    public void unlabel(UUID conversation, String label) {
        touched(jdbc.update(
                "update conversation set labels = array_remove(labels, ?) where shop_id = ? and id = ?",
                plain(label),
                ShopScope.current(),
                conversation));
    }

    /// The labels in use, by name.
    @Transactional(readOnly = true)
    public List<Label> labels() {
        return jdbc.query("""
                select l.label, count(*) from conversation, unnest(labels) as l(label)
                where shop_id = ? and labels <> '{}' group by l.label order by l.label limit ?
                """, (row, _) -> new Label(row.getString(1), row.getInt(2)), ShopScope.current(), SHOWN_MAX);
    }

    public Note note(UUID conversation, UUID author, String text) {
        UUID shop = ShopScope.current();
        jdbc.queryForList("select 1 from conversation where shop_id = ? and id = ? for update", shop, conversation);
        exists(conversation);
        Integer notes =
                jdbc.queryForObject("select count(*) from note where conversation_id = ?", Integer.class, conversation);
        if (notes != null && notes >= NOTES_MAX) {
            throw Refusal.conflict("too_many_notes", "A conversation may have " + NOTES_MAX + " notes at most.");
        }
        UUID id = Ids.next();
        jdbc.update(
                "insert into note (shop_id, id, conversation_id, author, text, at) values (?, ?, ?, ?, ?, ?)",
                shop,
                id,
                conversation,
                author,
                text.strip(),
                at(clock.instant()));
        return notes(conversation).stream()
                .filter(note -> note.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// The oldest first.
    @Transactional(readOnly = true)
    public List<Note> notes(UUID conversation) {
        exists(conversation);
        return jdbc.query(
                """
                select n.id, n.author, m.name, n.text, n.at
                from note n left join member m on m.shop_id = n.shop_id and m.member_id = n.author
                where n.shop_id = ? and n.conversation_id = ? order by n.id
                """,
                (row, _) -> new Note(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        instant(row, 5)),
                ShopScope.current(),
                conversation);
    }

    /// @throws Refusal forbidden, when somebody else wrote it
    public void forget(UUID conversation, UUID note, UUID author) {
        exists(conversation);
        List<UUID> authors = jdbc.queryForList(
                "select author from note where shop_id = ? and conversation_id = ? and id = ?",
                UUID.class,
                ShopScope.current(),
                conversation,
                note);
        if (authors.isEmpty()) {
            throw Refusal.notFound("note_unknown", "There is no such note.");
        }
        if (!authors.getFirst().equals(author)) {
            throw Refusal.forbidden("note_of_another", "Only who wrote a note can delete it.");
        }
        jdbc.update("delete from note where shop_id = ? and id = ?", ShopScope.current(), note);
    }

    private void exists(UUID conversation) {
        if (jdbc.queryForList(
                        "select 1 from conversation where shop_id = ? and id = ?", ShopScope.current(), conversation)
                .isEmpty()) {
            throw ReadConversations.unknown();
        }
    }

    /// Without spaces around it, and with single ones within.
    static String plain(String label) {
        String plain = label.strip().replaceAll("\\s+", " ");
        if (plain.isEmpty() || plain.length() > LABEL_MAX) {
            throw Refusal.invalid("label_invalid", "A label has 1 to " + LABEL_MAX + " characters.");
        }
        return plain;
    }

    private static void touched(int rows) {
        if (rows == 0) {
            throw ReadConversations.unknown();
        }
    }
}
