/// What the shop sent, kept so that tests and people can look it up.
@NullMarked
package io.parley.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
