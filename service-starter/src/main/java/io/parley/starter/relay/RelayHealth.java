package io.parley.starter.relay;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while events reach Kafka, or another replica sees to it.
class RelayHealth implements HealthIndicator {
    private static final double LAG_SECONDS_MAX = Duration.ofSeconds(60).toSeconds();

    private final OutboxRelay relay;

    RelayHealth(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        OutboxRelay.State state = relay.state();
        boolean moves = relay.lagSeconds() < LAG_SECONDS_MAX;
        Health.Builder health = switch (state) {
            case STANDING_BY -> Health.up();
            case RELAYING -> moves ? Health.up() : Health.down();
            case STARTING, SLOT_LOST -> Health.down();
        };
        return health.withDetail("state", state)
                .withDetail("lagSeconds", relay.lagSeconds())
                .build();
    }
}
