package io.parley.conversation.shop;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the seller wants to be said to a question, in their own words.
///
/// @param questions ways to ask it
/// @param language of the answer, absent when it will do in any
public record OwnAnswer(
        UUID id,
        List<String> questions,
        String answer,
        @Nullable String language) {

    public OwnAnswer {
        questions = questions == null ? List.of() : List.copyOf(questions);
    }
}
