package io.parley.channel.account;

import io.parley.channel.platform.Account;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A platform whose access tokens end, and may be exchanged for newer ones before they do. Never throws for what the
/// platform or the network does.
public interface TokenKeeper {
    Set<String> ways();

    Term term(Account account);

    Renewal renew(Account account);

    /// How long a token is good for.
    sealed interface Term {
        /// @param endsAt null for never
        record Until(@Nullable Instant endsAt) implements Term {}

        record Ended(String code) implements Term {}

        /// The platform does not say (now).
        record Unknown(String code) implements Term {}
    }

    sealed interface Renewal {
        /// @param token in the clear: sealed at once
        record Renewed(String token) implements Renewal {
            @Override
            public String toString() {
                return "Renewed";
            }
        }

        /// The platform will not; only the seller can help.
        record Refused(String code) implements Renewal {}

        /// It may, later.
        record NotNow(String code) implements Renewal {}
    }
}
