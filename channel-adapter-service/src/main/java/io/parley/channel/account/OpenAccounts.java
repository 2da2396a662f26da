package io.parley.channel.account;

import io.parley.channel.platform.Account;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Channels that can be called for, with their tokens opened.
@Component
public class OpenAccounts {
    private final JdbcClient jdbc;
    private final TokenVault vault;

    OpenAccounts(JdbcClient jdbc, TokenVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /// One of the current shop's channels, unless it is troubled or gone.
    @Transactional(readOnly = true)
    public Optional<Account> find(UUID channelId) {
        UUID shop = ShopScope.current();
        return jdbc.sql("""
                        select platform, account_id, sealed_token from channel
                        where shop_id = ? and id = ? and status = 'ACTIVE'""")
                .params(shop, channelId)
                .query((row, n) -> new Account(
                        channelId,
                        Platform.valueOf(row.getString("platform")),
                        row.getString("account_id"),
                        vault.open(shop, channelId, row.getBytes("sealed_token"))))
                .optional();
    }
}
