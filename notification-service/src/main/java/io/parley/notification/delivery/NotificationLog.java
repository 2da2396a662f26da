package io.parley.notification.delivery;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What was sent to whom, when, and what was not.
@Component
class NotificationLog {
    private static final String COLUMNS =
            "id, kind, subject, recipient, way, status, title, address, attempts, problem, created_at, due_at, sent_at";
    private final JdbcClient jdbc;
    private final Wake wake;

    NotificationLog(JdbcClient jdbc, Wake wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

    enum Status {
        PENDING,
        SENT,
        FAILED
    }

    /// @param subject what it is about: an order's, a conversation's, a channel's id
    /// @param recipient `owner` or a member's id, and `address` is where it went or was tried
    /// @param problem why the last try failed
    /// @param dueAt the next try, while it is pending
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Entry(
            UUID id,
            String kind,
            String subject,
            String recipient,
            String way,
            Status status,
            String title,
            @Nullable String address,
            int attempts,
            @Nullable String problem,
            Instant createdAt,
            @Nullable Instant dueAt,
            @Nullable Instant sentAt,
            List<String> next) {}

    /// Newest first.
    @Transactional(readOnly = true)
    CursorPage<Entry> page(
            @Nullable Status status, @Nullable String kind, @Nullable String cursor, @Nullable Integer asked) {
        int limit = CursorPage.limit(asked);
        StringBuilder sql = new StringBuilder("select " + COLUMNS + " from notification where shop_id = ?");
        List<Object> given = new ArrayList<>(List.of(ShopScope.current()));
        if (status != null) {
            sql.append(" and status = ?");
            given.add(status.name());
        }
        if (kind != null) {
            sql.append(" and kind = ?");
            given.add(kind);
        }
        if (cursor != null) {
            sql.append(" and (created_at, id) < (?, ?)");
            given.addAll(after(cursor));
        }
        sql.append(" order by created_at desc, id desc limit ?");
        given.add(limit + 1);
        List<Entry> rows = jdbc.sql(sql.toString())
                .params(given)
                .query(NotificationLog::entry)
                .list();
        return CursorPage.of(rows, limit, entry -> Cursor.encode(entry.createdAt(), entry.id()));
    }

    /// Has a notification that was given up sent again.
    ///
    /// @throws Refusal not found, or conflict when it was not given up
    @Transactional
    Entry sendAgain(UUID id) {
        int changed = jdbc.sql("update notification set status = 'PENDING', attempts = 0, due_at = now()"
                        + " where shop_id = ? and id = ? and status = 'FAILED'")
                .params(ShopScope.current(), id)
                .update();
        Entry entry = jdbc.sql("select " + COLUMNS + " from notification where shop_id = ? and id = ?")
                .params(ShopScope.current(), id)
                .query(NotificationLog::entry)
                .optional()
                .orElseThrow(() -> Refusal.notFound("notification_unknown", "There is no such notification."));
        if (changed == 0) {
            throw Refusal.conflict(
                            "not_failed", "The notification is " + entry.status() + "; only FAILED can be sent again.")
                    .with("current", entry.status());
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.ring();
            }
        });
        return entry;
    }

    private static List<Object> after(String cursor) {
        List<String> keys = Cursor.decode(cursor, 2);
        return List.of(at(Cursor.instant(keys.getFirst())), Cursor.id(keys.getLast()));
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        Status status = Status.valueOf(row.getString("status"));
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("recipient"),
                row.getString("way"),
                status,
                row.getString("title"),
                row.getString("address"),
                row.getInt("attempts"),
                row.getString("problem"),
                instant(row, "created_at"),
                status == Status.PENDING ? instant(row, "due_at") : null,
                status == Status.SENT ? instant(row, "sent_at") : null,
                status == Status.FAILED ? List.of("SEND_AGAIN") : List.of());
    }
}
