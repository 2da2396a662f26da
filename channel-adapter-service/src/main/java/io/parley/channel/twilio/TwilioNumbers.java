package io.parley.channel.twilio;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.account.TokenVault;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The connected numbers, with what signs their webhooks. Each shop brings its own account, so a
/// webhook can only be checked once its number is known; until then nothing else of it is
/// believed.
@Component
class TwilioNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioNumbers.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int REMEMBERED_MAX = 10_000;

    private final ChannelDirectory directory;
    private final JdbcClient jdbc;
    private final TokenVault vault;
    private final TransactionTemplate reading;
    private final ConcurrentHashMap<UUID, Known> known = new ConcurrentHashMap<>();

    private record Known(Optional<TwilioKeys> keys, long untilNanos) {}

    /// One of them.
    record Number(Connection channel, TwilioKeys keys) {}

    TwilioNumbers(
            ChannelDirectory directory, JdbcClient jdbc, TokenVault vault, PlatformTransactionManager transactions) {
        this.directory = directory;
        this.jdbc = jdbc;
        this.vault = vault;
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

    private Optional<TwilioKeys> keys(Connection channel) {
        Known remembered = known.get(channel.channelId());
        if (remembered != null && remembered.untilNanos - System.nanoTime() > 0) {
            return remembered.keys;
        }
        Optional<TwilioKeys> found = look(channel);
        if (known.size() >= REMEMBERED_MAX) {
            known.clear();
        }
        known.put(channel.channelId(), new Known(found, System.nanoTime() + REMEMBERED.toNanos()));
        return found;
    }

    /// Also of a troubled channel: what shoppers write is taken in all the same.
    private Optional<TwilioKeys> look(Connection channel) {
        try {
            return ShopScope.callAs(
                    channel.shopId(),
                    () -> reading.execute(status -> jdbc.sql("""
                            select sealed_token from channel
                            where shop_id = ? and id = ? and way like 'twilio%' and status <> 'DISCONNECTED'""")
                            .params(channel.shopId(), channel.channelId())
                            .query((row, n) -> row.getBytes("sealed_token"))
                            .optional()
                            .flatMap(token -> opened(channel, token))));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }

    private Optional<TwilioKeys> opened(Connection channel, byte[] token) {
        try {
            return Optional.ofNullable(TwilioKeys.of(vault.open(channel.shopId(), channel.channelId(), token)));
        } catch (IllegalStateException e) {
            LOG.error("{}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Its keys may have changed.
    void forget(UUID channelId) {
        known.remove(channelId);
    }
}
