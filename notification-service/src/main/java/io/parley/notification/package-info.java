/// The right person, once, at the right time.
@NullMarked
package io.parley.notification;

import org.jspecify.annotations.NullMarked;
