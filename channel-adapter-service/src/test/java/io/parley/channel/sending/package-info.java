@NullMarked
package io.parley.channel.sending;

import org.jspecify.annotations.NullMarked;
