@NullMarked
package io.parley.channel.telegram;

import org.jspecify.annotations.NullMarked;
