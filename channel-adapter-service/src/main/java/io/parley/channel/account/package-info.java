/// A shop's accounts on the platforms: connecting, trouble, tokens, figures.
@NullMarked
package io.parley.channel.account;

import org.jspecify.annotations.NullMarked;
