package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Lexicon.Hit;
import io.parley.conversation.understanding.ProductNames.Named;
import io.parley.conversation.understanding.VariantNames.NamedVariant;
import java.util.List;

/// Every name that stands in a message, whether it names something there or not.
///
/// @param things names of goods
/// @param variants names of variants
/// @param competing the phrases that may own the names' words
record Found(List<Named> things, List<NamedVariant> variants, List<Hit> competing) {}
