@NullMarked
package io.parley.conversation.care;

import org.jspecify.annotations.NullMarked;
