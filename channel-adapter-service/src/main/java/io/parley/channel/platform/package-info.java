/// What a platform must be able to do; each platform is one package that implements it.
@NullMarked
package io.parley.channel.platform;

import org.jspecify.annotations.NullMarked;
