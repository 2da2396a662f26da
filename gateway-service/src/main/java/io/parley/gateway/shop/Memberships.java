package io.parley.gateway.shop;

import static io.parley.starter.Timestamps.at;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who belongs to which shop, and as what.
@Repository
public class Memberships {
    private final JdbcClient jdbc;

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A shop as one of its team sees it in a list.
    public record Membership(UUID shopId, String shopName, String currency, String timeZone, Role role) {}

    void add(UUID shopId, UUID userId, Role role, Instant at) {
        jdbc.sql("insert into membership (shop_id, user_id, role, joined_at) values (?, ?, ?, ?)")
                .params(shopId, userId, role.text(), at(at))
                .update();
    }

    /// The user's shops, the oldest membership first. Across shops: call it as the system.
    public List<Membership> of(UUID userId) {
        return jdbc.sql("select s.shop_id, s.name, s.currency, s.time_zone, m.role"
                        + " from membership m join shop s on s.shop_id = m.shop_id"
                        + " where m.user_id = ? order by m.joined_at, s.shop_id")
                .param(userId)
                .query((rs, n) -> new Membership(
                        rs.getObject("shop_id", UUID.class),
                        rs.getString("name"),
                        rs.getString("currency"),
                        rs.getString("time_zone"),
                        Role.of(rs.getString("role"))))
                .list();
    }
}
