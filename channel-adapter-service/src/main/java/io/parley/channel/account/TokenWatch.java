package io.parley.channel.account;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.platform.Account;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Asks the platforms once a day how long each access is good for, exchanges what ends within a week, and tells the
/// seller in time what it could not: the channel sends until the very end.
@Component
class TokenWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TokenWatch.class);
    static final Duration AHEAD = Duration.ofDays(7);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration EVERY_NEAR_THE_END = Duration.ofHours(6);
    private static final Duration LAST_HOPE = Duration.ofDays(2);
    private static final int AT_ONCE_MAX = 200;
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final Map<String, TokenKeeper> keepers = new HashMap<>();
    private final Channels channels;
    private final TroubleChannel trouble;
    private final TokenVault vault;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private record Due(UUID shopId, Account account, long version) {}

    TokenWatch(
            List<TokenKeeper> keepers,
            Channels channels,
            TroubleChannel trouble,
            TokenVault vault,
            JdbcClient jdbc,
            JsonMapper json,
            PlatformTransactionManager transactions,
            Clock clock) {
        keepers.forEach(keeper -> keeper.ways().forEach(way -> this.keepers.put(way, keeper)));
        this.channels = channels;
        this.trouble = trouble;
        this.vault = vault;
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(
            initialDelayString = "${parley.channel.token-watch.first-after}",
            fixedDelayString = "${parley.channel.token-watch.every}")
    void look() {
        try {
            for (Due due : claim()) {
                ShopScope.callAs(due.shopId, () -> {
                    look(due);
                    return null;
                });
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("the tokens' terms will be looked at later: {}", e.getMessage());
        }
    }

    /// Marks what is looked at, so that no other replica does the same.
    private List<Due> claim() {
        if (keepers.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return ShopScope.callAsSystem(() -> transaction.execute(status -> jdbc.sql("""
                        with due as (
                          select id from channel
                          where status = 'ACTIVE' and way in (:ways)
                          and (token_checked_at is null or token_checked_at < :day
                            or token_ends_at < :soon and token_checked_at < :hours)
                          order by token_ends_at nulls last limit :max for update skip locked)
                        update channel c set token_checked_at = :now from due where c.id = due.id
                        returning c.shop_id, c.id, c.platform, c.way, c.account_id, c.sealed_token, c.details, c.version""")
                .param("now", at(now))
                .param("ways", keepers.keySet())
                .param("day", at(now.minus(EVERY)))
                .param("soon", at(now.plus(AHEAD)))
                .param("hours", at(now.minus(EVERY_NEAR_THE_END)))
                .param("max", AT_ONCE_MAX)
                .query((row, n) -> {
                    UUID shop = row.getObject("shop_id", UUID.class);
                    UUID id = row.getObject("id", UUID.class);
                    return new Due(
                            shop,
                            new Account(
                                    id,
                                    Platform.valueOf(row.getString("platform")),
                                    row.getString("way"),
                                    row.getString("account_id"),
                                    vault.openOrNothing(shop, id, row.getBytes("sealed_token")),
                                    json.readValue(row.getString("details"), DETAILS)),
                            row.getLong("version"));
                })
                .list()));
    }

    private void look(Due due) {
        TokenKeeper keeper = keepers.get(due.account.way());
        if (keeper == null || due.account.accessToken().isEmpty()) {
            return;
        }
        switch (keeper.term(due.account)) {
            case TokenKeeper.Term.Until until
            when isLongEnough(until.endsAt()) -> {
                update(due, channel -> channel.checked(until.endsAt(), clock.instant()));
                trouble.wellAgain(due.account.channelId(), ChannelProblem.TOKEN_EXPIRED);
            }
            case TokenKeeper.Term.Until until -> renew(due, keeper, until.endsAt());
            case TokenKeeper.Term.Ended _ ->
                trouble.mark(
                        due.account.channelId(),
                        due.version,
                        ChannelProblem.TOKEN_EXPIRED,
                        "The account's access has ended. Connect the account again to let the assistant answer.");
            case TokenKeeper.Term.Unknown unknown ->
                LOG.debug("{} does not say how long its token is good for: {}", due.account, unknown.code());
        }
    }

    private void renew(Due due, TokenKeeper keeper, @Nullable Instant endsAt) {
        switch (keeper.renew(due.account)) {
            case TokenKeeper.Renewal.Renewed renewed -> {
                Account account = new Account(
                        due.account.channelId(),
                        due.account.platform(),
                        due.account.way(),
                        due.account.accountId(),
                        renewed.token(),
                        due.account.details());
                Instant newEnd = keeper.term(account) instanceof TokenKeeper.Term.Until until ? until.endsAt() : null;
                byte[] sealed = vault.seal(due.shopId, account.channelId(), renewed.token());
                update(due, channel -> channel.renew(sealed, newEnd, clock.instant()));
                LOG.info("{} has a new token", account);
                if (!isLongEnough(newEnd)) {
                    warn(due, newEnd);
                }
            }
            case TokenKeeper.Renewal.Refused refused -> {
                LOG.warn("{} gives no new token: {}", due.account, refused.code());
                update(due, channel -> channel.checked(endsAt, clock.instant()));
                warn(due, endsAt);
            }
            case TokenKeeper.Renewal.NotNow later -> {
                LOG.info("{} gives no new token now: {}", due.account, later.code());
                update(due, channel -> channel.checked(endsAt, clock.instant()));
                if (endsAt != null && endsAt.isBefore(clock.instant().plus(LAST_HOPE))) {
                    warn(due, endsAt);
                }
            }
        }
    }

    private void warn(Due due, @Nullable Instant endsAt) {
        String day = endsAt == null ? "soon" : "on " + DAY.format(endsAt.atOffset(ZoneOffset.UTC));
        trouble.warn(
                due.account.channelId(),
                ChannelProblem.TOKEN_EXPIRED,
                "The account's access ends " + day + ". Connect the account again before then.");
    }

    /// Unless the channel was connected again meanwhile: then its token is another.
    private void update(Due due, java.util.function.Consumer<Channel> change) {
        transaction.executeWithoutResult(status -> channels.findLocked(due.shopId, due.account.channelId())
                .filter(channel -> channel.version() == due.version)
                .ifPresent(channel -> {
                    change.accept(channel);
                    channels.saveAndFlush(channel);
                }));
    }

    private boolean isLongEnough(@Nullable Instant endsAt) {
        return endsAt == null || endsAt.isAfter(clock.instant().plus(AHEAD));
    }
}
