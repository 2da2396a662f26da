/// The words of the languages and what they may stand for: the language files with their phrases, spelling, numbers and
/// sizes in words, the towns known. Nothing here knows a shop or has seen the message as a whole.
@NullMarked
package io.parley.conversation.understanding.words;

import org.jspecify.annotations.NullMarked;
