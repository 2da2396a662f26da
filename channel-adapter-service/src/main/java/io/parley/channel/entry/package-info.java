/// Ways into a conversation that can be printed, posted and stuck on things: codes, their links, posters, and what came
/// of them.
@NullMarked
package io.parley.channel.entry;

import org.jspecify.annotations.NullMarked;
