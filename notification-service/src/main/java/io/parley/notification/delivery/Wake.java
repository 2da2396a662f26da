package io.parley.notification.delivery;

import io.parley.starter.events.Bell;
import org.springframework.stereotype.Component;

/// Rung when there is something to send, for whoever sends.
@Component
class Wake extends Bell {}
