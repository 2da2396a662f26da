/// Who somebody is: sign-up, proof of e-mail, log-in, sessions.
@NullMarked
package io.parley.gateway.identity;

import org.jspecify.annotations.NullMarked;
