package io.parley.conversation.dialogue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The shopper's cart as it follows the draft, and the stock that is held for it.
///
/// @param draft the id of the order that the draft becomes
/// @param inCart what the cart has
/// @param reference what an order takes over; absent where nothing is held
/// @param until when the hold ends; absent where nothing is held
/// @param held what is held until then
/// @param told the shopper knows for how long, or that it is held no longer
/// @param spent it has been held for as long as one shopper may hold it
/// @param asked what the cart was asked to hold and gave no answer to: it may be held under the reference, and is
///     nobody else's then
/// @param askedUntil when that hold ends, should there be one; absent where every answer came
@JsonIgnoreProperties(ignoreUnknown = true)
public record Hold(
        UUID draft,
        List<Piece> inCart,
        @Nullable UUID reference,
        @Nullable Instant until,
        List<Piece> held,
        boolean told,
        boolean spent,
        List<Piece> asked,
        @Nullable Instant askedUntil) {

    /// As older ones were written down, without what was asked for.
    @SuppressWarnings("NullAway")
    public Hold {
        asked = asked == null ? List.of() : asked;
    }

    public Hold(
            UUID draft,
            List<Piece> inCart,
            @Nullable UUID reference,
            @Nullable Instant until,
            List<Piece> held,
            boolean told) {
        this(draft, inCart, reference, until, held, told, false, List.of(), null);
    }

    public record Piece(UUID variant, int quantity) {}

    /// An empty cart.
    public static Hold nothing(UUID draft) {
        return new Hold(draft, List.of(), null, null, List.of(), false);
    }

    /// The cart has these, all of them held.
    public Hold covering(List<Piece> pieces, UUID newReference, Instant newUntil) {
        return new Hold(draft, pieces, newReference, newUntil, pieces, told);
    }

    /// The cart has these; what was held before still is.
    public Hold following(List<Piece> pieces, @Nullable UUID newReference) {
        return new Hold(draft, pieces, newReference, until, held, told);
    }

    /// The cart has these, and nothing is held any more.
    public Hold spentOn(List<Piece> pieces) {
        return new Hold(draft, pieces, null, null, List.of(), spent && told, true, List.of(), null);
    }

    /// Whether the cart has or holds these is not known: it was asked, and gave no answer. The reference is what the
    /// asker called the hold.
    public Hold asking(List<Piece> pieces, UUID newReference, Instant newUntil) {
        return new Hold(draft, inCart, newReference, until, held, told, spent, pieces, newUntil);
    }

    /// Whether exactly these pieces are held at that moment.
    public boolean covers(List<Piece> wanted, Instant now) {
        return isActive(now) && held.equals(wanted);
    }

    boolean isActive(Instant now) {
        return until != null && until.isAfter(now);
    }

    /// What may be this shopper's at that moment, whatever the stock says is left: what is held, and what was asked for
    /// without an answer.
    Map<UUID, Integer> own(Instant now) {
        Map<UUID, Integer> own = new HashMap<>();
        if (isActive(now)) {
            held.forEach(piece -> own.merge(piece.variant(), piece.quantity(), Math::max));
        }
        if (askedUntil != null && askedUntil.isAfter(now)) {
            asked.forEach(piece -> own.merge(piece.variant(), piece.quantity(), Math::max));
        }
        return own;
    }

    Hold said() {
        return new Hold(draft, inCart, reference, until, held, true, spent, asked, askedUntil);
    }
}
