@NullMarked
package io.parley.channel.meta;

import org.jspecify.annotations.NullMarked;
