/// Events in and out: the transactional outbox, the inbox, listeners with order kept per key.
@NullMarked
package io.parley.starter.events;

import org.jspecify.annotations.NullMarked;
