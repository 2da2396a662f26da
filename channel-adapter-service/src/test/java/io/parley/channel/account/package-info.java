@NullMarked
package io.parley.channel.account;

import org.jspecify.annotations.NullMarked;
