/// The only service that speaks to messaging platforms.
@NullMarked
package io.parley.channel;

import org.jspecify.annotations.NullMarked;
