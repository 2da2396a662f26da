/// One turn: understand, decide, say. The pure half is [Assistant]; the rest keeps it in the database.
@NullMarked
package io.parley.conversation.turn;

import org.jspecify.annotations.NullMarked;
