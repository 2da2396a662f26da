@NullMarked
package io.parley.gateway.mail;

import org.jspecify.annotations.NullMarked;
