/// How much there is of what is sold, and for whom it is held.
@NullMarked
package io.parley.inventory;

import org.jspecify.annotations.NullMarked;
