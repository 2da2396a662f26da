package io.parley.channel.twilio;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The connected numbers, with what signs their webhooks. Each shop brings its own account, so a
/// webhook can only be checked once its number, or its account, is known; until then nothing else
/// of it is believed.
@Component
class TwilioNumbers {
    private static final Pattern SID = Pattern.compile("(?:AC|MG)[0-9a-fA-F]{32}");

    private final ChannelDirectory directory;
    private final OpenAccounts accounts;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    /// One of them.
    record Number(Connection channel, TwilioKeys keys) {}

    TwilioNumbers(
            ChannelDirectory directory,
            OpenAccounts accounts,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.directory = directory;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
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

    /// The number connected with a messaging service, which has more of them: any of them may be written
    /// to, and any of them sends.
    ///
    /// @throws Refusal unavailable, when that cannot be found out now
    Optional<Number> ofService(@Nullable String serviceSid, boolean whatsApp) {
        return last(TwilioAdapter.SERVICE, serviceSid, List.of(whatsApp ? "WHATSAPP" : "SMS"));
    }

    /// The number of an account that was connected last: what is posted about none of its connected
    /// numbers is shown there.
    ///
    /// @throws Refusal unavailable, when that cannot be found out now
    Optional<Number> ofAccount(@Nullable String accountSid) {
        return last(TwilioAdapter.ACCOUNT, accountSid, List.of("SMS", "WHATSAPP"));
    }

    /// @param detail one of ours: it stands in the statement, where an index can be found for it
    private Optional<Number> last(String detail, @Nullable String sid, List<String> platforms) {
        if (sid == null || !SID.matcher(sid).matches()) {
            return Optional.empty();
        }
        try {
            Optional<Connection> last =
                    ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql("""
                            select id, shop_id, platform, account_id from channel
                            where platform in (:platforms) and details ->> '%s' = :sid and status <> 'DISCONNECTED'
                            order by connected_at desc limit 1""".formatted(detail))
                            .param("platforms", platforms)
                            .param("sid", sid)
                            .query((row, n) -> new Connection(
                                    row.getObject("id", UUID.class),
                                    row.getObject("shop_id", UUID.class),
                                    Platform.valueOf(row.getString("platform")),
                                    row.getString("account_id")))
                            .optional()));
            return last.flatMap(channel -> keys(channel).map(keys -> new Number(channel, keys)));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }

    /// Also of a troubled channel: what shoppers write is taken in all the same.
    private Optional<TwilioKeys> keys(Connection channel) {
        return accounts.findForWebhook(channel)
                .filter(account -> account.way().startsWith("twilio"))
                .flatMap(account -> Optional.ofNullable(TwilioKeys.of(account.accessToken())));
    }
}
