/// What a platform lets an account send, where that depends on what was before.
@NullMarked
package io.parley.sandbox.rules;

import org.jspecify.annotations.NullMarked;
