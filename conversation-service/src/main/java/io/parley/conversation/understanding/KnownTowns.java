package io.parley.conversation.understanding;

import java.util.List;

/// Whether what was told of where to is a town and no more.
public final class KnownTowns {
    private static final Towns TOWNS = new Towns();

    private KnownTowns() {}

    /// "Lille", and not "Lille, 8 rue Nationale".
    public static boolean alone(String place) {
        List<Token> words = Token.read(place);
        return TOWNS.contain(words, 0, words.size());
    }
}
