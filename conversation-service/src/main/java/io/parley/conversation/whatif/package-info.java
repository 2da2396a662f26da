/// The assistant at work with nobody noticing: previews, and stored conversations taken again under other settings.
@NullMarked
package io.parley.conversation.whatif;

import org.jspecify.annotations.NullMarked;
