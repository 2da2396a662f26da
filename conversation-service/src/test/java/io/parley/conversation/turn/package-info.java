@NullMarked
package io.parley.conversation.turn;

import org.jspecify.annotations.NullMarked;
