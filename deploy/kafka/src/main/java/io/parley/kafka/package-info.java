/// A Kafka broker as a program of its own.
@NullMarked
package io.parley.kafka;

import org.jspecify.annotations.NullMarked;
