/// Calling another of Parley's services, for what must be true at that instant.
@NullMarked
package io.parley.starter.calls;

import org.jspecify.annotations.NullMarked;
