/// What a seller is told, and when it is news.
@NullMarked
package io.parley.notification.alert;

import org.jspecify.annotations.NullMarked;
