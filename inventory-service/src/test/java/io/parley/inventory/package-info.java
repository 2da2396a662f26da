@NullMarked
package io.parley.inventory;

import org.jspecify.annotations.NullMarked;
