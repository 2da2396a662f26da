package io.parley.notification.alert;

import io.parley.events.ChannelEvent;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.Topic;
import io.parley.notification.delivery.Notice;
import io.parley.notification.delivery.Notifications;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.EventMeta;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/// A channel that fails silently loses orders. The same problem is told once a day until the channel is connected
/// anew.
@Component
class AlertOwnerWhenChannelFails {
    private final Notifications notifications;
    private final Settled settled;

    AlertOwnerWhenChannelFails(Notifications notifications, Settled settled) {
        this.notifications = notifications;
        this.settled = settled;
    }

    @EventListenerOn(Topic.CHANNEL)
    void on(ChannelEvent event) {
        Instant at = EventMeta.current().time();
        switch (event) {
            case ChannelConnected connected -> settled.settle(connected.channelId(), at);
            case ChannelTroubled troubled ->
                settled.occasion(troubled.channelId(), at)
                        .ifPresent(occasion -> notifications.tellOwner(
                                new Notice.Channel(
                                        troubled.channelId(),
                                        troubled.platform(),
                                        troubled.name(),
                                        troubled.problem(),
                                        troubled.detail(),
                                        false),
                                occasion + " " + troubled.problem() + " " + LocalDate.ofInstant(at, ZoneOffset.UTC)));
            case ChannelDisconnected gone ->
                settled.occasion(gone.channelId(), at)
                        .ifPresent(occasion -> notifications.tellOwner(
                                new Notice.Channel(
                                        gone.channelId(), gone.platform(), gone.name(), gone.reason(), null, true),
                                occasion));
        }
    }
}
