@NullMarked
package io.parley.channel.whatsapp;

import org.jspecify.annotations.NullMarked;
