/// api.telegram.org, as far as a bot uses it.
@NullMarked
package io.parley.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
