/// Manners of the HTTP side: who may call, problems, pages, idempotent posts.
@NullMarked
package io.parley.starter.web;

import org.jspecify.annotations.NullMarked;
