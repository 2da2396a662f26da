package io.parley.conversation.understanding;

import io.parley.conversation.shop.Shop;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.reading.Surroundings;

/// Has a shop's shoppers understood by the engine the shop has chosen. It never fails: where a model cannot be asked,
/// the local engine hears.
@FunctionalInterface
public interface Engines {

    Understood understand(Shop shop, Utterance utterance, Surroundings surroundings);

    /// The same engine for every shop.
    static Engines always(Understanding engine) {
        return (_, utterance, surroundings) ->
                new Understood(engine.understand(utterance, surroundings), engine.name(), Spent.NOTHING);
    }
}
