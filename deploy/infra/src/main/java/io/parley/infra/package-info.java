/// Real PostgreSQL and a real Kafka broker as child processes.
@NullMarked
package io.parley.infra;

import org.jspecify.annotations.NullMarked;
