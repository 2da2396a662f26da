@NullMarked
package io.parley.conversation.understanding;

import org.jspecify.annotations.NullMarked;
