package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.shop.Offer;
import io.parley.events.Contact;
import java.time.Instant;
import java.util.UUID;

/// A call that must be true at this instant, made between deciding and saying: no transaction is open and no connection
/// held, so it may take its time, within its own limit. It may be made again for the same turn, when the process dies
/// or the conversation moves on meanwhile, and must be the same for the same key.
///
/// What cannot be called is the implementation's own to handle: it does not throw, but lets the step say so kindly.
public interface BeforeSaying {

    /// Whether this step needs the call at all; most do not.
    boolean isNeededFor(Step decided);

    /// Makes the call.
    ///
    /// @return what is said and remembered instead of what was decided
    Step call(Step decided, Taking turn);

    /// The turn that is being taken.
    ///
    /// @param key the same whenever the same messages of the same conversation are answered: for idempotency keys
    /// @param before the dialogue as it was before this turn
    record Taking(
            UUID key,
            UUID shopId,
            UUID conversationId,
            UUID shopperId,
            Contact contact,
            Dialogue before,
            Offer offer,
            Instant now) {}
}
