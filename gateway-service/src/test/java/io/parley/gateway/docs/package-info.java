@NullMarked
package io.parley.gateway.docs;

import org.jspecify.annotations.NullMarked;
