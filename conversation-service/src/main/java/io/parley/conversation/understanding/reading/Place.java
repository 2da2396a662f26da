package io.parley.conversation.understanding.reading;

/// Where something goes.
///
/// @param words as the shopper wrote them, or a town's name as it is spelled
/// @param said the message says that it is a place
/// @param nearby only what it is near
public record Place(String words, int start, int end, boolean said, boolean nearby) {
    /// Its words, where the goods are fetched.
    public static final String PICKUP = "Pickup";

    public Place(String words, int start, int end, boolean said) {
        this(words, start, end, said, false);
    }

    /// From another word on, or up to another.
    public Place within(Reading reading, int from, int to) {
        return new Place(reading.words(from, to), from, to, said, nearby);
    }
}
