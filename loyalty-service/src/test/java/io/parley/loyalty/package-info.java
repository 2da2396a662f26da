@NullMarked
package io.parley.loyalty;

import org.jspecify.annotations.NullMarked;
