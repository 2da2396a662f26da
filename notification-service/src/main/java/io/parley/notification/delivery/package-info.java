/// How it reaches the person: the queue, the letters, the post, the log.
@NullMarked
package io.parley.notification.delivery;

import org.jspecify.annotations.NullMarked;
