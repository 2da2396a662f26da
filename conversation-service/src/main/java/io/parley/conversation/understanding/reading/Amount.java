package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// So much of a thing by weight or volume, as so many of the lots it is sold in: "2 kg of katli".
///
/// @param name that it stands beside; none where it is said of what was told
/// @param lots none where so much cannot be made of what is sold
/// @param clear that it can be no size of it: "half a kilo of"
/// @param measured whether what is sold tells how much it is
public record Amount(
        int start, int end, @Nullable Named name, UUID thing, List<Lot> lots, boolean measured, boolean clear) {

    /// @param variant none where the thing comes in only one, or which one says nothing of how much it is
    public record Lot(@Nullable UUID variant, int pieces) {}

    /// Whether it is no more than one of what is sold.
    public boolean one() {
        return lots.size() == 1 && lots.getFirst().pieces() == 1;
    }

    boolean covers(int from, int to) {
        return start <= from && to <= end;
    }
}
