/// Understanding and wording by a language model. The model proposes; what it says is checked against the catalogue and
/// the shopper's own words, and any doubt is settled by the local engine and the templates.
@NullMarked
package io.parley.conversation.model;

import org.jspecify.annotations.NullMarked;
