/// The small HTTP layer under every stand-in: routes, JSON, event streams, static pages.
@NullMarked
package io.parley.sandbox.http;

import org.jspecify.annotations.NullMarked;
