package io.parley.channel.telegram;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The connected bots, with what their updates must show.
@Component
class Bots {
    private static final Logger LOG = LoggerFactory.getLogger(Bots.class);

    private final ChannelDirectory directory;
    private final OpenAccounts accounts;

    record Bot(Connection channel, BotToken token) {}

    Bots(ChannelDirectory directory, OpenAccounts accounts) {
        this.directory = directory;
        this.accounts = accounts;
    }

    /// Also of a troubled channel: what shoppers write is taken in all the same.
    ///
    /// @throws Refusal unavailable, when it cannot be found out now
    Optional<Bot> find(String botId) {
        if (!TelegramAdapter.FORM.accountId().matcher(botId).matches()) {
            return Optional.empty();
        }
        return directory
                .find(Platform.TELEGRAM, botId)
                .flatMap(channel -> token(channel).map(token -> new Bot(channel, token)));
    }

    private Optional<BotToken> token(Connection channel) {
        try {
            return ShopScope.callAs(channel.shopId(), () -> accounts.findConnected(channel.channelId()))
                    .flatMap(account -> Optional.ofNullable(BotToken.of(account.accessToken())));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            return Optional.empty();
        }
    }
}
