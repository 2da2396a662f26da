@NullMarked
package io.parley.order.placement;

import org.jspecify.annotations.NullMarked;
