/// Which things a message speaks of, which of their variants, and how many: whose each count is, and what is only
/// said beside it.
@NullMarked
package io.parley.conversation.understanding.items;

import org.jspecify.annotations.NullMarked;
