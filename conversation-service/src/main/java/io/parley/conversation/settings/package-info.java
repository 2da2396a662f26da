/// What the seller tells the assistant to say, and how it would sound.
@NullMarked
package io.parley.conversation.settings;

import org.jspecify.annotations.NullMarked;
