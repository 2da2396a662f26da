/// What is not kept: words after their time, and a person's data when they ask.
@NullMarked
package io.parley.conversation.care;

import org.jspecify.annotations.NullMarked;
