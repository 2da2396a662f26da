package io.parley.channel.intake;

import io.parley.channel.account.Connection;
import io.parley.channel.account.OpenAccounts;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.starter.shop.ShopScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Shows a person that their message was read, beside the webhook's way. A courtesy: when many
/// are due at once, or the platform is slow, some are left out.
@Component
class Seen {
    private static final Logger LOG = LoggerFactory.getLogger(Seen.class);
    private static final int AT_ONCE = 8;
    private static final int WAITING_MAX = 500;

    private final PlatformAdapters adapters;
    private final OpenAccounts accounts;
    private final boolean wanted;
    private final Map<Someone, Boolean> showing = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(AT_ONCE);

    /// @param messageId the platform's
    record Message(Connection channel, String personId, String messageId) {}

    private record Someone(Connection channel, String personId) {}

    Seen(PlatformAdapters adapters, OpenAccounts accounts, @Value("${parley.channel.mark-seen}") boolean wanted) {
        this.adapters = adapters;
        this.accounts = accounts;
        this.wanted = wanted;
    }

    /// In the background; returns at once. A person's messages that come together are shown as
    /// read once.
    void show(Message message) {
        Someone someone = new Someone(message.channel, message.personId);
        if (wanted && showing.size() < WAITING_MAX && showing.putIfAbsent(someone, true) == null) {
            Thread.ofVirtual().name("seen").start(() -> show(someone, message.messageId));
        }
    }

    private void show(Someone someone, String messageId) {
        try {
            permits.acquire();
            try {
                ShopScope.callAs(someone.channel.shopId(), () -> {
                    accounts.find(someone.channel.channelId())
                            .ifPresent(account -> adapters.of(account.way())
                                    .ifPresent(adapter -> adapter.seen(account, someone.personId, messageId)));
                    return null;
                });
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("{} is not shown as read: {}", someone.channel.accountId(), e.toString());
        } finally {
            showing.remove(someone);
        }
    }
}
