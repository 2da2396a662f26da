@NullMarked
package io.parley.inventory.reservation;

import org.jspecify.annotations.NullMarked;
