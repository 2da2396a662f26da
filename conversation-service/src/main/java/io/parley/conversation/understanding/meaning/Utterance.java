package io.parley.conversation.understanding.meaning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came in, as one turn: the texts of quick messages joined by line breaks.
///
/// @param media kinds of attachments, for instance `image`, `audio`, `sticker`, `story_mention`
/// @param payload of a tapped button
/// @param reference what it points at: a replied story, an ad, a product's code; empty when nothing
/// @param sharedPlace a location the shopper shared, in words
public record Utterance(
        String text,
        List<String> media,
        @Nullable String payload,
        @Nullable String reference,
        @Nullable String sharedPlace) {

    /// More than this is not read: no shopper writes it.
    public static final int READ_MAX = 2_000;

    public static Utterance of(String text) {
        return new Utterance(text, List.of(), null, null, null);
    }

    /// The same, in other words.
    public Utterance saying(String words) {
        return words.equals(text) ? this : new Utterance(words, media, payload, reference, sharedPlace);
    }

    /// The same words, as a question.
    public Utterance asked() {
        return new Utterance(text + "?", media, payload, reference, sharedPlace);
    }
}
