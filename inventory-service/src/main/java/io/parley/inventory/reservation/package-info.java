/// Stock held for orders and carts: all lines or none, once per reference.
@NullMarked
package io.parley.inventory.reservation;

import org.jspecify.annotations.NullMarked;
