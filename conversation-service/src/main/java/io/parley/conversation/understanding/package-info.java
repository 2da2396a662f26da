/// From a shopper's words to what is meant: intents, items, numbers, places, yes and no, language and mood.
/// Nothing here decides anything; being wrong here must be survivable everywhere else.
///
/// The engines stand here; what they say is in `meaning`. The local one reads a message in steps, each a package that
/// knows only those before it: `words`, `catalogue`, `reading`, `items`, `places`, `intents`.
@NullMarked
package io.parley.conversation.understanding;

import org.jspecify.annotations.NullMarked;
