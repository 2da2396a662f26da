@NullMarked
package io.parley.conversation.whatif;

import org.jspecify.annotations.NullMarked;
