/// Placing an order, holding its stock, and what the seller then does with it.
@NullMarked
package io.parley.order.placement;

import org.jspecify.annotations.NullMarked;
