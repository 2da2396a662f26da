/// Twilio as the shop meets it: the REST API it calls.
@NullMarked
package io.parley.sandbox.twilio;

import org.jspecify.annotations.NullMarked;
