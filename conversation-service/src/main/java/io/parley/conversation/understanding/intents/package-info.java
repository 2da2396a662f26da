/// What a message wants: found by its phrases, and weighed by everything else that it says.
@NullMarked
package io.parley.conversation.understanding.intents;

import org.jspecify.annotations.NullMarked;
