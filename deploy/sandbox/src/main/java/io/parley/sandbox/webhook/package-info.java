/// Signed webhooks to the shop, as Meta posts them: shape, signature, patience.
@NullMarked
package io.parley.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
