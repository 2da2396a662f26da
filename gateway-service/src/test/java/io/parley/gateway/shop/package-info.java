@NullMarked
package io.parley.gateway.shop;

import org.jspecify.annotations.NullMarked;
