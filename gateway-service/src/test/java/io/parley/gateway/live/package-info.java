@NullMarked
package io.parley.gateway.live;

import org.jspecify.annotations.NullMarked;
