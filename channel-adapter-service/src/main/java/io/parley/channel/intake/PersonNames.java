package io.parley.channel.intake;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.channel.platform.Profile;
import io.parley.channel.platform.Splitting;
import io.parley.starter.events.SharedTransaction;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Learns how the platform introduces people, beside the webhook's way: later events carry the name. A platform that
/// has no name for somebody is not asked again; one that does not answer is, with the person's next message.
@Component
class PersonNames {
    private static final Logger LOG = LoggerFactory.getLogger(PersonNames.class);
    private static final int AT_ONCE = 4;
    private static final int WAITING_MAX = 1_000;
    private static final int NAME_MAX = 200;

    private final PlatformAdapters adapters;
    private final OpenAccounts accounts;
    private final JdbcClient jdbc;
    private final SharedTransaction shared;
    private final Clock clock;
    private final Map<Someone, Boolean> asking = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(AT_ONCE);

    private record Someone(Connection channel, String personId) {}

    PersonNames(
            PlatformAdapters adapters, OpenAccounts accounts, JdbcClient jdbc, SharedTransaction shared, Clock clock) {
        this.adapters = adapters;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.shared = shared;
        this.clock = clock;
    }

    /// Asks in the background; returns at once.
    void learn(Connection channel, List<String> personIds) {
        for (String personId : personIds) {
            Someone someone = new Someone(channel, personId);
            if (asking.size() < WAITING_MAX && asking.putIfAbsent(someone, true) == null) {
                Thread.ofVirtual().name("person-name").start(() -> ask(someone));
            }
        }
    }

    private void ask(Someone someone) {
        try {
            permits.acquire();
            try {
                ShopScope.callAs(someone.channel.shopId(), () -> {
                    accounts.find(someone.channel.channelId())
                            .flatMap(account -> adapters.of(account.way())
                                    .flatMap(adapter -> adapter.profile(account, someone.personId)))
                            .ifPresent(profile -> keep(someone, profile));
                    return null;
                });
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("{} stays nameless for now: {}", someone.channel.accountId(), e.toString());
        } finally {
            asking.remove(someone);
        }
    }

    private void keep(Someone someone, Profile profile) {
        shared.execute(() -> jdbc.sql("""
                        insert into person (channel_id, person_id, shop_id, name, username, picture_url, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (channel_id, person_id) do nothing""")
                .param(someone.channel.channelId())
                .param(someone.personId)
                .param(someone.channel.shopId())
                .param(shown(profile))
                .param(profile.username())
                .param(profile.pictureUrl())
                .param(at(clock.instant()))
                .update());
    }

    private static @Nullable String shown(Profile profile) {
        String name = profile.name() != null ? profile.name() : profile.username();
        return name == null ? null : Splitting.shorten(name, NAME_MAX, String::length);
    }
}
