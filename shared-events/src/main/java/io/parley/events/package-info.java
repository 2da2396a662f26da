/// What the services tell each other: one sealed interface per topic, one record per fact, nothing but data.
@NullMarked
package io.parley.events;

import org.jspecify.annotations.NullMarked;
