package io.parley.channel.account;

import io.parley.channel.platform.Account;
import java.util.Set;

/// Asks a platform to send nothing more for an account. Best effort: what it sends all the same finds no channel.
public interface Farewell {
    /// A detail of an account ([io.parley.channel.platform.ConnectForm]): accounts in which it is the same share one
    /// subscription, which ends with the last of them.
    String SUBSCRIPTION = "subscription";

    Set<String> ways();

    void unsubscribe(Account account);
}
