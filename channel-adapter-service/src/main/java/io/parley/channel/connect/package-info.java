/// A seller's way through a platform's login: asked, answered, chosen, connected; or what went wrong, in plain words.
@NullMarked
package io.parley.channel.connect;

import org.jspecify.annotations.NullMarked;
