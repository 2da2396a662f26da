/// Points and tiers: an account per shopper and shop, with a ledger that explains every point.
@NullMarked
package io.parley.loyalty.account;

import org.jspecify.annotations.NullMarked;
