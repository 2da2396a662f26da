package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An item while its parts are found.
final class Building {
    final int start;
    int end;

    @Nullable
    Named product;

    Set<UUID> variants = Set.of();

    @Nullable
    Integer quantity;
    /// No more than an article counts it: "a bag x2" is two.
    boolean byArticle;
    /// Counted by how much it weighs: "2 kilos" of what comes by the kilo.
    boolean weighed;

    boolean negated;
    /// In a shade or a size that it does not come in: which one is asked.
    boolean comesNotSo;
    /// Its own clause let it go: "socks no".
    boolean letGo;
    /// No more than kept as it is: "keep the candy, add a honey".
    boolean keptAsIs;

    Building(int start, int end, boolean negated) {
        this.start = start;
        this.end = end;
        this.negated = negated;
    }
}
