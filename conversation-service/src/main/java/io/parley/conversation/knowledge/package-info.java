/// What this service knows of shops, products and stock: its own copies, kept by events.
@NullMarked
package io.parley.conversation.knowledge;

import org.jspecify.annotations.NullMarked;
