package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Act.Described;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which goods are shown to somebody who names none, and what tells several of them apart.
final class Advising {
    private Advising() {}

    static boolean compare(Turn turn) {
        if (turn.acts.stream().anyMatch(Act.Recommend.class::isInstance)) {
            // "anything cheaper for oily skin?": what was just recommended is told once
            return true;
        }
        Set<UUID> ids = new LinkedHashSet<>();
        turn.heard.named().stream().filter(item -> !item.category()).forEach(item -> ids.addAll(item.products()));
        if (ids.isEmpty()) {
            ids.addAll(turn.listed);
        }
        List<Described> described = new ArrayList<>();
        for (UUID id : ids) {
            turn.product(id).filter(_ -> described.size() < 3).ifPresent(p -> described.add(described(turn, p)));
        }
        if (described.size() < 2) {
            return ofOrdered(turn, ids);
        }
        turn.listed = ids.stream().limit(3).toList();
        turn.askedAbout = Questions.asked(turn, turn.listed);
        turn.say(new Act.Compare(described));
        return true;
    }

    /// "The two in the 8x10": in the one size that is said of it, or of all, where it comes so, and at its price.
    private static Described described(Turn turn, Product product) {
        List<Variant> said = Stream.concat(
                        turn.heard.loose().variants().stream(),
                        turn.heard.named().stream().flatMap(item -> item.variants().stream()))
                .flatMap(id -> turn.offer.catalogue().ofVariant(id).flatMap(of -> of.variant(id)).stream())
                .toList();
        boolean ofAll = said.stream().map(Variant::name).distinct().count() == 1;
        List<Variant> so = product.sellable().stream()
                .filter(variant -> said.stream()
                        .anyMatch(one -> one.id().equals(variant.id())
                                || ofAll && one.name().equals(variant.name())))
                .toList();
        return so.size() == 1
                ? new Described(
                        product.title(so.getFirst().id()),
                        product.description(),
                        so.getFirst().price())
                : new Described(
                        product.name(),
                        product.description(),
                        turn.offered(product).from());
    }

    /// "What is the difference between L and XL?", of one thing that is ordered: all that is known of it.
    private static boolean ofOrdered(Turn turn, Set<UUID> named) {
        List<UUID> variants = Stream.concat(
                        turn.heard.loose().variants().stream(),
                        turn.heard.named().stream().flatMap(item -> item.variants().stream()))
                .toList();
        List<UUID> things =
                variants.isEmpty() || !named.isEmpty() ? List.copyOf(named) : Edits.productsWith(turn, variants);
        Optional<Product> product = things.size() != 1
                ? Optional.empty()
                : turn.product(things.getFirst())
                        .filter(thing -> turn.lines.stream()
                                .anyMatch(line -> line.products().contains(thing.id())));
        product.ifPresent(thing -> turn.say(
                new Act.Describe(thing.name(), thing.description(), turn.choices(thing), thing.imageUrl(), true)));
        return product.isPresent();
    }

    /// "My feet are always freezing at night", of which the seller says what helps: those few goods, where nothing
    /// else was said or asked.
    static boolean suitsNeed(Turn turn) {
        List<Product> all = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .toList();
        boolean guessed = turn.heard.meanings().stream().allMatch(meaning -> meaning.confidence() < SURELY);
        boolean alone = turn.lines.isEmpty()
                && turn.captured == null
                && turn.open == null
                && turn.focus == null
                && turn.heard.items().isEmpty()
                && Signs.plain(turn.heard.text()).split(" ").length >= NEED_WORDS_LEAST;
        List<Product> suited =
                guessed && alone ? Suited.of(turn.offer.catalogue()).to(turn.heard.text(), all) : all;
        return suited.size() < all.size() && suited.size() <= SUITED_MAX && recommend(turn);
    }

    private static final double SURELY = 0.7;
    private static final int SUITED_MAX = 3;
    private static final int NEED_WORDS_LEAST = 5;

    static boolean recommend(Turn turn) {
        Heard heard = turn.heard;
        Pick cheapest = heard.loose().pick();
        if (cheapest != null
                && cheapest.byPrice()
                && heard.items().isEmpty()
                && heard.details().priceLimit() == null) {
            // "something for my sister, what's the cheapest you have?"
            return list(turn);
        }
        Set<UUID> among = new LinkedHashSet<>();
        heard.named().forEach(item -> among.addAll(item.products()));
        Money most = limit(turn);
        List<Product> all = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .filter(p -> heard.refused().stream()
                        .noneMatch(item -> item.products().contains(p.id())))
                .filter(p -> most == null || turn.offered(p).from().minor() <= most.minor())
                .toList();
        List<Product> able = all.stream()
                .filter(p -> among.isEmpty() || among.contains(p.id()))
                .toList();
        List<Product> suiting = ByNeed.suiting(heard.text(), able, all);
        Suited suited = Suited.of(turn.offer.catalogue());
        boolean untold = !Signs.suits(heard.text()).isEmpty()
                && suiting.stream().noneMatch(product -> suited.saysSo(product.id(), heard.text()));
        if (untold && most == null) {
            // "cheveux gras", and the seller says of nothing that it suits those
            return among.isEmpty() ? list(turn) : listed(turn, able);
        }
        List<Product> fitting =
                suited.to(heard.text(), suiting).stream().limit(3).toList();
        if (fitting.isEmpty()) {
            if (most != null) {
                turn.say(new Act.NothingUnder(most));
            }
            return most != null;
        }
        turn.listed = Slots.ids(fitting);
        turn.say(new Act.Recommend(fitting.stream().map(turn::offered).toList()));
        return true;
    }

    /// "Do you have a body butter? My budget is 20", of one for 28: beside its price, what there is for as much.
    static boolean withinLimit(Turn turn, List<UUID> named) {
        Money most = limit(turn);
        List<Product> told =
                named.stream().flatMap(id -> turn.product(id).stream()).toList();
        if (most == null
                || told.isEmpty()
                || told.stream()
                        .anyMatch(product -> turn.offered(product).from().minor() <= most.minor())) {
            return false;
        }
        List<Product> within = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .filter(product -> turn.offered(product).from().minor() <= most.minor())
                .toList();
        List<Product> alike = within.stream()
                .filter(product ->
                        told.stream().anyMatch(one -> !Collections.disjoint(one.categories(), product.categories())))
                .toList();
        List<Product> shown =
                (alike.isEmpty() ? within : alike).stream().limit(3).toList();
        if (shown.isEmpty()) {
            turn.say(new Act.NothingUnder(most));
        } else {
            turn.say(new Act.Recommend(shown.stream().map(turn::offered).toList()));
            turn.listed = Slots.ids(shown);
        }
        return true;
    }

    private static @Nullable Money limit(Turn turn) {
        BigDecimal limit = turn.heard.details().priceLimit();
        int decimals = Currency.getInstance(turn.offer.shop().currency()).getDefaultFractionDigits();
        return limit == null
                ? null
                : new Money(
                        limit.movePointRight(decimals)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue(),
                        turn.offer.shop().currency());
    }

    static boolean list(Turn turn) {
        List<Product> all = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .toList();
        if (all.isEmpty()) {
            return false;
        }
        Pick pick = turn.heard.loose().pick();
        if (pick != null && pick.byPrice() && turn.heard.items().isEmpty()) {
            // "what's the cheapest thing you sell?"
            byPrice(turn, pick, all);
            return true;
        }
        if (ByNeed.tell(turn, all)) {
            return true;
        }
        return listed(turn, all);
    }

    private static void byPrice(Turn turn, Pick pick, List<Product> among) {
        List<Product> picked = Picks.products(List.of(pick), among, turn.offer);
        turn.listed = Slots.ids(picked);
        turn.focus = picked.size() == 1 ? picked.getFirst().id() : turn.focus;
        turn.pickUsed = true;
        turn.say(new Act.Recommend(picked.stream().map(turn::offered).toList()));
    }

    /// "What's your cheapest cake?", where several are sold: it is told which.
    static boolean byPriceOf(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        if (pick == null || !pick.byPrice() || turn.heard.named().size() != 1) {
            return false;
        }
        List<Product> kinds = turn.heard.named().getFirst().products().stream()
                .flatMap(id -> turn.product(id).stream())
                .filter(turn.offer::canBeHad)
                .toList();
        if (kinds.size() < 2) {
            return false;
        }
        byPrice(turn, pick, kinds);
        return true;
    }

    private static boolean listed(Turn turn, List<Product> goods) {
        turn.listed = goods.stream().limit(Turn.SHOWN_MAX).map(Product::id).toList();
        turn.say(new Act.ListProducts(turn.offered(turn.listed), goods.size() > Turn.SHOWN_MAX));
        return !goods.isEmpty();
    }
}
