@NullMarked
package io.parley.channel.voice;

import org.jspecify.annotations.NullMarked;
