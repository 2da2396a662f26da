package io.parley.channel.telegram;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.events.Platform;
import io.parley.starter.web.Refusal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The connected bots, with what their updates must show.
@Component
class Bots {
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
        return accounts.findForWebhook(channel)
                .flatMap(account -> Optional.ofNullable(BotToken.of(account.accessToken())));
    }
}
