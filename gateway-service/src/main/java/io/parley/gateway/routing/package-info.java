/// Where a request goes: the table of routes, a circuit breaker and a time limit for each service.
@NullMarked
package io.parley.gateway.routing;

import org.jspecify.annotations.NullMarked;
