package io.parley.channel.account;

import io.parley.channel.platform.ConnectForm;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Connects an account, or connects it again with a new token.
@Component
public class ConnectChannel {
    private static final String LIVE_ACCOUNT = "channel_live_account";

    private final Channels channels;
    private final TokenVault vault;
    private final Clock clock;

    ConnectChannel(Channels channels, TokenVault vault, Clock clock) {
        this.channels = channels;
        this.vault = vault;
        this.clock = clock;
    }

    /// @param fresh whether the account was not this shop's before
    public record Connected(UUID channelId, boolean fresh) {}

    /// @throws Refusal conflict, when another shop has the account
    @Transactional
    public Connected connect(
            ConnectForm form,
            String accountId,
            Map<String, String> details,
            String name,
            @Nullable String username,
            String accessToken) {
        return connect(new NewAccount(
                form.way(), form.platform(), accountId, details, name, username, accessToken, null, null));
    }

    /// All of them, or none.
    ///
    /// @throws Refusal conflict, when another shop has one of the accounts
    @Transactional
    public List<Connected> connectAll(List<NewAccount> accounts) {
        return accounts.stream().map(this::connect).toList();
    }

    private Connected connect(NewAccount account) {
        UUID shop = ShopScope.current();
        Instant now = clock.instant();
        Optional<Channel> known = channels.findLocked(shop, account.platform(), account.accountId());
        UUID id = known.map(Channel::id).orElseGet(Ids::next);
        byte[] sealed = vault.seal(shop, id, account.accessToken());
        Channel channel = known.orElseGet(() -> new Channel(
                id,
                shop,
                account.platform(),
                account.way(),
                account.accountId(),
                account.details(),
                account.name(),
                account.username(),
                sealed,
                now));
        if (known.isPresent()) {
            channel.connect(account.way(), account.details(), account.name(), account.username(), sealed, now);
        }
        channel.checked(account.tokenEndsAt(), account.tokenCheckedAt());
        try {
            channels.saveAndFlush(channel);
        } catch (DataIntegrityViolationException e) {
            String cause =
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            throw cause.contains(LIVE_ACCOUNT)
                    ? Refusal.conflict(
                            "account_connected_elsewhere",
                            "This account is connected to another shop; disconnect it there first.")
                    : Refusal.conflict(
                            "changed_meanwhile", "This account was connected at the same moment; look at the list.");
        }
        return new Connected(id, known.isEmpty());
    }
}
