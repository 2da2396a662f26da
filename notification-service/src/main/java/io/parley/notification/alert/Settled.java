package io.parley.notification.alert;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.shop.ShopScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When trouble with a conversation or a channel was last settled. What happened before that is no news, and what
/// happened since is one piece of news however often it is told; both hold in a replay too, since they rest on the
/// events' own times.
@Component
class Settled {
    private final JdbcClient jdbc;

    Settled(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void settle(UUID subject, Instant at) {
        settle(subject.toString(), at);
    }

    void settle(String subject, Instant at) {
        jdbc.sql("insert into settled (shop_id, subject, at) values (?, ?, ?)"
                        + " on conflict (shop_id, subject) do update set at = greatest(settled.at, excluded.at)")
                .params(ShopScope.current(), subject, at(at))
                .update();
    }

    /// The occasion that trouble at a time belongs to, or empty when it has been settled since.
    Optional<String> occasion(UUID subject, Instant at) {
        return occasion(subject.toString(), at);
    }

    Optional<String> occasion(String subject, Instant at) {
        Optional<Instant> settled = jdbc.sql("select at from settled where shop_id = ? and subject = ?")
                .params(ShopScope.current(), subject)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
        if (settled.isEmpty()) {
            return Optional.of("");
        }
        return settled.filter(at::isAfter).map(since -> "since " + since);
    }
}
