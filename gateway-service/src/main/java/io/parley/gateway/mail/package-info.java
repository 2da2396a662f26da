/// E-mails that must arrive: a queue in the database, and the postman who empties it.
@NullMarked
package io.parley.gateway.mail;

import org.jspecify.annotations.NullMarked;
