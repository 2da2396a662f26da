/// SMS and WhatsApp by Twilio: its webhooks, sending, connecting numbers.
@NullMarked
package io.parley.channel.twilio;

import org.jspecify.annotations.NullMarked;
