package io.parley.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The two ends of a thread on a platform.
///
/// @param conversationKey `platform:account:person`, the Kafka key of everything in this thread
/// @param channelId the shop's connected account
/// @param accountId the platform's id of the shop's account (page, Instagram account, phone number id)
/// @param personId the platform's id of the shopper, known to that account only
/// @param personName as the platform gives it, when it does
public record Contact(
        String conversationKey,
        UUID channelId,
        Platform platform,
        String accountId,
        String personId,
        @Nullable String personName) {

    /// The key of the thread between an account and a person.
    public static String key(Platform platform, String accountId, String personId) {
        return platform.name().toLowerCase(java.util.Locale.ROOT) + ":" + accountId + ":" + personId;
    }
}
