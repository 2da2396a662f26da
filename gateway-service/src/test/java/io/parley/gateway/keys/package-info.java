@NullMarked
package io.parley.gateway.keys;

import org.jspecify.annotations.NullMarked;
