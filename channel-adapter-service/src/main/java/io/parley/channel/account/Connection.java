package io.parley.channel.account;

import io.parley.events.Contact;
import io.parley.events.Platform;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which shop an account on a platform answers for.
public record Connection(UUID channelId, UUID shopId, Platform platform, String accountId) {

    public Contact contact(String personId, @Nullable String personName) {
        return new Contact(
                Contact.key(platform, accountId, personId), channelId, platform, accountId, personId, personName);
    }
}
