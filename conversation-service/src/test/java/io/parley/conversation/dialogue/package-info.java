@NullMarked
package io.parley.conversation.dialogue;

import org.jspecify.annotations.NullMarked;
