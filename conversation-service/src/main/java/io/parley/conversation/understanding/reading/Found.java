package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import java.util.List;

/// Every name that stands in a message, whether it names something there or not.
///
/// @param things names of goods
/// @param variants names of variants
/// @param competing the phrases that may own the names' words
record Found(List<Named> things, List<NamedVariant> variants, List<Hit> competing) {}
