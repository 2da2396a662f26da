@NullMarked
package io.parley.catalog.product;

import org.jspecify.annotations.NullMarked;
