package io.parley.channel.voice;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.channel.platform.Account;
import io.parley.channel.voice.VoiceMessage.Call;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The connected numbers, with what shows that a webhook is theirs. Each shop brings its own
/// secret, so a webhook can only be checked once its number is known; until then nothing else of
/// it is believed.
@Component
class VoiceNumbers {
    private final ChannelDirectory directory;
    private final OpenAccounts accounts;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    /// One of them.
    record Number(Connection channel, Account account) {
        @Nullable
        String detail(String name) {
            return account.details().get(name);
        }
    }

    VoiceNumbers(
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

    /// Our end of a call; empty when no shop has connected it.
    ///
    /// @throws Refusal unavailable, when that cannot be found out now
    Optional<Number> find(Call call) {
        try {
            @Nullable String number = PhoneNumbers.e164(call.ours(), null);
            Optional<Connection> byNumber = number == null ? Optional.empty() : directory.find(Platform.VOICE, number);
            return byNumber.or(() -> byId(call.numberId())).flatMap(this::open);
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }

    /// The platform's id of a number, where the seller has told it: some messages name nothing else.
    private Optional<Connection> byId(@Nullable String numberId) {
        if (numberId == null) {
            return Optional.empty();
        }
        return ShopScope.callAsSystem(() -> reading.execute(status -> jdbc.sql("""
                        select id, shop_id, account_id from channel
                        where platform = 'VOICE' and details ->> 'phoneNumberId' = ? and status <> 'DISCONNECTED'
                        order by connected_at desc limit 1""")
                .param(numberId)
                .query((row, n) -> new Connection(
                        row.getObject("id", UUID.class),
                        row.getObject("shop_id", UUID.class),
                        Platform.VOICE,
                        row.getString("account_id")))
                .optional()));
    }

    /// Also of a troubled channel: whoever calls is answered all the same.
    private Optional<Number> open(Connection channel) {
        return accounts.findForWebhook(channel).map(account -> new Number(channel, account));
    }
}
