package io.parley.channel.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param every how often channels are asked whether they have fallen silent
/// @param shortestSilence no shorter silence is called one
@ConfigurationProperties("parley.channel.health")
record HealthSettings(Duration every, Duration shortestSilence) {}
