package io.parley.conversation.understanding;

import io.parley.conversation.understanding.meaning.Heard;

/// What was heard, and by whom.
///
/// @param engine that really heard it: `local`, also where a model was asked in vain, or the model's name
public record Understood(Heard heard, String engine, Spent spent) {}
