@NullMarked
package io.parley.channel.intake;

import org.jspecify.annotations.NullMarked;
