/// What the shopper has picked.
@NullMarked
package io.parley.cart;

import org.jspecify.annotations.NullMarked;
