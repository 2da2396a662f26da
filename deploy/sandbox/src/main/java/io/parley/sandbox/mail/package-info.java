/// The mail server that keeps every mail to itself.
@NullMarked
package io.parley.sandbox.mail;

import org.jspecify.annotations.NullMarked;
