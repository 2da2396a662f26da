package io.parley.gateway.live;

import io.parley.events.Contact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which conversation a thread's key belongs to, learnt in passing: the last threads heard of. One thread's use only.
class KnownConversations {
    private static final int KEYS_MAX = 20_000;

    private final Map<String, UUID> byKey = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UUID> eldest) {
            return size() > KEYS_MAX;
        }
    };

    void learn(Contact contact, UUID conversationId) {
        byKey.put(contact.conversationKey(), conversationId);
    }

    @Nullable
    UUID of(String conversationKey) {
        return byKey.get(conversationKey);
    }
}
