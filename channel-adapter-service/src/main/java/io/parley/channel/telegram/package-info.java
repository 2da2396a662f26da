/// Telegram: bots, by the Bot API.
@NullMarked
package io.parley.channel.telegram;

import org.jspecify.annotations.NullMarked;
