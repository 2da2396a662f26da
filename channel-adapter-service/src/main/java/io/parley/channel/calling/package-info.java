/// HTTP calls to platforms: pooled, bounded in time and size.
@NullMarked
package io.parley.channel.calling;

import org.jspecify.annotations.NullMarked;
