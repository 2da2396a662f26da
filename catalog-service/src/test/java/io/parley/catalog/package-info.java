@NullMarked
package io.parley.catalog;

import org.jspecify.annotations.NullMarked;
