/// Keys: what signs access tokens, and how it rests in the database.
@NullMarked
package io.parley.gateway.keys;

import org.jspecify.annotations.NullMarked;
