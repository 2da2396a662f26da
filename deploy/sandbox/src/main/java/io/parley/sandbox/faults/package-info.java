/// Errors on demand: what shall go wrong next, for whom, and how often.
@NullMarked
package io.parley.sandbox.faults;

import org.jspecify.annotations.NullMarked;
