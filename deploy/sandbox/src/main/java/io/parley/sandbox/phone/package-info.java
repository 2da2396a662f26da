/// The shopper's side: chats, the stream the phone listens to, photos.
@NullMarked
package io.parley.sandbox.phone;

import org.jspecify.annotations.NullMarked;
