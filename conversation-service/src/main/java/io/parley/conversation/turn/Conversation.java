package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Dialogue;
import io.parley.events.Contact;
import io.parley.starter.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation at one version, with what its shop and its stock were at that moment.
///
/// @param version grows with everything a turn rests on
/// @param stored false for one that the message at hand begins
/// @param waitsSince its first message, or its shop becoming known where that was later
/// @param shop the shop's settings as told, absent while the shop is not yet known here
/// @param answers the seller's own, as JSON
/// @param stock pieces by variant, as JSON; absent when nothing is counted
/// @param endedAt the platform said then that the shopper is out of reach: over, unless they have written since
/// @param turnDueAt something waits to be answered
/// @param seen the message at hand is stored already
record Conversation(
        UUID id,
        UUID shopId,
        UUID shopperId,
        Contact contact,
        Dialogue dialogue,
        String handling,
        @Nullable Instant endedAt,
        @Nullable Instant turnDueAt,
        Instant createdAt,
        Instant waitsSince,
        @Nullable String shop,
        @Nullable String answers,
        long catalogueVersion,
        @Nullable String stock,
        boolean seen,
        long version,
        boolean stored) {

    /// One that begins now, known to nobody yet.
    static Conversation begun(
            UUID shopId,
            Contact contact,
            Instant now,
            @Nullable String shop,
            @Nullable String answers,
            long catalogueVersion,
            @Nullable String stock) {
        return new Conversation(
                Ids.next(),
                shopId,
                Ids.next(),
                contact,
                Dialogue.fresh("en"),
                "ASSISTANT",
                null,
                null,
                now,
                now,
                shop,
                answers,
                catalogueVersion,
                stock,
                false,
                0,
                false);
    }

    Conversation with(Contact contact) {
        return new Conversation(
                id,
                shopId,
                shopperId,
                contact,
                dialogue,
                handling,
                endedAt,
                turnDueAt,
                createdAt,
                waitsSince,
                shop,
                answers,
                catalogueVersion,
                stock,
                seen,
                version,
                stored);
    }

    /// The same, now that it is stored.
    Conversation kept() {
        return new Conversation(
                id,
                shopId,
                shopperId,
                contact,
                dialogue,
                handling,
                endedAt,
                turnDueAt,
                createdAt,
                waitsSince,
                shop,
                answers,
                catalogueVersion,
                stock,
                seen,
                version,
                true);
    }
}
