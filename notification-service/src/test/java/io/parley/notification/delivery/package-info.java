@NullMarked
package io.parley.notification.delivery;

import org.jspecify.annotations.NullMarked;
