/// Products and their variants: what they are called, what they cost, who may change them and when not.
@NullMarked
package io.parley.catalog.product;

import org.jspecify.annotations.NullMarked;
