@NullMarked
package io.parley.channel.platform;

import org.jspecify.annotations.NullMarked;
