package io.parley.conversation.understanding;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.reading.Surroundings;

/// An engine that makes sense of what a shopper sent. It may be wrong; it never fails: what it cannot read is
/// [Intent#UNKNOWN].
public interface Understanding {

    Heard understand(Utterance utterance, Surroundings surroundings);

    /// As turns record it: `local`, or a model's name.
    String name();
}
