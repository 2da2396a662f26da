package io.parley.conversation.saying;

import io.parley.conversation.saying.Reply.Button;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One act on its way to words: the template's key, what goes into it, and the buttons beside it.
record Sentence(
        String key,
        Map<String, String> values,
        List<Button> buttons,
        @Nullable String imageUrl) {

    static Sentence of(String key) {
        return new Sentence(key, Map.of(), List.of(), null);
    }

    static Sentence of(String key, Map<String, String> values) {
        return new Sentence(key, values, List.of(), null);
    }

    static Sentence of(String key, Map<String, String> values, List<Button> buttons) {
        return new Sentence(key, values, buttons, null);
    }
}
