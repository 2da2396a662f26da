package io.parley.channel.connect;

import io.parley.events.Platform;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A platform that sellers connect their accounts to by logging in there (OAuth).
public interface Login {
    /// Of [io.parley.channel.platform.ConnectForm].
    Set<String> ways();

    /// Whether the operator has registered an app with the platform.
    boolean isSetUp();

    /// Where the seller's browser goes.
    URI authorizeUrl(String way, String state, URI callback);

    /// What the seller's answer is worth: exchanged, checked, and listed.
    ///
    /// @throws NotConnected when it is worth nothing
    List<Candidate> accounts(String way, String code, URI callback);

    /// The account a seller named with a token of their own, as the platform knows it.
    ///
    /// @param way one of [#ways]
    /// @throws NotConnected when the platform does not know it, or not with this token
    Candidate account(String way, String accountId, String accessToken);

    /// Has the platform send the account's messages from now on, and makes sure of it.
    ///
    /// @throws NotConnected when it will not
    void subscribe(Candidate candidate);

    /// When the account's access ends; null for never, or unknown.
    @Nullable
    Instant endOf(Candidate candidate);

    /// An account that the seller shared.
    ///
    /// @param accountId the platform's; null for a page without an account of the wanted kind
    /// @param pageId the page that gives access to it
    /// @param accessToken in the clear: sealed before it is stored, never logged
    /// @param problem why it cannot be connected as it is; null when it can
    record Candidate(
            String way,
            Platform platform,
            @Nullable String accountId,
            String name,
            @Nullable String username,
            String pageId,
            String pageName,
            String accessToken,
            Map<String, String> details,
            @Nullable ConnectProblem problem) {

        boolean isEligible() {
            return problem == null && accountId != null;
        }

        /// As the seller calls it.
        Candidate named(String other, @Nullable String otherUsername) {
            return new Candidate(
                    way,
                    platform,
                    accountId,
                    other,
                    otherUsername == null ? username : otherUsername,
                    pageId,
                    pageName,
                    accessToken,
                    details,
                    problem);
        }

        @Override
        public String toString() {
            return way + ":" + accountId + " of page " + pageId;
        }
    }
}
