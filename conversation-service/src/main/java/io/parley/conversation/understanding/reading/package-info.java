/// One message taken apart: whose each word is, the shop's or a phrase's, and which of its numbers count.
@NullMarked
package io.parley.conversation.understanding.reading;

import org.jspecify.annotations.NullMarked;
