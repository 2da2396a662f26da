/// The names of what a shop sells, as shoppers may write them.
@NullMarked
package io.parley.conversation.understanding.catalogue;

import org.jspecify.annotations.NullMarked;
