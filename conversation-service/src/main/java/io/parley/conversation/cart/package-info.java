/// The shopper's cart in cart-service, which follows the draft in the chat, with stock held for it.
@NullMarked
package io.parley.conversation.cart;

import org.jspecify.annotations.NullMarked;
