@NullMarked
package io.parley.cart.cart;

import org.jspecify.annotations.NullMarked;
