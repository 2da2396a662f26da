@NullMarked
package io.parley.conversation.understanding.catalogue;

import org.jspecify.annotations.NullMarked;
