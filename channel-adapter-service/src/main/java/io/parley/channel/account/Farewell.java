package io.parley.channel.account;

import io.parley.channel.platform.Account;
import io.parley.events.Platform;
import java.util.Set;

/// Asks a platform to send nothing more for a page. Best effort: what it sends all the same finds no channel.
public interface Farewell {
    Set<Platform> platforms();

    void unsubscribe(Account account, String pageId);
}
