/// What the catalogue knows of a shop: its currency.
@NullMarked
package io.parley.catalog.shop;

import org.jspecify.annotations.NullMarked;
