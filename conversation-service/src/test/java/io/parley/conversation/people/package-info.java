@NullMarked
package io.parley.conversation.people;

import org.jspecify.annotations.NullMarked;
