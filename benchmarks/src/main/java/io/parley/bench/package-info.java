/// Measures a running Parley, and breaks it on purpose, always from outside: webhooks, REST, processes, databases.
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
