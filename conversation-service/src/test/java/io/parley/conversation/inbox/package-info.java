@NullMarked
package io.parley.conversation.inbox;

import org.jspecify.annotations.NullMarked;
