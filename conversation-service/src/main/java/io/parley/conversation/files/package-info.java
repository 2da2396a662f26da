/// What comes with the program as text: words, sentences, signs.
@NullMarked
package io.parley.conversation.files;

import org.jspecify.annotations.NullMarked;
