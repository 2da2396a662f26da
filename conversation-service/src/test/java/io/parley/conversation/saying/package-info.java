@NullMarked
package io.parley.conversation.saying;

import org.jspecify.annotations.NullMarked;
