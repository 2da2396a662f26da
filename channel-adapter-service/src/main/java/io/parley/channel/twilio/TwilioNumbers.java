package io.parley.channel.twilio;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.events.Platform;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The connected numbers, with what signs their webhooks. Each shop brings its own account, so a
/// webhook can only be checked once its number is known; until then nothing else of it is
/// believed.
@Component
class TwilioNumbers {
    private final ChannelDirectory directory;
    private final OpenAccounts accounts;

    /// One of them.
    record Number(Connection channel, TwilioKeys keys) {}

    TwilioNumbers(ChannelDirectory directory, OpenAccounts accounts) {
        this.directory = directory;
        this.accounts = accounts;
    }

    /// Our end of a message; empty when no shop has connected it by Twilio.
    ///
    /// @throws Refusal unavailable, when that cannot be found out now
    Optional<Number> find(@Nullable TwilioAddress ours, boolean whatsApp) {
        if (ours == null) {
            return Optional.empty();
        }
        // the prefix has been seen missing
        List<Platform> platforms = whatsApp ? List.of(Platform.WHATSAPP) : List.of(Platform.SMS, Platform.WHATSAPP);
        return platforms.stream()
                .flatMap(platform -> directory.find(platform, ours.id()).stream())
                .flatMap(channel -> keys(channel).map(keys -> new Number(channel, keys)).stream())
                .findFirst();
    }

    /// Also of a troubled channel: what shoppers write is taken in all the same.
    private Optional<TwilioKeys> keys(Connection channel) {
        return accounts.findForWebhook(channel)
                .filter(account -> account.way().startsWith("twilio"))
                .flatMap(account -> Optional.ofNullable(TwilioKeys.of(account.accessToken())));
    }
}
