package io.parley.events;

import java.util.UUID;

/// Who was told what, told by notification-service.
public sealed interface NotificationEvent extends Event {
    UUID notificationId();

    @Override
    default Topic topic() {
        return Topic.NOTIFICATION;
    }

    @Override
    default String key() {
        return notificationId().toString();
    }

    /// @param kind `order_captured`, `handoff`, …
    /// @param way `email`, `whatsapp`, `sms`, `push`
    /// @param subject what it is about, an order's or a conversation's id
    @EventType("notification.sent.v1")
    record NotificationSent(UUID notificationId, String kind, String way, String subject)
            implements NotificationEvent {}

    @EventType("notification.failed.v1")
    record NotificationFailed(UUID notificationId, String kind, String way, String subject, String reason)
            implements NotificationEvent {}
}
