/// What a message means, as everybody outside sees it, and the message itself. Depends on nothing.
@NullMarked
package io.parley.conversation.understanding.meaning;

import org.jspecify.annotations.NullMarked;
