package io.parley.channel.repair;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param every between two looks at a channel where something happened within a day
/// @param everyWhenQuiet between two looks at one where nothing did
/// @param grace how old a message must be to be called missing: its webhook may be on the way
/// @param lookBack how far back a channel is compared that was away
/// @param callsPerSecond the platform's limit for one account, all replicas together
/// @param tick how often due channels are looked for
@ConfigurationProperties("parley.channel.repair")
record RepairSettings(
        Duration every,
        Duration everyWhenQuiet,
        Duration grace,
        Duration lookBack,
        double callsPerSecond,
        Duration tick) {

    Duration betweenCalls() {
        return Duration.ofNanos((long) (1_000_000_000 / callsPerSecond));
    }
}
