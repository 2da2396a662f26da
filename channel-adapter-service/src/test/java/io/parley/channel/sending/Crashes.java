package io.parley.channel.sending;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Kills whoever sends a message at a given place, as far as one process can: the thread is gone,
/// nothing is tidied up, and nobody of this life of the process comes back to it.
@Component
public class Crashes implements FailPoint {
    private static final Map<UUID, String> ARMED = new ConcurrentHashMap<>();
    private static final Set<UUID> DEAD = ConcurrentHashMap.newKeySet();

    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed(String where) {
            super(where, null, false, false);
        }
    }

    /// @param place of [FailPoint.Place]
    public static void at(String place, UUID replyId) {
        ARMED.put(replyId, Place.valueOf(place).name());
    }

    public static boolean hasDied(UUID replyId) {
        return DEAD.contains(replyId);
    }

    @Override
    public void passed(Place place, UUID replyId) {
        if (ARMED.remove(replyId, place.name())) {
            DEAD.add(replyId);
            throw new Killed(place + " of " + replyId);
        }
    }
}
