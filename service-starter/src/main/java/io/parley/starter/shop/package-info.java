/// The wall between shops: the current shop, carried to every transaction and checked by PostgreSQL.
@NullMarked
package io.parley.starter.shop;

import org.jspecify.annotations.NullMarked;
