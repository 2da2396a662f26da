/// The promise to the shopper: the order's life from the yes to the parcel.
@NullMarked
package io.parley.order;

import org.jspecify.annotations.NullMarked;
