package io.parley.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The two ends of a thread on a platform.
///
/// @param conversationKey `platform:account:person`, the Kafka key of everything in this thread
/// @param channelId the shop's connected account
/// @param accountId the platform's id of the shop's account (page, Instagram account, phone number id)
/// @param personId the platform's id of the shopper, known to that account only
/// @param personName as the platform gives it, when it does
/// @param phone the shopper's number where the platform tells it, E.164
/// @param aliases other ids the platform has for the same person (business-scoped, per app); the first seen keys the
///     thread
public record Contact(
        String conversationKey,
        UUID channelId,
        Platform platform,
        String accountId,
        String personId,
        @Nullable String personName,
        @Nullable String phone,
        List<String> aliases) {

    public Contact {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    public Contact(
            String conversationKey,
            UUID channelId,
            Platform platform,
            String accountId,
            String personId,
            @Nullable String personName) {
        this(conversationKey, channelId, platform, accountId, personId, personName, null, List.of());
    }

    /// The platform a thread is on.
    ///
    /// @throws IllegalArgumentException for what is no thread's key
    public static Platform platform(String conversationKey) {
        return Platform.valueOf(conversationKey.split(":", 2)[0].toUpperCase(java.util.Locale.ROOT));
    }

    /// The key of the thread between an account and a person.
    public static String key(Platform platform, String accountId, String personId) {
        return platform.name().toLowerCase(java.util.Locale.ROOT) + ":" + accountId + ":" + personId;
    }
}
