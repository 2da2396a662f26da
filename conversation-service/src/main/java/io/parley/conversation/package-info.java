/// Talks with shoppers in the shop's name, takes their orders, and knows when to fetch a person.
@NullMarked
package io.parley.conversation;

import org.jspecify.annotations.NullMarked;
