@NullMarked
package io.parley.conversation;

import org.jspecify.annotations.NullMarked;
