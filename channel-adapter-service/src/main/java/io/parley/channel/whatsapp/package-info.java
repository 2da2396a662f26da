/// WhatsApp, by Meta's Cloud API: its part of the webhooks, sending, connecting numbers.
@NullMarked
package io.parley.channel.whatsapp;

import org.jspecify.annotations.NullMarked;
