package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Act.Choice;
import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.Money;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is told of a thing that is asked about: that it is there, what it costs, what it is, and whether to order it.
final class Telling {
    private Telling() {}

    static boolean about(
            Turn turn,
            List<UUID> ids,
            List<UUID> variants,
            @Nullable Integer quantity,
            boolean category,
            String words) {
        List<Product> products =
                ids.stream().flatMap(id -> turn.product(id).stream()).toList();
        if (products.isEmpty()) {
            if (!words.isEmpty()) {
                turn.say(new Act.TellSoldOut(words, turn.instead(null)));
            }
            return !words.isEmpty();
        }
        if (products.size() > 1 && ByNeed.tell(turn, products)) {
            return true;
        }
        if (products.size() > 1 || category) {
            turn.listed =
                    products.stream().limit(Turn.SHOWN_MAX).map(Product::id).toList();
            turn.focus = products.size() == 1 ? products.getFirst().id() : turn.focus;
            if (meansOne(turn, products)) {
                turn.say(new Act.AskProduct(turn.offered(turn.listed), Act.Put.FIRST));
                turn.ask(Kind.PRODUCT, null, null, 0, turn.listed);
                return true;
            }
            turn.say(new Act.ListProducts(turn.offered(turn.listed), products.size() > Turn.SHOWN_MAX));
            return true;
        }
        if (ByNeed.another(turn, products.getFirst(), words)) {
            return true;
        }
        one(turn, products.getFirst(), variants, quantity);
        return true;
    }

    /// "The vitamin C one", of a serum and a cream: which of them is asked.
    private static boolean meansOne(Turn turn, List<Product> products) {
        return products.size() > 1
                && turn.lines.isEmpty()
                && (turn.open == null || turn.waitsFor(Kind.WANT_IT))
                && !turn.heard.manner().question()
                && !turn.heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK, Intent.COMPARE)
                && Signs.oneOfThem(turn.heard.text());
    }

    /// Of what was not named: what else is meant.
    static void alone(Turn turn, Product product) {
        one(turn, product, List.of(), null);
    }

    /// Whether it tells what something costs.
    static boolean tells(Act act) {
        return act instanceof Act.TellPrice
                || act instanceof Act.TellPriceOf
                || act instanceof Act.TellAvailable
                || act instanceof Act.Describe;
    }

    /// "How much for the two?", of two that are ordered: in the size that they are.
    private static @Nullable Variant ordered(Turn turn, Product product, @Nullable Integer quantity) {
        List<Line> so = turn.lines.stream()
                .filter(line -> product.id().equals(line.product()))
                .toList();
        boolean asked = quantity != null
                && so.size() == 1
                && quantity.equals(so.getFirst().quantity());
        UUID variant = asked ? so.getFirst().variant() : null;
        return variant == null ? null : product.variant(variant).orElse(null);
    }

    /// What it says that something costs, where that is one price.
    static Optional<Money> price(Act act) {
        return switch (act) {
            case Act.TellPriceOf of -> Optional.of(of.total());
            case Act.TellPrice told -> only(told.choices());
            case Act.TellAvailable told -> only(told.choices());
            case Act.Describe told -> only(told.choices());
            default -> Optional.empty();
        };
    }

    private static Optional<Money> only(List<Choice> choices) {
        return choices.size() == 1 ? Optional.of(choices.getFirst().price()) : Optional.empty();
    }

    private static void one(Turn turn, Product product, List<UUID> variants, @Nullable Integer quantity) {
        Heard heard = turn.heard;
        turn.focus = product.id();
        List<Choice> choices = turn.choices(product);
        List<Variant> named = product.sellable().stream()
                .filter(v -> variants.contains(v.id()))
                .toList();
        turn.told = named.size() == 1 ? named.getFirst().id() : null;
        Variant single = named.size() == 1
                ? named.getFirst()
                : product.sellable().size() == 1
                        ? product.sellable().getFirst()
                        : named.isEmpty() ? ordered(turn, product, quantity) : null;
        if (!turn.offer.canBeHad(product) || single != null && turn.offer.available(single.id()) < 1) {
            soldOut(turn, product, single);
            return;
        }
        Heard.Lacking lacking = heard.loose().lacking();
        if (lacking != null && lacking.products().contains(product.id())) {
            // what comes in one kind only has none to tell
            boolean kinds = product.sellable().size() > 1;
            if (colourUntold(product, lacking.words())) {
                turn.say(new Act.Describe(product.name(), product.description(), choices, product.imageUrl(), true));
                return;
            }
            turn.say(new Act.NotIn(product.name(), lacking.words(), kinds ? choices : List.of()));
            return;
        }
        if (heard.wants(Intent.PRICE_CHECK)
                && single != null
                && quantity != null
                && quantity > 0
                && quantity <= Turn.PIECES_MAX) {
            turn.say(new Act.TellPriceOf(
                    product.title(single.id()),
                    quantity,
                    single.price(),
                    single.price().times(quantity)));
            return;
        }
        List<Choice> about = single == null ? choices : List.of(turn.choice(single));
        String name = single == null ? product.name() : product.title(single.id());
        if (asksMore(turn, product)) {
            turn.say(new Act.Describe(name, product.description(), about, product.imageUrl(), !told(turn, product)));
        } else if (heard.wants(Intent.AVAILABILITY_CHECK)) {
            turn.say(new Act.TellAvailable(name, about));
        } else if (heard.wants(Intent.PRICE_CHECK) || single != null && another(turn, product, single)) {
            turn.say(new Act.TellPrice(name, about));
        } else {
            turn.say(new Act.Describe(name, product.description(), about, product.imageUrl(), false));
        }
    }

    /// "Is there a white kettle?", where the shop tells of no colour of it: there may be one.
    private static boolean colourUntold(Product product, String words) {
        boolean otherwise = product.sellable().size() == 1
                || BySize.order(product.sellable()).isPresent();
        return CatalogueIndex.shade(words)
                && otherwise
                && product.sellable().stream().noneMatch(CatalogueIndex::shade)
                && !CatalogueIndex.shade(product.name())
                && !CatalogueIndex.shade(Objects.requireNonNullElse(product.description(), ""));
    }

    /// "And the 25?", behind the price of the 50: its price, too.
    private static boolean another(Turn turn, Product product, Variant single) {
        UUID told = turn.before.told();
        return product.id().equals(turn.before.focus()) && told != null && !told.equals(single.id());
    }

    /// That it is sold out is told beside what it still comes in, or what there is instead.
    private static void soldOut(Turn turn, Product product, @Nullable Variant single) {
        boolean others = single != null && turn.offer.canBeHad(product);
        UUID variant = single == null || single.unnamed() ? null : single.id();
        turn.soldOut = new Waiting.SoldOut(product.id(), variant);
        turn.say(new Act.TellSoldOut(product.title(variant), others ? List.of() : turn.instead(product)));
        if (others) {
            turn.say(new Act.TellAvailable(
                    product.name(),
                    turn.choices(product).stream()
                            .filter(c -> c.left() == null || c.left() > 0)
                            .toList()));
        }
    }

    /// "Is it heavy?", "is it ok for oily skin, and how much?", and not "tell me about it", "is it in stock?".
    private static boolean asksMore(Turn turn, Product product) {
        Heard heard = turn.heard;
        boolean onlyWhether =
                heard.wants(Intent.AVAILABILITY_CHECK) && !heard.named().isEmpty();
        // "which colours?" is answered by what it comes in
        boolean onlyKinds = product.sellable().size() > 1 && asksKinds(turn, product);
        if (heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRODUCT_INQUIRY) && ByNeed.unbacked(turn, product)) {
            // "vous avez du pain sans gluten": that there is bread is no yes to that
            return true;
        }
        return heard.manner().question()
                && !onlyKinds
                && (ByNeed.unmet(turn, product)
                        || heard.wants(Intent.PRODUCT_INQUIRY) && !onlyWhether
                        || Suited.of(turn.offer.catalogue()).tells(product.id(), heard.text()));
    }

    /// Whether all that is asked is told with it: what it comes in, or that it suits such skin.
    private static boolean told(Turn turn, Product product) {
        boolean kinds = product.sellable().stream().noneMatch(Variant::unnamed) && asksKinds(turn, product);
        boolean onlyOne = turn.heard.text().chars().filter(c -> c == '?').count() <= 1;
        return onlyOne && !ByNeed.unbacked(turn, product) && (kinds || tells(turn, product));
    }

    private static boolean tells(Turn turn, Product product) {
        Suited suited = Suited.of(turn.offer.catalogue());
        String asked = turn.heard.text();
        return suited.saysSo(product.id(), asked) || suited.tellsAll(product.id(), asked);
    }

    private static boolean asksKinds(Turn turn, Product product) {
        return Signs.asksKinds(
                turn.heard.text(), Suited.of(turn.offer.catalogue()).called(product.id()));
    }

    /// After an answer about exactly one thing that can be had, outside an order: "Want one?"
    static void offerOne(Turn turn) {
        Set<UUID> named = new LinkedHashSet<>();
        turn.heard.named().forEach(item -> named.addAll(item.products()));
        Product product = turn.product(turn.focus).orElse(null);
        boolean one = named.size() <= 1
                && product != null
                && turn.offer.canBeHad(product)
                && turn.acts.stream().noneMatch(a -> a instanceof Act.ListProducts || a instanceof Act.TellSoldOut);
        if (!one || product == null || !turn.lines.isEmpty()) {
            return;
        }
        boolean asksToHave = !named.isEmpty()
                && turn.heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK, Intent.BUYING_INTENT);
        if (!asksToHave && Leaving.placed(turn, product.id())) {
            return;
        }
        List<UUID> variants = turn.heard.named().isEmpty()
                ? Pointed.variants(turn, List.of(product.id()))
                : turn.heard.named().getFirst().words().isEmpty() && turn.told != null
                        ? List.of(turn.told)
                        : turn.heard.named().stream()
                                .flatMap(item -> item.variants().stream())
                                .toList();
        List<UUID> fitting = product.sellable().stream()
                .map(Variant::id)
                .filter(variants::contains)
                .toList();
        Integer quantity = turn.heard.named().isEmpty()
                ? turn.heard.loose().number()
                : turn.heard.named().getFirst().quantity();
        int pieces = quantity == null ? 0 : quantity;
        Line asked = new Line(List.of(product.id()), null, null, "", null);
        boolean sensible =
                pieces > 0 && pieces <= Turn.PIECES_MAX && Counting.variantSized(turn, asked, pieces) == null;
        turn.say(new Act.OfferToOrder(product.name()));
        turn.ask(
                Kind.WANT_IT,
                product.id(),
                fitting.size() == 1 ? fitting.getFirst() : null,
                sensible ? pieces : 0,
                List.of());
    }
}
