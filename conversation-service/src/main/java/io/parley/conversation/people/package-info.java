/// Who a shopper is, across channels.
@NullMarked
package io.parley.conversation.people;

import org.jspecify.annotations.NullMarked;
