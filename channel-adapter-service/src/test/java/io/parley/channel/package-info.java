@NullMarked
package io.parley.channel;

import org.jspecify.annotations.NullMarked;
