/// What comes in, whatever the platform: stored once, told once.
@NullMarked
package io.parley.channel.intake;

import org.jspecify.annotations.NullMarked;
