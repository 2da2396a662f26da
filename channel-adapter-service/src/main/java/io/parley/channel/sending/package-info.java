/// What goes out: in order per conversation, tried again, settled after a crash.
@NullMarked
package io.parley.channel.sending;

import org.jspecify.annotations.NullMarked;
