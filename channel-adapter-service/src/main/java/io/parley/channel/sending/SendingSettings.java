package io.parley.channel.sending;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param lease how long a replica may hold a message before the others think it dead
/// @param echoWait how long a message of unknown fate waits for its echo before it is sent again
/// @param firstRetry the first of the growing waits after a failure that may pass
/// @param giveUpAfter from asking to giving up, failures that may pass notwithstanding
/// @param sweep how often waiting messages that nobody works on are looked for
/// @param parallelPerChannel calls at once for one channel
@ConfigurationProperties("parley.channel.sending")
record SendingSettings(
        Duration lease,
        Duration echoWait,
        Duration firstRetry,
        Duration longestRetry,
        Duration giveUpAfter,
        Duration sweep,
        int parallelPerChannel) {}
