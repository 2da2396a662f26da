package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Act.Choice;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.events.Money;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// "Anything cheaper?", of what was told: what it also comes in for less, else the like of it that costs less.
final class Cheaper {
    private static final int SHOWN_MAX = 3;

    private Cheaper() {}

    /// @return whether something that costs less was told
    static boolean tell(Turn turn) {
        if (!Signs.cheaper(turn.heard.text())) {
            return false;
        }
        List<UUID> named = turn.heard.named().stream()
                .flatMap(item -> item.products().stream())
                .distinct()
                .toList();
        UUID id = named.size() == 1 ? named.getFirst() : turn.focus;
        Product product = turn.product(id).orElse(null);
        return product != null && (inLess(turn, product) || others(turn, product));
    }

    /// What the one that was told also comes in.
    private static boolean inLess(Turn turn, Product product) {
        UUID told = turn.told != null ? turn.told : ordered(turn, product);
        Money limit =
                told == null ? null : product.variant(told).map(Variant::price).orElse(null);
        List<Choice> less = limit == null
                ? List.of()
                : product.sellable().stream()
                        .filter(variant ->
                                variant.price().minor() < limit.minor() && turn.offer.available(variant.id()) > 0)
                        .map(turn::choice)
                        .toList();
        if (less.isEmpty()) {
            return false;
        }
        boolean only = less.size() == 1;
        turn.focus = product.id();
        turn.told = only ? less.getFirst().variant() : null;
        turn.say(new Act.TellPrice(only ? product.title(turn.told) : product.name(), less));
        if (turn.waitsFor(Question.Kind.WANT_IT)) {
            turn.ask(Question.Kind.WANT_IT, product.id(), turn.told, 0, List.of());
        }
        return true;
    }

    private static @Nullable UUID ordered(Turn turn, Product product) {
        return turn.lines.stream()
                .filter(line -> product.id().equals(line.product()))
                .map(Line::variant)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// What goes by the same word, else what is of the same category; dearest first: nearest to what was looked for.
    private static boolean others(Turn turn, Product product) {
        List<Product> alike = less(turn, product, other -> ByNeed.alike(product, other, ""));
        List<Product> less = alike.isEmpty()
                ? less(turn, product, other -> !Collections.disjoint(other.categories(), product.categories()))
                : alike;
        if (less.isEmpty()) {
            return false;
        }
        if (turn.waitsFor(Question.Kind.WANT_IT)) {
            turn.forgetQuestion();
        }
        turn.listed = Slots.ids(less);
        turn.say(new Act.Recommend(less.stream().map(turn::offered).toList()));
        return true;
    }

    private static List<Product> less(Turn turn, Product product, Predicate<Product> like) {
        Money from = turn.offered(product).from();
        return turn.offer.catalogue().products().stream()
                .filter(other -> !other.id().equals(product.id())
                        && like.test(other)
                        && turn.offer.canBeHad(other)
                        && turn.offered(other).from().minor() < from.minor())
                .sorted(Comparator.comparingLong(
                                (Product other) -> turn.offered(other).from().minor())
                        .reversed())
                .limit(SHOWN_MAX)
                .toList();
    }
}
