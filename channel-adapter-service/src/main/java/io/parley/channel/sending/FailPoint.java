package io.parley.channel.sending;

import java.util.UUID;

/// Where a process may die while it sends; only tests give this anything to do.
interface FailPoint {
    FailPoint NONE = (_, _) -> {};

    enum Place {
        AFTER_CLAIM,
        AFTER_PLATFORM_TOOK_IT,
        AFTER_MARK_BEFORE_EVENT
    }

    void passed(Place place, UUID replyId);
}
