/// What every browser gets: the seller's app and the headers that protect it.
@NullMarked
package io.parley.gateway.edge;

import org.jspecify.annotations.NullMarked;
