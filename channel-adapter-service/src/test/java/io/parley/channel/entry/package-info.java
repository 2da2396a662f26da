@NullMarked
package io.parley.channel.entry;

import org.jspecify.annotations.NullMarked;
