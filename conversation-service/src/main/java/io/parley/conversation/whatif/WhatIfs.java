package io.parley.conversation.whatif;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.turn.Touched;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What-ifs asked for, how far they are, and what came of them. Bounded on every side: conversations, replies kept,
/// what-ifs at once and kept.
@Repository
@Transactional
class WhatIfs {
    static final int CONVERSATIONS_MAX = 2_000;
    private static final int OPEN_MAX = 3;
    private static final int KEPT_MAX = 20;
    private static final int REPLIES_MAX = 10_000;
    private static final TypeReference<Map<UUID, Touched.Then>> TOUCHED = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    WhatIfs(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        // what was remembered by an older version lacks newer fields, and has some that are gone
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.clock = clock;
    }

    /// @param status `QUEUED`, `RUNNING`, `DONE` or `FAILED`
    /// @param from only what was said since then is taken again; absent where conversations were named
    /// @param to and before then
    /// @param done how many of the conversations are through
    /// @param problem why it failed
    record WhatIfView(
            UUID id,
            String status,
            Changes changes,
            @Nullable Instant from,
            @Nullable Instant to,
            int conversations,
            int done,
            Report report,
            @Nullable String problem,
            Instant askedAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            List<String> next) {}

    /// @param effect `ORDER_GAINED`, `ORDER_LOST`, `HANDOFF_GAINED`, `HANDOFF_LOST`, or `REPLY` when only words differ
    /// @param said what was really said
    /// @param now what would be said today with nothing changed
    /// @param changed what would be said with the changes
    record ReplyView(
            long number,
            UUID conversationId,
            UUID turnId,
            String effect,
            String heard,
            @Nullable String said,
            @Nullable String now,
            @Nullable String changed) {}

    /// One that is being worked on.
    ///
    /// @param from only what was said since then, absent for all of it
    record Work(
            UUID shop,
            UUID id,
            Changes changes,
            List<UUID> conversations,
            @Nullable Instant from,
            @Nullable Instant to,
            int done,
            Report report,
            Instant startedAt) {}

    UUID ask(Changes changes, Selection selection, UUID member) {
        UUID shop = ShopScope.current();
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", _ -> {}, "what-if " + shop);
        Integer open = jdbc.queryForObject(
                "select count(*) from what_if where shop_id = ? and status in ('QUEUED', 'RUNNING')",
                Integer.class,
                shop);
        if (open != null && open >= OPEN_MAX) {
            throw Refusal.tooMany(
                    "too_many_what_ifs", "Wait until one of your what-ifs is through.", Duration.ofSeconds(30));
        }
        Selection settled = selection.until(clock.instant());
        List<UUID> conversations = selected(shop, settled);
        UUID id = Ids.next();
        jdbc.update(
                """
                insert into what_if (shop_id, id, status, changes, conversations, said_from, said_to, report, asked_by,
                  asked_at)
                values (?, ?, 'QUEUED', ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?)
                """,
                shop,
                id,
                json.writeValueAsString(changes),
                conversations.toArray(UUID[]::new),
                atOrNull(settled.from()),
                atOrNull(settled.to()),
                json.writeValueAsString(Report.NONE),
                member,
                at(clock.instant()));
        jdbc.update("""
                delete from what_if where shop_id = ? and id in (
                  select id from what_if where shop_id = ? order by asked_at desc, id desc offset ?)
                """, shop, shop, KEPT_MAX);
        return id;
    }

    /// @param from only what was said since then, together with
    /// @param to only what was said before then
    /// @param conversations or these
    record Selection(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable List<UUID> conversations) {

        /// A time that has an end.
        Selection until(Instant now) {
            return conversations != null || to != null ? this : new Selection(from, now, null);
        }
    }

    private List<UUID> selected(UUID shop, Selection selection) {
        if (selection.conversations() != null) {
            Set<UUID> wanted = new HashSet<>(selection.conversations());
            List<UUID> found = jdbc.queryForList(
                    "select id from conversation where shop_id = ? and id = any (?) order by id",
                    UUID.class,
                    shop,
                    wanted.toArray(UUID[]::new));
            if (found.size() < wanted.size()) {
                throw Refusal.notFound("conversation_unknown", "There is no such conversation.");
            }
            return found;
        }
        Instant from = Objects.requireNonNullElse(selection.from(), Instant.EPOCH);
        Instant to = Objects.requireNonNullElse(selection.to(), clock.instant());
        List<UUID> found = jdbc.queryForList("""
                select distinct conversation_id from turn where shop_id = ? and received_at >= ? and received_at < ?
                order by conversation_id limit ?
                """, UUID.class, shop, at(from), at(to), CONVERSATIONS_MAX + 1);
        if (found.size() > CONVERSATIONS_MAX) {
            throw Refusal.invalid(
                    "too_many_conversations",
                    "More than " + CONVERSATIONS_MAX + " conversations fall between those times; take a shorter time.");
        }
        return found;
    }

    @Transactional(readOnly = true)
    public List<WhatIfView> all() {
        return jdbc.query(
                "select * from what_if where shop_id = ? order by asked_at desc, id desc limit ?",
                this::view,
                ShopScope.current(),
                KEPT_MAX);
    }

    @Transactional(readOnly = true)
    public WhatIfView one(UUID id) {
        return jdbc
                .query("select * from what_if where shop_id = ? and id = ?", this::view, ShopScope.current(), id)
                .stream()
                .findFirst()
                .orElseThrow(WhatIfs::unknown);
    }

    /// The replies that would be others, in the order they were found.
    @Transactional(readOnly = true)
    public CursorPage<ReplyView> replies(
            UUID id, Replay.@Nullable Effect effect, @Nullable String cursor, @Nullable Integer asked) {
        one(id);
        int limit = CursorPage.limit(asked);
        List<ReplyView> rows = jdbc.query(
                """
                select number, conversation_id, turn_id, effect, heard, said, now, changed from what_if_reply
                where shop_id = ? and what_if_id = ? and number > ? and (?::text is null or effect = ?)
                order by number limit ?
                """,
                (row, _) -> new ReplyView(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)),
                ShopScope.current(),
                id,
                cursor == null ? 0 : Cursor.number(Cursor.decode(cursor, 1).getFirst()),
                effect == null ? null : effect.name(),
                effect == null ? null : effect.name(),
                limit + 1);
        return CursorPage.of(rows, limit, row -> Cursor.encode(row.number()));
    }

    /// Forgets it; whoever works on it finds it gone and stops.
    void remove(UUID id) {
        if (jdbc.update("delete from what_if where shop_id = ? and id = ?", ShopScope.current(), id) == 0) {
            throw unknown();
        }
    }

    /// Takes up the oldest that nobody works on: one that is new, or whose worker is gone. Across shops.
    Optional<Work> take(Duration lease) {
        Instant now = clock.instant();
        return jdbc
                .query(
                        """
                        update what_if set status = 'RUNNING', started_at = coalesce(started_at, ?), leased_until = ?
                        where (shop_id, id) = (
                          select shop_id, id from what_if
                          where status = 'QUEUED' or status = 'RUNNING' and leased_until < ?
                          order by asked_at limit 1 for update skip locked)
                        returning *
                        """,
                        (row, _) -> new Work(
                                row.getObject("shop_id", UUID.class),
                                row.getObject("id", UUID.class),
                                json.readValue(row.getString("changes"), Changes.class),
                                List.of((UUID[]) row.getArray("conversations").getArray()),
                                instantOrNull(row, "said_from"),
                                instantOrNull(row, "said_to"),
                                row.getInt("done"),
                                json.readValue(row.getString("report"), Report.class),
                                instant(row, "started_at")),
                        at(now),
                        at(now.plus(lease)),
                        at(now))
                .stream()
                .findFirst();
    }

    record Found(UUID conversationId, Replay.Difference difference) {}

    /// Writes down that some more conversations are through, together with what was found in them.
    ///
    /// @return false when somebody else works on it by now, or it was removed
    boolean advance(Work work, int from, int to, Report report, Collection<Found> found, Duration lease) {
        boolean through = to == work.conversations().size();
        Instant now = clock.instant();
        int mine = jdbc.update(
                """
                update what_if set done = ?, report = ?::jsonb, leased_until = ?, status = ?, finished_at = ?
                where shop_id = ? and id = ? and status = 'RUNNING' and done = ?
                """,
                to,
                json.writeValueAsString(report),
                at(now.plus(lease)),
                through ? "DONE" : "RUNNING",
                through ? at(now) : null,
                work.shop(),
                work.id(),
                from);
        if (mine == 0) {
            return false;
        }
        List<Object[]> rows = new ArrayList<>();
        int room = Math.max(0, REPLIES_MAX - report.repliesChanged() + found.size());
        found.stream()
                .limit(room)
                .forEach(it -> rows.add(new @Nullable Object[] {
                    work.shop(),
                    work.id(),
                    it.conversationId(),
                    it.difference().turnId(),
                    it.difference().effect().name(),
                    it.difference().heard(),
                    it.difference().said(),
                    it.difference().now(),
                    it.difference().changed()
                }));
        jdbc.batchUpdate("""
                insert into what_if_reply (shop_id, what_if_id, conversation_id, turn_id, effect, heard, said, now, changed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
        return true;
    }

    void fail(Work work, String problem) {
        jdbc.update("""
                update what_if set status = 'FAILED', problem = ?, finished_at = ?
                where shop_id = ? and id = ? and status = 'RUNNING'
                """, problem, at(clock.instant()), work.shop(), work.id());
    }

    /// A conversation's turns in the time asked for, the oldest first; empty when its words are erased.
    @Transactional(readOnly = true)
    public List<Replay.Past> turns(Work work, UUID conversation) {
        return jdbc.query(
                """
                select id, heard, utterance, before, codes, said, coalesce(answered_at, received_at) as at, touched
                from turn where shop_id = ? and conversation_id = ? and not erased
                  and received_at >= coalesce(?::timestamptz, '-infinity')
                  and received_at < coalesce(?::timestamptz, 'infinity')
                order by id limit ?
                """,
                (row, _) -> new Replay.Past(
                        row.getObject("id", UUID.class),
                        utterance(row),
                        row.getString("before") == null
                                ? null
                                : json.readValue(row.getString("before"), Dialogue.class),
                        List.of((String[]) row.getArray("codes").getArray()),
                        row.getString("said"),
                        instant(row, "at"),
                        row.getString("touched") == null
                                ? Map.of()
                                : json.readValue(row.getString("touched"), TOUCHED)),
                work.shop(),
                conversation,
                atOrNull(work.from()),
                atOrNull(work.to()),
                Replay.TURNS_MAX);
    }

    private static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    private Utterance utterance(ResultSet row) throws SQLException {
        String stored = row.getString("utterance");
        return stored == null ? Utterance.of(row.getString("heard")) : json.readValue(stored, Utterance.class);
    }

    private WhatIfView view(ResultSet row, int number) throws SQLException {
        String status = row.getString("status");
        return new WhatIfView(
                row.getObject("id", UUID.class),
                status,
                json.readValue(row.getString("changes"), Changes.class),
                instantOrNull(row, "said_from"),
                instantOrNull(row, "said_to"),
                ((UUID[]) row.getArray("conversations").getArray()).length,
                row.getInt("done"),
                json.readValue(row.getString("report"), Report.class),
                row.getString("problem"),
                instant(row, "asked_at"),
                instantOrNull(row, "started_at"),
                instantOrNull(row, "finished_at"),
                List.of("DELETE"));
    }

    private static Refusal unknown() {
        return Refusal.notFound("what_if_unknown", "There is no such what-if.");
    }
}
