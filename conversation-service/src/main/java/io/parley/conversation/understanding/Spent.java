package io.parley.conversation.understanding;

/// What a model took for a turn.
///
/// @param tokensIn read by it
/// @param tokensOut written by it
/// @param costMicros millionths of a dollar, by the configured prices
public record Spent(int tokensIn, int tokensOut, long costMicros) {
    public static final Spent NOTHING = new Spent(0, 0, 0);

    public int tokens() {
        return tokensIn + tokensOut;
    }

    public Spent plus(Spent other) {
        return new Spent(tokensIn + other.tokensIn, tokensOut + other.tokensOut, costMicros + other.costMicros);
    }
}
