/// A service of a few lines, to try the starter on.
@NullMarked
package io.parley.starter.sample;

import org.jspecify.annotations.NullMarked;
