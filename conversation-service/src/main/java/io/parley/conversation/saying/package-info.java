/// From acts to words, in the shop's tone and the shopper's language, with the fact check as the last gate.
@NullMarked
package io.parley.conversation.saying;

import org.jspecify.annotations.NullMarked;
