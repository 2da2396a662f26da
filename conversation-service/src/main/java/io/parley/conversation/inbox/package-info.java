/// The seller's view: conversations, their transcripts, answering, taking over and giving back.
@NullMarked
package io.parley.conversation.inbox;

import org.jspecify.annotations.NullMarked;
