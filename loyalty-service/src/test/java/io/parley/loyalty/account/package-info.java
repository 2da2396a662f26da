@NullMarked
package io.parley.loyalty.account;

import org.jspecify.annotations.NullMarked;
