/// What every service has, whatever it is about: start, events in and out, shop scope, web manners. No domain word
/// here.
@NullMarked
package io.parley.starter;

import org.jspecify.annotations.NullMarked;
