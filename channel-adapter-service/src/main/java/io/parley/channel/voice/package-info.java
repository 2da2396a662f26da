/// Calls: what a voice platform hears is a message, what is to be said is spoken into the call.
@NullMarked
package io.parley.channel.voice;

import org.jspecify.annotations.NullMarked;
