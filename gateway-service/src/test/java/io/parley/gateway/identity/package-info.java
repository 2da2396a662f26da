@NullMarked
package io.parley.gateway.identity;

import org.jspecify.annotations.NullMarked;
