package io.parley.channel.repair;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.channel.repair.ConversationReader.MessageRef;
import io.parley.channel.repair.ConversationReader.Thread;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How far each channel has been compared, who is at it, and what is left to compare. Shared by all replicas.
@Component
class RepairBook {
    static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final RepairSettings settings;
    private final Clock clock;

    RepairBook(JdbcClient jdbc, RepairSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param version of the channel when it was claimed
    record Claim(UUID shopId, UUID channelId, long version, Instant at) {}

    /// @param listingUntil set while a listing is under way
    record Progress(
            Instant beginsAt,
            Instant readUntil,
            @Nullable Instant listingUntil,
            @Nullable String listingAfter) {}

    record Waiting(Thread thread, Instant since, int tries) {}

    /// A due channel that nobody is at, now this replica's for as long as the lease. Channels join when they are first
    /// seen: what was before they were connected is none of ours.
    @Transactional
    public Optional<Claim> claim(Collection<String> ways) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into channel_repair
                          (shop_id, channel_id, begins_at, read_until, next_run_at, next_call_at)
                        select c.shop_id, c.id, c.connected_at, c.connected_at, :now, :now from channel c
                        where c.status = 'ACTIVE' and c.way in (:ways)
                        and not exists (select from channel_repair r where r.channel_id = c.id)
                        on conflict do nothing""").param("now", at(now)).param("ways", ways).update();
        return jdbc.sql("""
                        with due as (
                          select d.channel_id, c.version from channel_repair d join channel c on c.id = d.channel_id
                          where d.next_run_at <= :now and (d.lease_until is null or d.lease_until <= :now)
                          and c.status = 'ACTIVE' and c.way in (:ways)
                          order by d.next_run_at limit 1 for update of d skip locked)
                        update channel_repair r set lease_until = :lease from due where r.channel_id = due.channel_id
                        returning r.shop_id, r.channel_id, due.version""")
                .param("lease", at(now.plus(LEASE)))
                .param("now", at(now))
                .param("ways", ways)
                .query((row, n) -> new Claim(
                        row.getObject("shop_id", UUID.class),
                        row.getObject("channel_id", UUID.class),
                        row.getLong("version"),
                        now))
                .optional();
    }

    /// Has a channel looked at as soon as may be.
    @Transactional
    public void soon(UUID channelId) {
        after(channelId, Duration.ZERO);
    }

    /// Has a channel looked at once that time is over, or before; a look that is under way is not enough.
    @Transactional
    public void after(UUID channelId, Duration wait) {
        Instant now = clock.instant();
        jdbc.sql("""
                        update channel_repair set next_run_at =
                          case when lease_until > :now then :at else least(next_run_at, :at) end
                        where shop_id = :shop and channel_id = :channel""")
                .param("now", at(now))
                .param("at", at(now.plus(wait)))
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .update();
    }

    @Transactional(readOnly = true)
    public Progress progress(UUID channelId) {
        return jdbc.sql("select begins_at, read_until, listing_until, listing_after from channel_repair"
                        + " where shop_id = ? and channel_id = ?")
                .params(ShopScope.current(), channelId)
                .query((row, n) -> new Progress(
                        Objects.requireNonNull(instantOrNull(row, "begins_at")),
                        Objects.requireNonNull(instantOrNull(row, "read_until")),
                        instantOrNull(row, "listing_until"),
                        row.getString("listing_after")))
                .single();
    }

    /// When the next call may be made: this one's turn is taken from all replicas.
    @Transactional
    public Instant turn(UUID channelId) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update channel_repair set next_call_at = greatest(next_call_at, :now) + :gap * interval '1 millisecond',
                          lease_until = greatest(lease_until, :lease)
                        where shop_id = :shop and channel_id = :channel
                        returning next_call_at - :gap * interval '1 millisecond' as turn""")
                .param("now", at(now))
                .param("gap", settings.betweenCalls().toMillis())
                .param("lease", at(now.plus(LEASE)))
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .query((row, n) -> Objects.requireNonNull(instantOrNull(row, "turn")))
                .single();
    }

    /// Keeps a page of changed threads, and where the listing stands.
    ///
    /// @param after null when the listing is at its end: all that changed by `until` is known, and waits
    @Transactional
    public void listed(UUID channelId, List<Thread> threads, Instant since, Instant until, @Nullable String after) {
        UUID shop = ShopScope.current();
        for (Thread thread : threads) {
            jdbc.sql("""
                            insert into repair_thread (shop_id, channel_id, thread_id, person_id, since, updated_at)
                            values (?, ?, ?, ?, ?, ?) on conflict (channel_id, thread_id) do update set
                              since = least(repair_thread.since, excluded.since), updated_at = excluded.updated_at,
                              tries = 0""")
                    .param(shop)
                    .param(channelId)
                    .param(thread.id())
                    .param(thread.personId())
                    .param(at(since))
                    .param(at(thread.updatedAt()))
                    .update();
        }
        jdbc.sql("""
                        update channel_repair set
                          read_until = case when :ended then :until else read_until end,
                          listing_until = case when :ended then null else :until end,
                          listing_after = :after
                        where shop_id = :shop and channel_id = :channel""")
                .param("ended", after == null)
                .param("until", at(until))
                .param("after", after)
                .param("shop", shop)
                .param("channel", channelId)
                .update();
    }

    /// The thread that has waited longest to be compared.
    @Transactional(readOnly = true)
    public Optional<Waiting> next(UUID channelId) {
        return jdbc.sql("select thread_id, person_id, since, updated_at, tries from repair_thread"
                        + " where shop_id = ? and channel_id = ? order by tries, updated_at limit 1")
                .params(ShopScope.current(), channelId)
                .query((row, n) -> new Waiting(
                        new Thread(
                                row.getString("thread_id"),
                                row.getString("person_id"),
                                Objects.requireNonNull(instantOrNull(row, "updated_at"))),
                        Objects.requireNonNull(instantOrNull(row, "since")),
                        row.getInt("tries")))
                .optional();
    }

    @Transactional
    public void compared(UUID channelId, Thread thread) {
        jdbc.sql("delete from repair_thread where shop_id = ? and channel_id = ? and thread_id = ? and updated_at = ?")
                .params(ShopScope.current(), channelId, thread.id(), at(thread.updatedAt()))
                .update();
    }

    /// It could not be read: the others first, and after some tries not at all.
    @Transactional
    public void notCompared(UUID channelId, String threadId, int triesMax) {
        jdbc.sql("update repair_thread set tries = tries + 1 where shop_id = ? and channel_id = ? and thread_id = ?")
                .params(ShopScope.current(), channelId, threadId)
                .update();
        jdbc.sql("delete from repair_thread where shop_id = ? and channel_id = ? and tries >= ?")
                .params(ShopScope.current(), channelId, triesMax)
                .update();
    }

    /// Those that neither a webhook brought nor we sent.
    @Transactional(readOnly = true)
    public Set<String> unknown(UUID channelId, List<MessageRef> messages) {
        Set<String> unknown = new HashSet<>();
        for (MessageRef message : messages) {
            boolean known = jdbc.sql("""
                            select exists (select from inbound_event where shop_id = :shop and channel_id = :channel
                                and event_key in (:keys))
                              or exists (select from outbound_part where shop_id = :shop and channel_id = :channel
                                and platform_message_id = :id)""")
                    .param("shop", ShopScope.current())
                    .param("channel", channelId)
                    .param("keys", message.keys())
                    .param("id", message.id())
                    .query(Boolean.class)
                    .single();
            if (!known) {
                unknown.add(message.id());
            }
        }
        return unknown;
    }

    @Transactional
    public void found(UUID channelId, int messages) {
        jdbc.sql("update channel_repair set found_total = found_total + ?, last_found_at = ?"
                        + " where shop_id = ? and channel_id = ?")
                .params(messages, at(clock.instant()), ShopScope.current(), channelId)
                .update();
    }

    /// Ends this replica's turn at the channel.
    ///
    /// @param more whether something is left to do at once
    /// @param failed whether the platform gave no answer: the next look waits longer each time
    @Transactional
    public void ended(Claim claim, String outcome, boolean more, boolean failed) {
        Instant now = clock.instant();
        jdbc.sql("""
                        update channel_repair set lease_until = null, last_run_at = :now, last_outcome = :outcome,
                          failures = case when :failed then least(failures + 1, 20) else 0 end,
                          next_run_at = case
                            when :failed then :now + least(power(2, failures), 60) * interval '30 seconds'
                            when :more then :now
                            when next_run_at > :claimed then least(next_run_at, :soon)
                            when exists (select from inbound_event e where e.shop_id = :shop and e.channel_id = :channel
                              and e.received_at > :recent) then :soon
                            else :later end
                        where shop_id = :shop and channel_id = :channel""")
                .param("now", at(now))
                .param("outcome", outcome)
                .param("failed", failed)
                .param("more", more)
                .param("recent", at(now.minus(Duration.ofDays(1))))
                .param("soon", at(now.plus(settings.every())))
                .param("later", at(now.plus(settings.everyWhenQuiet())))
                .param("shop", ShopScope.current())
                .param("channel", claim.channelId)
                .param("claimed", at(claim.at))
                .update();
    }

    /// What there is to show; empty for a channel that cannot be read back.
    @Transactional(readOnly = true)
    public Optional<RepairView> view(UUID channelId) {
        return jdbc.sql("""
                        select r.*, (select count(*) from repair_thread t where t.shop_id = r.shop_id
                          and t.channel_id = r.channel_id) as threads from channel_repair r
                        where r.shop_id = ? and r.channel_id = ?""")
                .params(ShopScope.current(), channelId)
                .query((row, n) -> new RepairView(
                        Objects.requireNonNull(instantOrNull(row, "read_until")),
                        instantOrNull(row, "last_run_at"),
                        row.getString("last_outcome"),
                        instantOrNull(row, "lease_until") != null,
                        row.getLong("threads"),
                        row.getLong("found_total"),
                        instantOrNull(row, "last_found_at"),
                        Objects.requireNonNull(instantOrNull(row, "next_run_at"))))
                .optional();
    }
}
