package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Act.Choice;
import io.parley.conversation.dialogue.Act.Described;
import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.Heard;
import io.parley.conversation.understanding.Heard.Item;
import io.parley.conversation.understanding.Heard.Pick;
import io.parley.conversation.understanding.Intent;
import io.parley.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The shopper's questions, in the order they were asked. Answers rest on the catalogue, the stock and the settings.
final class Questions {
    private Questions() {}

    static boolean answer(Turn turn) {
        boolean ofShop = !turn.ownAnswer && ofShop(turn);
        boolean answered = ofShop;
        boolean aboutGoods = ofShop && turn.heard.items().isEmpty();
        for (Heard.Meaning meaning : turn.heard.meanings()) {
            if (meaning.confidence() < Heard.UNSURE) {
                continue;
            }
            switch (meaning.intent()) {
                case PRICE_CHECK, AVAILABILITY_CHECK, PRODUCT_INQUIRY, COMPARE, RECOMMEND -> {
                    if (!aboutGoods && !turn.itemsUsed && !onlyOfDelivery(turn)) {
                        aboutGoods = goods(turn);
                        answered |= aboutGoods;
                    }
                }
                case DELIVERY_QUESTION ->
                    answered |= turn.ownAnswer
                            || ofShop
                            || Signs.fetches(turn.heard.text()) && say(turn, new Act.AboutPickup())
                            || say(
                                    turn,
                                    new Act.AboutDelivery(
                                            turn.offer.shop().settings().delivery()));
                case PAYMENT_QUESTION -> answered |= turn.ownAnswer || payment(turn);
                case PAYMENT_CLAIM -> answered |= paymentClaim(turn);
                case DISCOUNT_QUESTION -> answered |= turn.ownAnswer || discount(turn);
                case RETURN_REQUEST -> answered |= turn.ownAnswer || returns(turn);
                case LOYALTY_QUESTION -> answered |= turn.ownAnswer || say(turn, new Act.AboutPoints());
                case WHY_ASKED -> answered |= say(turn, new Act.WhyAddress());
                case ORDER_STATUS -> answered |= status(turn);
                case VIEW_CART -> answered |= cart(turn);
                default -> {
                    // nothing to answer
                }
            }
        }
        return answered || picked(turn) || ofSpokenOf(turn);
    }

    /// "Are you open on Sundays?", "is this legit?": asked of the shop, and of nothing it sells.
    private static boolean ofShop(Turn turn) {
        String text = turn.heard.text();
        boolean trust = Signs.trust(text);
        boolean shop = Signs.aboutShop(text) && !Signs.fetches(text);
        if (trust) {
            turn.say(new Act.AboutTrust());
        }
        if (shop) {
            turn.say(new Act.AboutShop());
        }
        return trust || shop;
    }

    /// "But can I dye it?": asked in words that nobody knows, of what was just offered: all that is known of it is
    /// told.
    private static boolean ofSpokenOf(Turn turn) {
        Heard heard = turn.heard;
        boolean asks = heard.unclear()
                && heard.manner().question()
                && heard.items().isEmpty()
                && heard.loose().sought() == null
                && heard.details().place() == null
                && Signs.plain(heard.text()).split(" ").length >= WORDS_LEAST;
        Product product = turn.product(turn.focus).orElse(null);
        if (!asks || product == null || !turn.waitsFor(Kind.WANT_IT) || turn.before.misunderstood() > 0) {
            return false;
        }
        turn.say(new Act.Describe(
                product.name(), product.description(), turn.choices(product), product.imageUrl(), true));
        offerOne(turn);
        return true;
    }

    private static final int WORDS_LEAST = 3;

    /// "The second one", "the 300g" after a list or an answer, and nothing else said: that one is shown.
    private static boolean picked(Turn turn) {
        Heard heard = turn.heard;
        boolean points = heard.loose().pick() != null && !turn.listed.isEmpty()
                || ofFocus(turn).size() == 1;
        boolean silent = turn.acts.stream().allMatch(Act.Identify.class::isInstance);
        boolean something = turn.changed || turn.pickUsed || turn.variantsUsed || turn.itemsUsed;
        if (!points
                || !silent
                || something
                || !turn.lines.isEmpty()
                || !heard.named().isEmpty()
                || heard.no()) {
            return false;
        }
        List<UUID> ids = pointed(turn);
        if (ids.isEmpty() || heard.loose().pick() == null && !ids.equals(focus(turn))) {
            return false;
        }
        boolean said = about(turn, ids, variants(turn, ids), null, false, "");
        offerOne(turn);
        return said;
    }

    /// Of the variants that are named, those of what was spoken of last: much else may come in 250 g.
    private static List<Variant> ofFocus(Turn turn) {
        return turn.product(turn.focus).stream()
                .flatMap(product -> turn.heard.loose().variants().stream()
                        .distinct()
                        .flatMap(variant -> product.variant(variant).stream()))
                .toList();
    }

    /// "How much is it to deliver?" asks for no price of goods.
    private static boolean onlyOfDelivery(Turn turn) {
        Heard heard = turn.heard;
        return heard.wants(Intent.DELIVERY_QUESTION)
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && !heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.COMPARE, Intent.RECOMMEND);
    }

    private static boolean say(Turn turn, Act act) {
        turn.say(act);
        return true;
    }

    private static boolean payment(Turn turn) {
        boolean readyToPay = turn.waitsFor(Kind.CONFIRM)
                && turn.heard.yes()
                && !turn.heard.manner().but();
        return !readyToPay && say(turn, new Act.AboutPayment(turn.offer.shop().payByLink()));
    }

    /// Words are not money: the seller looks at the account.
    private static boolean paymentClaim(Turn turn) {
        if (turn.captured == null || !turn.lines.isEmpty()) {
            return say(turn, new Act.AboutPaymentClaim());
        }
        if ("PAID".equals(turn.captured.payment())) {
            return say(turn, new Act.TellPaid(turn.captured.number(), turn.captured.total()));
        }
        turn.handOver(
                HandoffReason.HUMAN_REQUEST,
                "Says that order " + Leaving.name(turn.captured) + " is paid: " + Summaries.quote(turn.heard.text()));
        return true;
    }

    /// "What if it doesn't fit, can I return it?", while nothing is had yet that could be returned.
    static boolean onlyAsksOfReturns(Turn turn) {
        String text = turn.heard.text();
        boolean nothingHad = turn.captured == null && !turn.lines.isEmpty() && !Signs.had(text);
        return !turn.heard.wants(Intent.COMPLAINT)
                && (nothingHad && (turn.heard.manner().question() || weakly(turn, Intent.RETURN_REQUEST))
                        || Signs.supposesReturn(text) && (turn.captured == null || !turn.lines.isEmpty()));
    }

    /// "The 30ml is too small" at the summary takes nothing back.
    private static boolean weakly(Turn turn, Intent intent) {
        return turn.heard.meanings().stream()
                .noneMatch(meaning -> meaning.intent() == intent && meaning.confidence() > 0.6);
    }

    private static boolean returns(Turn turn) {
        return (turn.heard.manner().question() || !weakly(turn, Intent.RETURN_REQUEST))
                && say(turn, new Act.AboutReturns());
    }

    private static boolean status(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        String asked = turn.heard.details().orderNumber();
        if (asked == null && !turn.lines.isEmpty() && (taken == null || Leaving.over(taken))) {
            // "when will it come?" of what is not ordered yet
            return say(turn, new Act.AboutDelivery(turn.offer.shop().settings().delivery()));
        }
        boolean another = asked != null && (taken == null || !asked.equals(taken.number()));
        if (taken == null || another) {
            return say(turn, new Act.NoOrderYet());
        }
        return say(turn, told(taken));
    }

    private static Act told(Dialogue.Taken taken) {
        String parcel = taken.fulfilment();
        boolean under = parcel != null && (parcel.equals("SHIPPED") || parcel.equals("DELIVERED"));
        boolean over = taken.status().equals("CANCELLED") || taken.status().equals("REJECTED");
        return new Act.TellOrder(
                taken.number(), under && !over && parcel != null ? parcel : taken.status(), taken.total());
    }

    private static boolean cart(Turn turn) {
        if (!turn.lines.isEmpty() && turn.shown().size() == turn.lines.size()) {
            if (!turn.complete()) {
                turn.say(new Act.ShowOrder(turn.shown(), turn.total()));
            } else {
                turn.changed = true;
            }
            return true;
        }
        if (!turn.lines.isEmpty()) {
            // nothing to add up yet: what is missing is asked next
            return turn.shown().isEmpty() || say(turn, new Act.ShowOrder(turn.shown(), turn.total()));
        }
        Dialogue.Taken taken = turn.captured;
        boolean priced =
                turn.acts.stream().anyMatch(act -> act instanceof Act.TellPrice || act instanceof Act.TellPriceOf);
        if (priced && taken == null) {
            // "a red bag and brown sandals, how much is it all?"
            return true;
        }
        return say(turn, taken != null && !Leaving.over(taken) ? told(taken) : new Act.NothingPicked());
    }

    private static boolean goods(Turn turn) {
        Heard heard = turn.heard;
        if (heard.wants(Intent.COMPARE) && compare(turn)) {
            return true;
        }
        if (heard.wants(Intent.RECOMMEND)
                && heard.named().stream().noneMatch(item -> item.products().size() == 1)) {
            return recommend(turn);
        }
        if (!heard.named().isEmpty()) {
            boolean said = false;
            for (Item item : heard.named()) {
                said |= about(
                        turn,
                        item.products().isEmpty() ? focus(turn) : item.products(),
                        item.variants(),
                        item.quantity(),
                        item.category(),
                        item.words());
            }
            List<UUID> clear = heard.named().stream()
                    .filter(item -> item.products().size() == 1)
                    .map(item -> item.products().getFirst())
                    .distinct()
                    .toList();
            if (clear.size() > 1) {
                // "two of the soap", said next, means this one of all soaps
                turn.listed = clear;
                turn.askedAbout = asked(turn, clear);
                if (turn.waitsFor(Kind.WANT_IT)) {
                    // a yes would be to all of them, and not to the one that was offered before
                    turn.open = null;
                }
            }
            offerOne(turn);
            if (clear.size() == 1 && ofSeveralKinds(turn)) {
                // "each of them two", said next, means these kinds of it, and a yes none of them yet
                turn.askedAbout = asked(turn, clear);
                turn.told = null;
            }
            return said;
        }
        List<UUID> pointed = pointed(turn);
        if (!pointed.isEmpty() && heard.loose().sought() == null) {
            Integer count = heard.loose().count();
            about(turn, pointed, variants(turn, pointed), count, false, "");
            offerOne(turn);
            return true;
        }
        if (ofWhatIsInHand(turn)) {
            return about(turn, List.of(Objects.requireNonNull(turn.focus)), told(turn), null, false, "");
        }
        if (heard.loose().sought() != null && heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK)) {
            List<Act.Offered> instead = turn.instead(null);
            turn.listed = instead.stream().map(Act.Offered::product).toList();
            return say(turn, new Act.NotSold(heard.loose().sought(), instead));
        }
        return list(turn);
    }

    /// "Grade 4 and 5": one thing in more than one of its variants.
    private static boolean ofSeveralKinds(Turn turn) {
        return turn.heard.named().size() > 1
                && turn.heard.named().stream().allMatch(item -> item.variants().size() == 1);
    }

    /// "A samosa and two mango juices": what there is not is said, whatever is ordered beside it.
    static boolean unsold(Turn turn) {
        List<String> unsold = turn.heard.loose().unsold().stream()
                .filter(words -> !described(turn, words))
                .toList();
        if (unsold.isEmpty() || turn.acts.stream().anyMatch(Act.NotSold.class::isInstance)) {
            return false;
        }
        int at = turn.acts.stream()
                .filter(Act::asks)
                .findFirst()
                .map(turn.acts::indexOf)
                .orElse(turn.acts.size());
        turn.acts.add(at, new Act.NotSold(String.join(", ", unsold), List.of()));
        return true;
    }

    /// "E get pillow case?", of a sheet that was just described as one with two: it belongs to what is told.
    private static boolean described(Turn turn, String words) {
        return turn.acts.stream()
                .map(act -> act instanceof Act.Describe told ? told.description() : null)
                .anyMatch(description -> description != null
                        && description.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)));
    }

    /// Which of each, and how many: "I'll take them" means these.
    private static List<Line> asked(Turn turn, List<UUID> products) {
        List<Line> lines = new ArrayList<>();
        for (Item item : turn.heard.named()) {
            if (item.products().size() == 1 && products.contains(item.products().getFirst())) {
                UUID product = item.products().getFirst();
                lines.add(new Line(
                        List.of(product),
                        Edits.only(turn, product, item.variants()),
                        item.quantity(),
                        item.words(),
                        null));
            }
        }
        return List.copyOf(lines);
    }

    /// "Does it come with a cable?": asked of the thing that is spoken of, and not whether there are cables.
    private static boolean ofWhatIsInHand(Turn turn) {
        return turn.focus != null
                && turn.heard.loose().sought() != null
                && (!turn.lines.isEmpty() || turn.open != null)
                && !turn.heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK);
    }

    /// Which of it was told last: it is still the one that is spoken of.
    private static List<UUID> told(Turn turn) {
        return turn.told == null ? List.of() : List.of(turn.told);
    }

    /// "How much is the big one?" about one product.
    private static List<UUID> variants(Turn turn, List<UUID> pointed) {
        Pick pick = turn.heard.loose().pick();
        boolean oneProduct = pointed.size() == 1 && pointed.equals(focus(turn));
        boolean onlyDescribed = turn.heard.wants(Intent.PRODUCT_INQUIRY)
                && !turn.heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK, Intent.COMPARE);
        if (pick == null
                && oneProduct
                && onlyDescribed
                && turn.open != null
                && turn.heard.loose().variants().isEmpty()) {
            // "how long does it last?" is asked of the one that was told
            return told(turn);
        }
        if (pick == null || !oneProduct || !turn.heard.loose().variants().isEmpty()) {
            return turn.heard.loose().variants();
        }
        return turn.product(pointed.getFirst())
                .flatMap(product -> Picks.variant(pick, product.sellable(), turn.offer))
                .map(variant -> List.of(variant.id()))
                .orElse(List.of());
    }

    /// The products a question without a name is about.
    private static List<UUID> pointed(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        boolean ofOneProduct = turn.open != null && turn.open.kind() == Kind.WANT_IT;
        if (pick != null && !turn.listed.isEmpty() && !ofOneProduct) {
            List<Product> listed = turn.listed.stream()
                    .flatMap(id -> turn.product(id).stream())
                    .toList();
            return Picks.products(turn.heard.loose().picks(), listed, turn.offer).stream()
                    .map(Product::id)
                    .toList();
        }
        boolean whole = turn.heard.wants(Intent.PRODUCT_INQUIRY)
                && turn.heard.loose().variants().isEmpty()
                && !turn.heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK)
                && turn.lines.isEmpty()
                && turn.open == null;
        return whole ? List.of() : focus(turn);
    }

    private static List<UUID> focus(Turn turn) {
        if (turn.focus != null) {
            return List.of(turn.focus);
        }
        return turn.listed.size() <= 3 ? turn.listed : List.of();
    }

    private static boolean about(
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
            turn.say(new Act.ListProducts(turn.offered(turn.listed), products.size() > Turn.SHOWN_MAX));
            return true;
        }
        one(turn, products.getFirst(), variants, quantity);
        return true;
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
                : product.sellable().size() == 1 ? product.sellable().getFirst() : null;
        if (!turn.offer.canBeHad(product) || single != null && turn.offer.available(single.id()) < 1) {
            boolean others = single != null && turn.offer.canBeHad(product);
            turn.soldOut = new Waiting.SoldOut(product.id(), single == null || single.unnamed() ? null : single.id());
            turn.say(new Act.TellSoldOut(
                    product.title(single == null || single.unnamed() ? null : single.id()),
                    others ? List.of() : turn.instead(product)));
            if (others) {
                turn.say(new Act.TellAvailable(
                        product.name(),
                        choices.stream()
                                .filter(c -> c.left() == null || c.left() > 0)
                                .toList()));
            }
            return;
        }
        Heard.Lacking lacking = heard.loose().lacking();
        if (lacking != null && lacking.products().contains(product.id())) {
            // what comes in one kind only has none to tell
            boolean kinds = product.sellable().size() > 1;
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
            turn.say(new Act.Describe(name, product.description(), about, product.imageUrl(), true));
        } else if (heard.wants(Intent.AVAILABILITY_CHECK)) {
            turn.say(new Act.TellAvailable(name, about));
        } else if (heard.wants(Intent.PRICE_CHECK)) {
            turn.say(new Act.TellPrice(name, about));
        } else {
            turn.say(new Act.Describe(name, product.description(), about, product.imageUrl(), false));
        }
    }

    /// "Is it heavy?", "is it ok for oily skin, and how much?", and not "tell me about it", "is it in stock?".
    private static boolean asksMore(Turn turn, Product product) {
        Heard heard = turn.heard;
        boolean onlyWhether =
                heard.wants(Intent.AVAILABILITY_CHECK) && !heard.named().isEmpty();
        return heard.manner().question()
                && (heard.wants(Intent.PRODUCT_INQUIRY) && !onlyWhether || Suited.tells(product, heard.text()));
    }

    /// After an answer about exactly one thing that can be had, outside an order: "Want one?"
    private static void offerOne(Turn turn) {
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
        List<UUID> variants = turn.heard.named().isEmpty()
                ? variants(turn, List.of(product.id()))
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

    private static boolean compare(Turn turn) {
        Set<UUID> ids = new LinkedHashSet<>();
        turn.heard.named().stream().filter(item -> !item.category()).forEach(item -> ids.addAll(item.products()));
        if (ids.isEmpty()) {
            ids.addAll(turn.listed);
        }
        List<Described> described = new ArrayList<>();
        for (UUID id : ids) {
            turn.product(id)
                    .filter(_ -> described.size() < 3)
                    .ifPresent(p -> described.add(new Described(
                            p.name(), p.description(), turn.offered(p).from())));
        }
        if (described.size() < 2) {
            return false;
        }
        turn.listed = ids.stream().limit(3).toList();
        turn.say(new Act.Compare(described));
        return true;
    }

    private static boolean recommend(Turn turn) {
        Heard heard = turn.heard;
        Set<UUID> among = new LinkedHashSet<>();
        heard.named().forEach(item -> among.addAll(item.products()));
        BigDecimal limit = heard.details().priceLimit();
        int decimals =
                java.util.Currency.getInstance(turn.offer.shop().currency()).getDefaultFractionDigits();
        Money most = limit == null
                ? null
                : new Money(
                        limit.movePointRight(decimals)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue(),
                        turn.offer.shop().currency());
        List<Product> able = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .filter(p -> among.isEmpty() || among.contains(p.id()))
                .filter(p -> most == null || turn.offered(p).from().minor() <= most.minor())
                .toList();
        List<Product> fitting = Suited.of(turn.offer.catalogue()).to(heard.text(), able).stream()
                .limit(3)
                .toList();
        if (fitting.isEmpty()) {
            return most != null && say(turn, new Act.NothingUnder(most));
        }
        turn.listed = Slots.ids(fitting);
        return say(turn, new Act.Recommend(fitting.stream().map(turn::offered).toList()));
    }

    /// What is bargained for is what is talked of next: "can you do 2 serums for 80?", "ok, just one then".
    private static boolean discount(Turn turn) {
        List<UUID> products = turn.heard.named().stream()
                .flatMap(item -> item.products().stream())
                .distinct()
                .toList();
        if (products.size() == 1 && turn.lines.isEmpty()) {
            turn.focus = products.getFirst();
            if (turn.waitsFor(Kind.WANT_IT)) {
                // "let me have the concert one, can you take 50k off?", when another was offered
                turn.told = Edits.only(
                        turn, turn.focus, turn.heard.named().getFirst().variants());
                turn.ask(Kind.WANT_IT, turn.focus, turn.told, 0, List.of());
            }
        }
        return say(turn, new Act.AboutDiscount());
    }

    private static boolean list(Turn turn) {
        List<Product> all = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .toList();
        if (all.isEmpty()) {
            return false;
        }
        Pick pick = turn.heard.loose().pick();
        if (pick != null && pick.byPrice() && turn.heard.items().isEmpty()) {
            // "what's the cheapest thing you sell?"
            List<Product> picked = Picks.products(List.of(pick), all, turn.offer);
            turn.listed = Slots.ids(picked);
            turn.focus = picked.size() == 1 ? picked.getFirst().id() : turn.focus;
            turn.pickUsed = true;
            return say(
                    turn, new Act.Recommend(picked.stream().map(turn::offered).toList()));
        }
        if (ByNeed.tell(turn, all)) {
            return true;
        }
        turn.listed = all.stream().limit(Turn.SHOWN_MAX).map(Product::id).toList();
        return say(turn, new Act.ListProducts(turn.offered(turn.listed), all.size() > Turn.SHOWN_MAX));
    }
}
