package io.parley.conversation.whatif;

/// What would have come of it. Counts are of whole conversations unless they say turns or replies.
///
/// @param then what really happened
/// @param now what would happen today with nothing changed
/// @param changed what would happen with the changes
/// @param ordersGained conversations that would bring more orders than now
/// @param handoffsGained conversations that would fetch a person more often than now
/// @param repliesChanged turns whose answer would be another one
/// @param repliesUnlikeThen turns answered otherwise today than they were then, with nothing changed; those that
///     were answered in a tone that is only compared with the shop's are among them
/// @param turnsByModel turns that a model understood with the changes: fewer than all, for a bare answer is asked of
///     none, and what a model does not answer in time, or within the tokens of the day, the local engine hears
/// @param turnsKnownThen turns taken with the prices and stock of their time; in the others today's are used
/// @param skipped conversations whose words are erased already
/// @param failed conversations that could not be taken again
public record Report(
        int conversations,
        int turns,
        Tally then,
        Tally now,
        Tally changed,
        int ordersGained,
        int ordersLost,
        int handoffsGained,
        int handoffsLost,
        int repliesChanged,
        int repliesUnlikeThen,
        int turnsKnownThen,
        int turnsByModel,
        int skipped,
        int failed) {

    static final Report NONE = new Report(0, 0, Tally.NONE, Tally.NONE, Tally.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public record Tally(int orders, int handoffs) {
        static final Tally NONE = new Tally(0, 0);

        Tally plus(boolean captured, boolean handedOver) {
            return new Tally(orders + (captured ? 1 : 0), handoffs + (handedOver ? 1 : 0));
        }

        Tally plus(Tally other) {
            return new Tally(orders + other.orders, handoffs + other.handoffs);
        }
    }

    Report plus(Replay.Outcome outcome) {
        int orders = Integer.compare(outcome.changed().orders, outcome.now().orders);
        int handoffs = Integer.compare(outcome.changed().handoffs, outcome.now().handoffs);
        return new Report(
                conversations + 1,
                turns + outcome.turns(),
                then.plus(outcome.then()),
                now.plus(outcome.now()),
                changed.plus(outcome.changed()),
                ordersGained + (orders > 0 ? 1 : 0),
                ordersLost + (orders < 0 ? 1 : 0),
                handoffsGained + (handoffs > 0 ? 1 : 0),
                handoffsLost + (handoffs < 0 ? 1 : 0),
                repliesChanged + outcome.differences().size(),
                repliesUnlikeThen + outcome.unlikeThen(),
                turnsKnownThen + outcome.knownThen(),
                turnsByModel + outcome.byModel(),
                skipped,
                failed);
    }

    Report plusSkipped() {
        return besides(1, 0);
    }

    Report plusFailed() {
        return besides(0, 1);
    }

    private Report besides(int moreSkipped, int moreFailed) {
        return new Report(
                conversations,
                turns,
                then,
                now,
                changed,
                ordersGained,
                ordersLost,
                handoffsGained,
                handoffsLost,
                repliesChanged,
                repliesUnlikeThen,
                turnsKnownThen,
                turnsByModel,
                skipped + moreSkipped,
                failed + moreFailed);
    }
}
