/// What a log may say of people: nothing that tells who they are.
@NullMarked
package io.parley.starter.log;

import org.jspecify.annotations.NullMarked;
