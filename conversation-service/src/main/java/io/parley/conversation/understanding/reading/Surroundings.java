package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an engine may know of the dialogue so far.
///
/// @param awaited what was asked last
/// @param inHand products of the open order and the one spoken of last
/// @param settled products of the open order of which it is known which and how many
/// @param pieces how many of each of those are ordered, and of each variant
/// @param listed what was listed last, in order
/// @param ordering an order is being put together
/// @param language the conversation's language so far
/// @param place where the open order goes, as far as it was told
/// @param placed an order was placed that is not over yet
/// @param placeAsked where it was last asked to deliver to, and nothing goes yet
/// @param placeBefore where the order before went
/// @param lastSaid what the shopper said before
public record Surroundings(
        CatalogueIndex catalogue,
        Awaited awaited,
        List<UUID> inHand,
        List<UUID> settled,
        Map<UUID, Integer> pieces,
        List<UUID> listed,
        @Nullable UUID focus,
        boolean ordering,
        String language,
        @Nullable String place,
        boolean placed,
        @Nullable String placeAsked,
        @Nullable String placeBefore,
        @Nullable String lastSaid) {

    public Surroundings(
            CatalogueIndex catalogue,
            Awaited awaited,
            List<UUID> inHand,
            List<UUID> listed,
            @Nullable UUID focus,
            boolean ordering,
            String language) {
        this(
                catalogue, awaited, inHand, List.of(), Map.of(), listed, focus, ordering, language, null, false, null,
                null, null);
    }

    /// Whether it was asked where to.
    public boolean awaitsPlace() {
        return awaited == Awaited.LOCATION;
    }

    /// The kind of answer a question waits for.
    public enum Awaited {
        NOTHING,
        PRODUCT,
        VARIANT,
        QUANTITY,
        LOCATION,
        CONFIRMATION,
        YES_OR_NO
    }
}
