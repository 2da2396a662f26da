/// Stock per variant: figures, policy, and the ledger that explains every change of them.
@NullMarked
package io.parley.inventory.stock;

import org.jspecify.annotations.NullMarked;
