@NullMarked
package io.parley.conversation.settings;

import org.jspecify.annotations.NullMarked;
