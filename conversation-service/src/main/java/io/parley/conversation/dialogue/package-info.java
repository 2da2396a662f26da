/// What to do about what was understood: a pure step from one [Dialogue] to the next, with the acts to perform.
/// No I/O, no clock, no randomness: every turn can be replayed.
@NullMarked
package io.parley.conversation.dialogue;

import org.jspecify.annotations.NullMarked;
