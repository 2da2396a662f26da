package io.parley.channel.voice;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.channel.voice.VoiceMessage.Line;
import io.parley.events.Contact;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The calls of the current shop, as its people read them.
@Component
class CallLog {
    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};
    /// What a call costs is told in dollars, whatever the shop sells in.
    private static final String CURRENCY = "USD";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    CallLog(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// @param conversationKey names its conversation, as events do
    /// @param from the caller's number, E.164; absent when it was hidden
    /// @param status `RINGING`, `TALKING`, `FORWARDING` or `ENDED`
    /// @param outcome `ANSWERED`, `TRANSFERRED`, `MESSAGE_TAKEN`, `ABANDONED` or `FAILED`; absent until
    ///     the report of the call has come
    /// @param endedReason the platform's word for it
    /// @param handedOver whether a person of the shop was wanted
    /// @param recordingUrl at the voice platform; the recording is never fetched from there
    /// @param cost of the call, as the voice platform says
    /// @param transcript only where one call is asked for
    record CallView(
            UUID id,
            UUID channelId,
            String platformCallId,
            String conversationKey,
            boolean outbound,
            @Nullable String from,
            String to,
            String status,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Integer durationSeconds,
            @Nullable String outcome,
            @Nullable String endedReason,
            boolean handedOver,
            @Nullable String summary,
            @Nullable String recordingUrl,
            @Nullable BigDecimal cost,
            @Nullable String currency,
            @Nullable List<Line> transcript) {}

    /// Newest first.
    ///
    /// @param channelId of one number only; null for all
    @Transactional(readOnly = true)
    public CursorPage<CallView> page(@Nullable UUID channelId, @Nullable String cursor, @Nullable Integer asked) {
        int limit = CursorPage.limit(asked);
        List<String> from = cursor == null ? List.of() : Cursor.decode(cursor, 2);
        List<CallView> rows = jdbc.sql("""
                        select v.*, c.account_id from voice_call v join channel c on c.id = v.channel_id
                        where v.shop_id = :shop and (:all or v.channel_id = :channel)
                        and (:first or (v.started_at, v.id) < (:at, :id))
                        order by v.started_at desc, v.id desc limit :rows""")
                .param("shop", ShopScope.current())
                .param("all", channelId == null)
                .param("channel", channelId == null ? new UUID(0, 0) : channelId)
                .param("first", from.isEmpty())
                .param("at", at(from.isEmpty() ? clock.instant() : Cursor.instant(from.getFirst())))
                .param("id", from.isEmpty() ? new UUID(0, 0) : Cursor.id(from.getLast()))
                .param("rows", limit + 1)
                .query((row, n) -> view(row, null))
                .list();
        return CursorPage.of(rows, limit, row -> Cursor.encode(row.startedAt(), row.id()));
    }

    /// With what was said.
    ///
    /// @throws Refusal notFound, when the shop has had no such call
    @Transactional(readOnly = true)
    public CallView one(UUID id) {
        return jdbc.sql("select v.*, c.account_id from voice_call v join channel c on c.id = v.channel_id"
                        + " where v.shop_id = ? and v.id = ?")
                .params(ShopScope.current(), id)
                .query((row, n) -> view(row, transcript(row)))
                .optional()
                .orElseThrow(() ->
                        Refusal.notFound("call_not_found", "There is no such call; look at GET /api/channels/calls."));
    }

    /// As the platform understood it; where it has told nothing, what we heard and answered.
    private List<Line> transcript(ResultSet row) throws SQLException {
        List<Line> told = json.readValue(row.getString("transcript"), LINES);
        if (!told.isEmpty()) {
            return told;
        }
        List<Line> lines = new ArrayList<>();
        jdbc.sql("select said, asked_at, answer, answered_at from voice_turn where shop_id = ? and call_id = ?"
                        + " order by number limit 500")
                .params(ShopScope.current(), row.getObject("id", UUID.class))
                .query(turn -> {
                    lines.add(new Line(Line.SHOPPER, turn.getString("said"), instantOrNull(turn, "asked_at")));
                    if (turn.getString("answer") != null) {
                        lines.add(new Line(Line.SHOP, turn.getString("answer"), instantOrNull(turn, "answered_at")));
                    }
                });
        return lines;
    }

    private static CallView view(ResultSet row, @Nullable List<Line> transcript) throws SQLException {
        @Nullable BigDecimal cost = row.getBigDecimal("cost");
        String ours = row.getString("account_id");
        return new CallView(
                row.getObject("id", UUID.class),
                row.getObject("channel_id", UUID.class),
                row.getString("platform_call_id"),
                Contact.key(Platform.VOICE, ours, row.getString("person_id")),
                row.getBoolean("outbound"),
                row.getString("phone"),
                ours,
                row.getString("status"),
                instant(row, "started_at"),
                instantOrNull(row, "ended_at"),
                row.getObject("duration_seconds", Integer.class),
                row.getString("outcome"),
                row.getString("ended_reason"),
                row.getObject("handed_over_at") != null,
                row.getString("summary"),
                row.getString("recording_url"),
                cost,
                cost == null ? null : CURRENCY,
                transcript);
    }
}
