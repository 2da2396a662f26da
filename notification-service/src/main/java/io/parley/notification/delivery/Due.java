package io.parley.notification.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A notification that is to be sent now.
///
/// @param leads it goes out by itself; others of its kind are summed up
/// @param attempts this one included
/// @param shop absent until gateway-service has told of it
record Due(
        UUID id,
        UUID shopId,
        String subject,
        String recipient,
        String way,
        Notice notice,
        boolean leads,
        int attempts,
        String trace,
        @Nullable Shop shop) {

    /// Notifications of one group share a letter.
    record Group(
            UUID shopId,
            Kind kind,
            String recipient,
            String way,
            @Nullable UUID alone) {}

    Group group() {
        boolean together = notice.kind().summedUp() && !leads;
        return new Group(shopId, notice.kind(), recipient, way, together ? null : id);
    }
}
