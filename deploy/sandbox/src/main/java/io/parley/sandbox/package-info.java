/// Stand-in platforms for a run without credentials: never part of a production profile.
@NullMarked
package io.parley.sandbox;

import org.jspecify.annotations.NullMarked;
