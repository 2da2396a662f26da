package io.parley.notification.delivery;

import io.parley.notification.delivery.NotificationLog.Entry;
import io.parley.notification.delivery.NotificationLog.Status;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.CursorPage;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications")
class NotificationController {
    private final NotificationLog log;

    NotificationController(NotificationLog log) {
        this.log = log;
    }

    @GetMapping
    @Allowed("notifications:read")
    CursorPage<Entry> listNotifications(
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Size(max = 50) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return log.page(status, kind, cursor, limit);
    }

    /// Has a notification that was given up sent again.
    @PostMapping("/{id}/send-again")
    @Allowed("notifications:write")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Entry sendNotificationAgain(@PathVariable UUID id) {
        return log.sendAgain(id);
    }
}
