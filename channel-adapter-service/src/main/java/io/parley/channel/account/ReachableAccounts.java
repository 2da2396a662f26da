package io.parley.channel.account;

import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where shoppers can write to the current shop.
@Component
public class ReachableAccounts {
    private final JdbcClient jdbc;

    /// @param accountId the platform's id, which is an address on some platforms only
    /// @param username the account's public name, or its number as people dial it
    public record Reachable(
            UUID channelId,
            Platform platform,
            String accountId,
            String name,
            @Nullable String username) {}

    ReachableAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All that are connected, the ones in trouble last: they still take messages in. In the
    /// caller's transaction.
    public List<Reachable> all() {
        return jdbc.sql("select id, platform, account_id, name, username from channel"
                        + " where shop_id = ? and status <> 'DISCONNECTED'"
                        + " order by status = 'TROUBLED', connected_at, id")
                .param(ShopScope.current())
                .query((row, n) -> new Reachable(
                        row.getObject("id", UUID.class),
                        Platform.valueOf(row.getString("platform")),
                        row.getString("account_id"),
                        row.getString("name"),
                        row.getString("username")))
                .list();
    }
}
