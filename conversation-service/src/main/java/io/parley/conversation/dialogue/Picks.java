package io.parley.conversation.dialogue;

import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// "The second one", "the cheaper one", "the small one", "whichever".
final class Picks {
    private Picks() {}

    /// @param chosen what was picked before
    static Optional<Variant> variant(Pick pick, List<Variant> of, @Nullable UUID chosen, Offer offer) {
        boolean other = pick.kind().equals(Pick.OTHER) && chosen != null && of.size() == 2;
        return other ? of.stream().filter(v -> !v.id().equals(chosen)).findFirst() : variant(pick, of, offer);
    }

    static Optional<Variant> variant(Pick pick, List<Variant> of, Offer offer) {
        return switch (pick.kind()) {
            case "any" -> of.stream().filter(v -> offer.available(v.id()) > 0).findFirst();
            case "cheapest" -> only(of, v -> v.price().minor());
            case "dearest" -> only(of, v -> -v.price().minor());
            case "smallest" -> bySize(of).flatMap(order -> of.stream().min(order));
            case "biggest" -> bySize(of).flatMap(order -> of.stream().max(order));
            default -> index(pick, of);
        };
    }

    static List<Product> products(List<Pick> picks, List<Product> of, Offer offer) {
        return picks.stream()
                .flatMap(pick -> products(pick, of, offer).stream())
                .distinct()
                .toList();
    }

    private static List<Product> products(Pick pick, List<Product> of, Offer offer) {
        return switch (pick.kind()) {
            // of two things only one of which is known, "both" is not that one
            case "both" -> of.size() > 1 ? of : List.of();
            case "any" -> of.stream().filter(offer::canBeHad).limit(1).toList();
            case "cheapest", "smallest" -> least(of, Picks::price).stream().toList();
            case "dearest", "biggest" -> least(of, p -> -price(p)).stream().toList();
            default -> index(pick, of).stream().toList();
        };
    }

    private static <T> Optional<T> index(Pick pick, List<T> of) {
        int at = pick.index() < 0 ? of.size() - 1 : pick.index() - 1;
        return pick.kind().equals("index") && at >= 0 && at < of.size() ? Optional.of(of.get(at)) : Optional.empty();
    }

    private static <T> Optional<T> least(List<T> of, ToLongFunction<T> by) {
        return of.stream().min(Comparator.comparingLong(by));
    }

    /// Of shades at one price none is the cheapest.
    private static Optional<Variant> only(List<Variant> of, ToLongFunction<Variant> by) {
        return least(of, by)
                .filter(first -> of.size() == 1
                        || of.stream().anyMatch(other -> by.applyAsLong(other) != by.applyAsLong(first)));
    }

    private static long price(Product product) {
        return product.variants().stream()
                .mapToLong(v -> v.price().minor())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// Where no size tells, the dearer one is taken for the bigger; of shades at one price none is.
    private static Optional<Comparator<Variant>> bySize(List<Variant> of) {
        boolean priced = of.stream().map(Variant::price).distinct().count() > 1 || of.size() == 1;
        return BySize.order(of)
                .or(() -> priced
                        ? Optional.of(Comparator.comparingLong(v -> v.price().minor()))
                        : Optional.empty());
    }
}
