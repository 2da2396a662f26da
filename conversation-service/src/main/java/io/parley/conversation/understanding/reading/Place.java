package io.parley.conversation.understanding.reading;

/// Where something goes.
///
/// @param words as the shopper wrote them, or a town's name as it is spelled
public record Place(String words, int start, int end, Kind kind) {
    /// Its words, where the goods are fetched.
    public static final String PICKUP = "Pickup";

    /// What the message makes of it.
    public enum Kind {
        /// It may be a place, because one was asked for.
        PERHAPS,
        /// The message says that it is a place.
        SAID,
        /// Only more of a place that is known: what it is near, its postal code.
        MORE,
        /// All of where it goes, whatever was told before.
        WHOLE
    }

    public Place(String words, int start, int end, boolean said) {
        this(words, start, end, said ? Kind.SAID : Kind.PERHAPS);
    }

    public boolean said() {
        return kind != Kind.PERHAPS;
    }

    public boolean more() {
        return kind == Kind.MORE;
    }

    public boolean whole() {
        return kind == Kind.WHOLE;
    }

    /// Called otherwise.
    public Place as(String words) {
        return new Place(words, start, end, kind);
    }

    public Place as(Kind kind) {
        return new Place(words, start, end, kind);
    }

    /// From another word on, or up to another.
    public Place within(Reading reading, int from, int to) {
        return new Place(reading.words(from, to), from, to, kind);
    }
}
