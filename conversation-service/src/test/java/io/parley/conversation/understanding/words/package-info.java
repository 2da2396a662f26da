@NullMarked
package io.parley.conversation.understanding.words;

import org.jspecify.annotations.NullMarked;
