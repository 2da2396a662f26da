@NullMarked
package io.parley.conversation.analytics;

import org.jspecify.annotations.NullMarked;
