/// WhatsApp as the shop meets it: the Cloud API it calls and the webhooks it receives.
@NullMarked
package io.parley.sandbox.whatsapp;

import org.jspecify.annotations.NullMarked;
