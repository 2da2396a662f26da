/// Whether a channel is well: when it last spoke, what went wrong, and whether it has fallen silent.
@NullMarked
package io.parley.channel.health;

import org.jspecify.annotations.NullMarked;
