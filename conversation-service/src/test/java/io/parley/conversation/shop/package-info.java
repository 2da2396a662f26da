@NullMarked
package io.parley.conversation.shop;

import org.jspecify.annotations.NullMarked;
