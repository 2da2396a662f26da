package io.parley.channel.voice;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.channel.account.Connection;
import io.parley.channel.voice.VoiceMessage.Call;
import io.parley.channel.voice.VoiceMessage.Line;
import io.parley.channel.voice.VoiceMessage.Report;
import io.parley.channel.voice.VoiceMessage.Status;
import io.parley.events.Platform;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The calls, what was said in them, and what is still to be said. Whoever changes what is said
/// holds the call's row: so a line is spoken as the answer to a turn or by itself, never both and
/// never neither, whichever replica the two ends meet at.
@Component
class VoiceCalls {
    /// A call whose end nobody told is over after this.
    private static final Duration LASTS_MAX = Duration.ofHours(2);

    private static final int TRANSCRIPT_MAX = 2_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    VoiceCalls(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// A call of the current shop's.
    ///
    /// @param personId whose thread it belongs to
    /// @param wantsPerson whether the caller is to be passed on to somebody
    record Known(
            UUID id,
            UUID channelId,
            String platformCallId,
            String personId,
            @Nullable String phone,
            @Nullable String controlUrl,
            boolean handedOver,
            boolean wantsPerson,
            boolean transferred) {}

    /// What a caller said.
    ///
    /// @param answer what they were told; null while that is awaited
    record Asked(
            UUID callId, String key, int number, @Nullable String answer) {}

    /// Words that wait to be spoken.
    record Waiting(String mark, String words) {}

    /// @param awaited whether a turn waits for them
    record Kept(Known call, boolean awaited) {}

    /// @param lost marks of what could not be said any more
    record Over(Known call, List<String> lost) {}

    /// @param channel whose call it is
    record Forgotten(UUID id, Connection channel) {}

    /// The call that a message names; made known when it was not.
    @Transactional
    public Known open(Connection channel, Call call, Caller caller) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into voice_call as c (id, shop_id, channel_id, platform_call_id, person_id, phone, outbound,
                          status, control_url, started_at, touched_at)
                        values (:id, :shop, :channel, :call, :person, :phone, :outbound, 'RINGING', :control, :started, :now)
                        on conflict (channel_id, platform_call_id) do update set
                          control_url = coalesce(excluded.control_url, c.control_url), touched_at = excluded.touched_at
                        returning c.*""")
                .param("id", Ids.next())
                .param("shop", ShopScope.current())
                .param("channel", channel.channelId())
                .param("call", caller.callId())
                .param("person", caller.personId())
                .param("phone", caller.phone())
                .param("outbound", call.outbound())
                .param("control", call.controlUrl())
                .param("started", at(Objects.requireNonNullElse(call.startedAt(), now)))
                .param("now", at(now))
                .query((row, n) -> known(row))
                .single();
    }

    /// What was said before under other keys in this call, newest first.
    @Transactional(readOnly = true)
    public Optional<String> saidUnder(UUID callId, String keyPrefix, String exceptKey) {
        return jdbc.sql("""
                        select said from voice_turn where shop_id = :shop and call_id = :call
                        and starts_with(turn_key, :prefix) and turn_key <> :key order by number desc limit 1""")
                .param("shop", ShopScope.current())
                .param("call", callId)
                .param("prefix", keyPrefix)
                .param("key", exceptKey)
                .query(String.class)
                .optional();
    }

    /// Opens a turn, or finds it opened before: asked again, the answer is awaited again, unless it
    /// has been given.
    @Transactional
    public Asked ask(UUID callId, String key, String said, Duration patience) {
        Instant now = clock.instant();
        int number = next(callId, now);
        return jdbc.sql("""
                        insert into voice_turn as t (shop_id, call_id, turn_key, said, number, asked_at, waits_until)
                        values (:shop, :call, :key, :said, :number, :now, :until)
                        on conflict (call_id, turn_key) do update set
                          waits_until = case when t.answer is null then excluded.waits_until else t.waits_until end
                        returning number, answer""")
                .param("shop", ShopScope.current())
                .param("call", callId)
                .param("key", key)
                .param("said", said)
                .param("number", number)
                .param("now", at(now))
                .param("until", at(now.plus(patience)))
                .query((row, n) -> new Asked(callId, key, row.getInt("number"), row.getString("answer")))
                .single();
    }

    /// What a turn is answered: given before, or the lines that wait, once one of them is newer
    /// than it.
    ///
    /// @param otherwise said when the wait is over and there are no lines at all; null while it is not
    /// @return empty to go on waiting
    @Transactional
    public Optional<String> answer(Asked turn, @Nullable String otherwise) {
        lock(turn.callId());
        @Nullable
        String given = jdbc.sql("select answer from voice_turn where shop_id = ? and call_id = ? and turn_key = ?")
                .params(ShopScope.current(), turn.callId(), turn.key())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
        if (given != null) {
            return Optional.of(given);
        }
        record Numbered(int number, String mark, String words) {}
        List<Numbered> lines = jdbc.sql("""
                        select number, mark, words from voice_line where shop_id = ? and call_id = ?
                        and spoken_at is null and lost_at is null order by number""")
                .params(ShopScope.current(), turn.callId())
                .query((row, n) -> new Numbered(row.getInt(1), row.getString(2), row.getString(3)))
                .list();
        boolean answered = lines.stream().anyMatch(line -> line.number > turn.number());
        if (!answered && otherwise == null) {
            return Optional.empty();
        }
        String words = String.join(" ", lines.stream().map(Numbered::words).toList());
        String answer = words.isBlank() ? Objects.requireNonNullElse(otherwise, "") : words;
        spoken(lines.stream().map(Numbered::mark).toList());
        jdbc.sql("update voice_turn set answer = ?, answered_at = ? where shop_id = ? and call_id = ? and turn_key = ?")
                .params(answer, at(clock.instant()), ShopScope.current(), turn.callId(), turn.key())
                .update();
        return Optional.of(answer);
    }

    /// Keeps words for the person's running call, once however often they come.
    ///
    /// @return empty when the person is not on the phone
    @Transactional
    public Optional<Kept> keep(UUID channelId, String personId, String mark, String words) {
        Instant now = clock.instant();
        Optional<Known> live = jdbc.sql("select * from voice_call where shop_id = :shop and channel_id = :channel"
                        + " and person_id = :person and status in ('RINGING', 'TALKING') and touched_at > :since"
                        + " order by started_at desc, id desc limit 1 for update")
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("person", personId)
                .param("since", at(now.minus(LASTS_MAX)))
                .query((row, n) -> known(row))
                .optional();
        if (live.isEmpty()) {
            return Optional.empty();
        }
        Known call = live.get();
        jdbc.sql("""
                        insert into voice_line as l (shop_id, mark, call_id, number, words, kept_at)
                        values (:shop, :mark, :call, :number, :words, :now)
                        on conflict (shop_id, mark) do update set
                          call_id = excluded.call_id, number = excluded.number, lost_at = null
                        where l.spoken_at is null""")
                .param("shop", ShopScope.current())
                .param("mark", mark)
                .param("call", call.id())
                .param("number", next(call.id(), now))
                .param("words", words)
                .param("now", at(now))
                .update();
        return Optional.of(new Kept(call, isAwaited(call.id(), now)));
    }

    /// Whether a turn of the call waits for its answer.
    @Transactional(readOnly = true)
    public boolean isAwaited(UUID callId) {
        return isAwaited(callId, clock.instant());
    }

    private boolean isAwaited(UUID callId, Instant now) {
        return jdbc.sql("select exists (select from voice_turn where shop_id = ? and call_id = ? and answer is null"
                        + " and waits_until > ?)")
                .params(ShopScope.current(), callId, at(now))
                .query(Boolean.class)
                .single();
    }

    /// What waits to be spoken, in order.
    @Transactional(readOnly = true)
    public List<Waiting> waiting(UUID callId) {
        return jdbc.sql("select mark, words from voice_line where shop_id = ? and call_id = ? and spoken_at is null"
                        + " and lost_at is null order by number")
                .params(ShopScope.current(), callId)
                .query((row, n) -> new Waiting(row.getString(1), row.getString(2)))
                .list();
    }

    @Transactional
    public void areSpoken(List<String> marks) {
        spoken(marks);
    }

    private void spoken(List<String> marks) {
        if (!marks.isEmpty()) {
            jdbc.sql("update voice_line set spoken_at = :now where shop_id = :shop and mark in (:marks)"
                            + " and spoken_at is null")
                    .param("now", at(clock.instant()))
                    .param("shop", ShopScope.current())
                    .param("marks", marks)
                    .update();
        }
    }

    /// The last answer of a call and when it was given.
    record Answered(String words, Instant at) {}

    @Transactional(readOnly = true)
    public Optional<Answered> lastAnswer(UUID callId) {
        return jdbc.sql("select answer, answered_at from voice_turn where shop_id = ? and call_id = ?"
                        + " and answer is not null order by answered_at desc limit 1")
                .params(ShopScope.current(), callId)
                .query((row, n) -> new Answered(row.getString(1), instant(row, 2)))
                .optional();
    }

    /// A status never goes back: they have been seen out of order.
    @Transactional
    public Over stands(UUID callId, Status status, @Nullable String reason) {
        Instant now = clock.instant();
        lock(callId);
        Known call = jdbc.sql("""
                        update voice_call set
                          status = case when status = 'ENDED' or :status = 'RINGING' then status
                            when status = 'FORWARDING' and :status = 'TALKING' then status else :status end,
                          transferred_at = case when :status = 'FORWARDING' then coalesce(transferred_at, :now)
                            else transferred_at end,
                          ended_at = case when :status = 'ENDED' then coalesce(ended_at, :now) else ended_at end,
                          ended_reason = coalesce(:reason, ended_reason),
                          touched_at = :now
                        where shop_id = :shop and id = :call returning *""")
                .param("status", status.name())
                .param("reason", reason)
                .param("now", at(now))
                .param("shop", ShopScope.current())
                .param("call", callId)
                .query((row, n) -> known(row))
                .single();
        return new Over(call, status == Status.ENDED ? lost(callId, now) : List.of());
    }

    /// One more line of what is said, as the platform understood it; the report replaces them all.
    @Transactional
    public void heard(UUID callId, Line line) {
        jdbc.sql("""
                        update voice_call set touched_at = :now, transcript = transcript || :line::jsonb
                        where shop_id = :shop and id = :call and reported_at is null
                          and jsonb_array_length(transcript) < :max and transcript -> -1 is distinct from :line::jsonb""")
                .param("now", at(clock.instant()))
                .param("line", json.writeValueAsString(line))
                .param("shop", ShopScope.current())
                .param("call", callId)
                .param("max", TRANSCRIPT_MAX)
                .update();
    }

    /// Ends a call with all that is known of it. A second report changes nothing that the first
    /// said.
    @Transactional
    public Over report(UUID callId, Report report) {
        Instant now = clock.instant();
        lock(callId);
        boolean failed = CallOutcome.isFailure(report.reason());
        Known call = jdbc.sql("""
                        update voice_call c set
                          status = 'ENDED',
                          started_at = coalesce(:started, started_at),
                          ended_at = coalesce(:ended, ended_at, :now),
                          ended_reason = coalesce(:reason, ended_reason),
                          duration_seconds = coalesce(:seconds, duration_seconds),
                          summary = coalesce(:summary, summary),
                          transcript = case when :lines::jsonb = '[]' then transcript else :lines::jsonb end,
                          recording_url = coalesce(:recording, recording_url),
                          cost = coalesce(:cost, cost),
                          reported_at = coalesce(reported_at, :now),
                          touched_at = :now,
                          outcome = case
                            when transferred_at is not null or :forwarded then 'TRANSFERRED'
                            when exists (select from voice_turn t where t.shop_id = c.shop_id and t.call_id = c.id)
                              then case when wants_person then 'MESSAGE_TAKEN' else 'ANSWERED' end
                            when :failed then 'FAILED'
                            else 'ABANDONED' end
                        where shop_id = :shop and id = :call returning *""")
                .param(
                        "started",
                        report.startedAt() == null ? null : at(report.startedAt()),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", report.endedAt() == null ? null : at(report.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", at(now))
                .param("reason", report.reason())
                .param("seconds", report.durationSeconds(), Types.INTEGER)
                .param("summary", report.summary())
                .param("lines", json.writeValueAsString(report.transcript()))
                .param("recording", report.recordingUrl())
                .param("cost", report.costUsd(), Types.NUMERIC)
                .param("forwarded", CallOutcome.isTransfer(report.reason()))
                .param("failed", failed)
                .param("shop", ShopScope.current())
                .param("call", callId)
                .query((row, n) -> known(row))
                .single();
        return new Over(call, lost(callId, now));
    }

    /// The conversation has been handed to the shop's people.
    ///
    /// @param wantsPerson whether the caller is to be passed on now
    /// @return the running call; empty when there is none
    @Transactional
    public Optional<Known> handOver(UUID channelId, String personId, boolean wantsPerson) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update voice_call set handed_over_at = coalesce(handed_over_at, :now),
                          wants_person = wants_person or :wants
                        where shop_id = :shop and id = (select id from voice_call where shop_id = :shop
                          and channel_id = :channel and person_id = :person and status in ('RINGING', 'TALKING') and touched_at > :since
                          order by started_at desc, id desc limit 1) returning *""")
                .param("now", at(now))
                .param("wants", wantsPerson)
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("person", personId)
                .param("since", at(now.minus(LASTS_MAX)))
                .query((row, n) -> known(row))
                .optional();
    }

    @Transactional
    public void transferred(UUID callId) {
        jdbc.sql("update voice_call set transferred_at = coalesce(transferred_at, ?) where shop_id = ? and id = ?")
                .params(at(clock.instant()), ShopScope.current(), callId)
                .update();
    }

    /// What nobody will hear any more.
    private List<String> lost(UUID callId, Instant now) {
        return jdbc.sql("update voice_line set lost_at = ? where shop_id = ? and call_id = ? and spoken_at is null"
                        + " and lost_at is null returning mark")
                .params(at(now), ShopScope.current(), callId)
                .query(String.class)
                .list();
    }

    private int next(UUID callId, Instant now) {
        return jdbc.sql("update voice_call set counter = counter + 1, touched_at = ? where shop_id = ? and id = ?"
                        + " returning counter")
                .params(at(now), ShopScope.current(), callId)
                .query(Integer.class)
                .single();
    }

    private void lock(UUID callId) {
        jdbc.sql("select id from voice_call where shop_id = ? and id = ? for update")
                .params(ShopScope.current(), callId)
                .query(UUID.class)
                .single();
    }

    /// Calls whose end nobody has told, across shops.
    @Transactional(readOnly = true)
    public List<Forgotten> forgotten(int max) {
        return jdbc.sql("""
                        select v.id, v.shop_id, v.channel_id, c.account_id from voice_call v
                        join channel c on c.id = v.channel_id
                        where v.status <> 'ENDED' and v.touched_at < ? order by v.touched_at limit ?""")
                .params(at(clock.instant().minus(LASTS_MAX)), max)
                .query((row, n) -> new Forgotten(
                        row.getObject("id", UUID.class),
                        new Connection(
                                row.getObject("channel_id", UUID.class),
                                row.getObject("shop_id", UUID.class),
                                Platform.VOICE,
                                row.getString("account_id"))))
                .list();
    }

    private static Known known(ResultSet row) throws SQLException {
        return new Known(
                row.getObject("id", UUID.class),
                row.getObject("channel_id", UUID.class),
                row.getString("platform_call_id"),
                row.getString("person_id"),
                row.getString("phone"),
                row.getString("control_url"),
                row.getObject("handed_over_at") != null,
                row.getBoolean("wants_person"),
                row.getObject("transferred_at") != null);
    }
}
