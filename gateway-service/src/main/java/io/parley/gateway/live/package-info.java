/// What happens in a shop now, told to whoever watches.
@NullMarked
package io.parley.gateway.live;

import org.jspecify.annotations.NullMarked;
