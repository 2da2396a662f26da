/// Instagram and Messenger, by Meta's webhooks and Graph API.
@NullMarked
package io.parley.channel.meta;

import org.jspecify.annotations.NullMarked;
