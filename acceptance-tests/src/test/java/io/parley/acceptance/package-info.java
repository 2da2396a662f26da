/// Whole journeys and faults, from outside: the distribution as it is shipped, each service in a JVM of its own.
@NullMarked
package io.parley.acceptance;

import org.jspecify.annotations.NullMarked;
