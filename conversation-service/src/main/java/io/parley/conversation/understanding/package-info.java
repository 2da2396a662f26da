/// From a shopper's words to what is meant: intents, items, numbers, places, yes and no, language and mood.
/// Nothing here decides anything; being wrong here must be survivable everywhere else.
@NullMarked
package io.parley.conversation.understanding;

import org.jspecify.annotations.NullMarked;
