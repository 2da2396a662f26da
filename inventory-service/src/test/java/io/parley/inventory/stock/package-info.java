@NullMarked
package io.parley.inventory.stock;

import org.jspecify.annotations.NullMarked;
