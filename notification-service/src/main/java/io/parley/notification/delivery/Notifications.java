package io.parley.notification.delivery;

import io.parley.events.NotificationEvent.NotificationFailed;
import io.parley.events.NotificationEvent.NotificationSent;
import io.parley.starter.Ids;
import io.parley.starter.Trace;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// The durable queue of what is to be sent, and the log of what was. All times are the database's.
@Component
public class Notifications {
    /// Alerts go to the shop's owner, or to a member by id; the address is looked up when they are sent.
    private static final String OWNER = "owner";
    private static final String EMAIL = "email";
    static final int CLAIM_MAX = 200;
    private static final String ADD = """
            insert into notification (id, shop_id, kind, subject, occasion, recipient, way, status, title, notice,
                                      leads, trace, due_at)
            values (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?::jsonb, ?, ?, coalesce(?, now()))
            on conflict (shop_id, kind, subject, occasion, recipient, way) do nothing
            """;
    private static final String CLAIM = """
            with due as (
              select n.id, s.name, case when position('@' in n.recipient) > 0 then n.recipient
                                        else coalesce(m.email, s.owner_email) end as address, s.locale, s.time_zone
              from notification n
              left join shop s on s.shop_id = n.shop_id
              left join member m on m.shop_id = n.shop_id and m.member_id::text = n.recipient
              where n.status = 'PENDING' and n.due_at <= now()
                and (n.leased_until is null or n.leased_until < now())
              order by n.due_at, n.id
              limit ?
              for update of n skip locked
            )
            update notification n
            set leased_until = now() + make_interval(secs => ?), leased_by = ?, attempts = attempts + 1
            from due where n.id = due.id
            returning n.id, n.shop_id, n.kind, n.subject, n.recipient, n.way, n.notice, n.leads, n.attempts, n.trace,
                      due.name, due.address, due.locale, due.time_zone
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Wake wake;
    private final Duration batchWindow;
    private final List<Duration> retryAfter;

    Notifications(
            JdbcClient jdbc,
            Outbox outbox,
            JsonMapper json,
            Wake wake,
            @Value("${parley.notification.batch-window}") Duration batchWindow,
            @Value("${parley.notification.retry-after}") List<String> retryAfter) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.json = json;
        this.wake = wake;
        this.batchWindow = batchWindow;
        this.retryAfter = retryAfter.stream().map(DurationStyle::detectAndParse).toList();
    }

    /// Has the shop's owner told, once: the same notice on the same occasion is the same notification.
    ///
    /// @param occasion tells apart what may be told again about the same subject; empty for what happens once
    @Transactional
    public void tellOwner(Notice notice, String occasion) {
        tell(OWNER, notice, occasion);
    }

    /// Has a member told, once; the owner, should they have left the team by the time it is sent.
    @Transactional
    public void tellMember(UUID member, Notice notice, String occasion) {
        tell(member.toString(), notice, occasion);
    }

    /// Has somebody written to who is not of the shop.
    @Transactional
    public void tellAddress(String email, Notice notice, String occasion) {
        tell(email, notice, occasion);
    }

    /// Whom a shop's notices of this kind and subject last went to, with the last of them.
    @Transactional(readOnly = true)
    public Optional<Told> lastTold(Kind kind, UUID subject) {
        return jdbc.sql("select recipient, notice from notification where shop_id = ? and kind = ? and subject = ?"
                        + " order by created_at desc, id desc limit 1")
                .params(ShopScope.current(), kind.code(), subject.toString())
                .query((row, _) -> new Told(row.getString(1), json.readValue(row.getString(2), Notice.class)))
                .optional();
    }

    public record Told(String recipient, Notice notice) {}

    private void tell(String recipient, Notice notice, String occasion) {
        UUID shop = ShopScope.current();
        String kind = notice.kind().code();
        @Nullable OffsetDateTime summaryDue = notice.kind().summedUp() ? summaryDue(shop, kind, recipient) : null;
        int added = jdbc.sql(ADD)
                .param(Ids.next())
                .param(shop)
                .param(kind)
                .param(notice.subject().toString())
                .param(occasion)
                .param(recipient)
                .param(EMAIL)
                .param(notice.title())
                .param(json.writeValueAsString(notice))
                .param(summaryDue == null)
                .param(Trace.traceparent())
                .param(summaryDue)
                .update();
        if (added > 0 && summaryDue == null) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wake.ring();
                }
            });
        }
    }

    /// When the summary is due that one more of this kind belongs to, or null when it is the first and goes out by
    /// itself. Two first ones at once wait for each other.
    private @Nullable OffsetDateTime summaryDue(UUID shop, String kind, String recipient) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(shop + kind + recipient)
                .query((row, number) -> true)
                .single();
        return jdbc.sql("select max(created_at) + make_interval(secs => ?) from notification"
                        + " where shop_id = ? and kind = ? and recipient = ? and way = ? and leads"
                        + " and created_at > now() - make_interval(secs => ?)")
                .param(seconds(batchWindow))
                .param(shop)
                .param(kind)
                .param(recipient)
                .param(EMAIL)
                .param(seconds(batchWindow))
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null);
    }

    /// Takes what is due, of all shops, for as long as the lease runs. Whoever else asks meanwhile gets other rows.
    @Transactional
    List<Due> claim(String instance, Duration lease) {
        return jdbc.sql(CLAIM)
                .param(CLAIM_MAX)
                .param(seconds(lease))
                .param(instance)
                .query(this::due)
                .list();
    }

    /// Gives back what an instance holds that sends nothing at the moment: it has just started, or is about to stop.
    @Transactional
    void release(String instance) {
        jdbc.sql("update notification set leased_until = null where status = 'PENDING' and leased_by = ?"
                        + " and leased_until is not null")
                .param(instance)
                .update();
    }

    /// The provider has taken the letter with these notifications.
    @Transactional
    void sent(Collection<Due> all, UUID letterId, String address) {
        for (Due due : all) {
            int changed = jdbc.sql(
                            "update notification set status = 'SENT', sent_at = now(), letter_id = ?, address = ?,"
                                    + " problem = null, leased_until = null where shop_id = ? and id = ? and status = 'PENDING'")
                    .params(letterId, address, due.shopId(), due.id())
                    .update();
            if (changed > 0) {
                outbox.publish(
                        new NotificationSent(due.id(), due.notice().kind().code(), due.way(), due.subject()));
            }
        }
    }

    /// It did not go out: it will be tried again after a while, or was tried often enough.
    ///
    /// @param hopeless no further try would help
    /// @return whether it is given up
    @Transactional
    boolean notSent(Collection<Due> all, String problem, @Nullable String address, boolean hopeless) {
        int attempts = all.stream().mapToInt(Due::attempts).max().orElse(0);
        boolean givenUp = hopeless || attempts > retryAfter.size();
        for (Due due : all) {
            jdbc.sql("update notification set status = ?, problem = ?, address = ?, leased_until = null,"
                            + " due_at = now() + make_interval(secs => ?)"
                            + " where shop_id = ? and id = ? and status = 'PENDING'")
                    .param(givenUp ? "FAILED" : "PENDING")
                    .param(problem)
                    .param(address)
                    .param(givenUp ? 0 : seconds(retryAfter.get(attempts - 1)))
                    .param(due.shopId())
                    .param(due.id())
                    .update();
            if (givenUp) {
                outbox.publish(new NotificationFailed(
                        due.id(), due.notice().kind().code(), due.way(), due.subject(), problem));
            }
        }
        return givenUp;
    }

    private Due due(ResultSet row, int number) throws SQLException {
        String name = row.getString("name");
        return new Due(
                row.getObject("id", UUID.class),
                row.getObject("shop_id", UUID.class),
                row.getString("subject"),
                row.getString("recipient"),
                row.getString("way"),
                json.readValue(row.getString("notice"), Notice.class),
                row.getBoolean("leads"),
                row.getInt("attempts"),
                row.getString("trace"),
                name == null
                        ? null
                        : new Shop(
                                name, row.getString("address"), row.getString("locale"), row.getString("time_zone")));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
