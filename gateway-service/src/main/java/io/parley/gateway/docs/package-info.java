/// All services' API documents in one place.
@NullMarked
package io.parley.gateway.docs;

import org.jspecify.annotations.NullMarked;
