/// What a conversation may know of the shop it speaks for: its settings, its catalogue and its stock, as of one
/// instant. Pure values; the copies that events keep up to date are in `io.parley.conversation.knowledge`.
@NullMarked
package io.parley.conversation.shop;

import org.jspecify.annotations.NullMarked;
