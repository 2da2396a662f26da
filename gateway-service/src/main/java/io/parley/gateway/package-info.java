/// The front door: who you are, where your request goes, what happens in your shop now.
@NullMarked
package io.parley.gateway;

import org.jspecify.annotations.NullMarked;
