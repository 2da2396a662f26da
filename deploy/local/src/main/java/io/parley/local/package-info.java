/// Runs all of Parley on one machine.
@NullMarked
package io.parley.local;

import org.jspecify.annotations.NullMarked;
