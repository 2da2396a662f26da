/// Where a message says that something goes, and to whom.
@NullMarked
package io.parley.conversation.understanding.places;

import org.jspecify.annotations.NullMarked;
