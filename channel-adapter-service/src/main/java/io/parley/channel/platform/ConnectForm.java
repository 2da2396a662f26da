package io.parley.channel.platform;

import io.parley.events.Platform;
import java.util.List;
import java.util.regex.Pattern;

/// What has to be said to connect an account by hand.
///
/// @param way the word in `/api/channels/connect/{way}`; also how a channel remembers which adapter it is for
/// @param accountId what an account's id looks like
/// @param accountIdIs the same in words, after "must be"
/// @param details what the adapter wants to know besides a name and a token; never secrets
public record ConnectForm(String way, Platform platform, Pattern accountId, String accountIdIs, List<Detail> details) {
    /// @param is what it must be, in words
    public record Detail(String name, boolean required, Pattern pattern, String is) {}

    public static ConnectForm of(String way, Platform platform, String accountId, String accountIdIs) {
        return new ConnectForm(way, platform, Pattern.compile(accountId), accountIdIs, List.of());
    }
}
