@NullMarked
package io.parley.channel.repair;

import org.jspecify.annotations.NullMarked;
