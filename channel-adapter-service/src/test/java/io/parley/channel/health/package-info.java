@NullMarked
package io.parley.channel.health;

import org.jspecify.annotations.NullMarked;
