/// Carries committed outbox rows to Kafka: Debezium reads the log, one replica relays, the others stand by.
@NullMarked
package io.parley.starter.relay;

import org.jspecify.annotations.NullMarked;
