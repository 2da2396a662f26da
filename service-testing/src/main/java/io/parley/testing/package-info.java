/// Runs one service on real PostgreSQL and a real Kafka for its tests, and speaks to it as callers and events do.
@NullMarked
package io.parley.testing;

import org.jspecify.annotations.NullMarked;
