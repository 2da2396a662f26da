/// The demo shop, made through the public API as a seller would.
@NullMarked
package io.parley.local.demo;

import org.jspecify.annotations.NullMarked;
