/// Meta as the shop meets it: the Graph API it calls and the signed webhooks it receives.
@NullMarked
package io.parley.sandbox.meta;

import org.jspecify.annotations.NullMarked;
