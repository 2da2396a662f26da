@NullMarked
package io.parley.channel.twilio;

import org.jspecify.annotations.NullMarked;
