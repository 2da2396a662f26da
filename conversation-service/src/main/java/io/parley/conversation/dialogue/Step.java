package io.parley.conversation.dialogue;

import java.util.List;

/// What became of the dialogue, and what to do.
public record Step(Dialogue dialogue, List<Act> acts) {}
