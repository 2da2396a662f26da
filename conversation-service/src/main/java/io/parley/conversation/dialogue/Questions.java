package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Heard.Pick;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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
                    if (meaning.intent() == Intent.PRICE_CHECK && ofAllOrders(turn)) {
                        answered |= placed(turn, WhichOrder.placed(turn.others, turn.captured));
                        aboutGoods = true;
                    } else if (awaitsPlaced(turn)) {
                        answered |= status(turn);
                        aboutGoods = true;
                    } else if (!aboutGoods && !turn.itemsUsed && !onlyOfDelivery(turn)) {
                        aboutGoods = goods(turn);
                        answered |= aboutGoods;
                    }
                }
                case DELIVERY_QUESTION -> answered |= turn.ownAnswer || ofShop || delivery(turn);
                case PAYMENT_QUESTION -> answered |= turn.ownAnswer || payment(turn);
                case PAYMENT_CLAIM -> answered |= paymentClaim(turn);
                case DISCOUNT_QUESTION -> answered |= turn.ownAnswer || discount(turn);
                case RETURN_REQUEST -> answered |= turn.ownAnswer || returns(turn);
                case LOYALTY_QUESTION -> answered |= turn.ownAnswer || say(turn, new Act.AboutPoints());
                case WHY_ASKED -> answered |= Counts.asksWhySoMany(turn) || say(turn, whyAsked(turn));
                case ORDER_STATUS -> answered |= changesNamed(turn) || status(turn);
                case VIEW_CART -> answered |= cart(turn);
                default -> {
                    // nothing to answer
                }
            }
        }
        if (turn.heard.wants(Intent.VIEW_CART) && turn.lines.isEmpty()) {
            sum(turn);
        }
        return answered || picked(turn) || ofSpokenOf(turn);
    }

    /// "4 flans in ORD-7K3M9Q": that number only says which order is changed.
    private static boolean changesNamed(Turn turn) {
        return turn.reopened && turn.changed && turn.heard.details().orderNumber() != null && turn.changesOrder();
    }

    /// "How much be the two orders?", "how much is both together", where two are placed and nothing else is told.
    private static boolean ofAllOrders(Turn turn) {
        Heard heard = turn.heard;
        Pick pick = heard.loose().pick();
        boolean both = pick != null && pick.kind().equals("both") && turn.askedAbout.size() < 2;
        return turn.lines.isEmpty()
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && (both || Signs.allOrders(heard.text()))
                && WhichOrder.placed(turn.others, turn.captured).size() > 1;
    }

    /// "Bao giờ thì có hàng ạ", behind an order: when what was ordered comes, and not what there is.
    private static boolean awaitsPlaced(Turn turn) {
        Heard heard = turn.heard;
        return turn.captured != null
                && !Leaving.over(turn.captured)
                && turn.lines.isEmpty()
                && turn.open == null
                && !turn.before.lacked()
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && heard.loose().sought() == null
                && heard.wants(Intent.AVAILABILITY_CHECK)
                && !heard.wantsAny(Intent.PRICE_CHECK, Intent.RECOMMEND, Intent.COMPARE, Intent.DELIVERY_QUESTION)
                && Signs.asksWhen(heard.text());
    }

    /// What of the shop's own ways is asked, and of none of its goods: when it is open, how it delivers, how it is
    /// paid, what it gives points for, and what the seller has answered themselves.
    static void ofTheShop(Turn turn) {
        Asked.Found own = Asked.find(turn.heard.text(), turn.offer.shop().answers(), turn.language);
        if (own != null) {
            turn.say(new Act.TellOwnAnswer(own.answer().answer()));
            return;
        }
        boolean ofShop = ofShop(turn);
        if (turn.heard.wants(Intent.DELIVERY_QUESTION) && !ofShop) {
            delivery(turn);
        }
        if (turn.heard.wants(Intent.PAYMENT_QUESTION)) {
            payment(turn);
        }
        if (turn.heard.wants(Intent.LOYALTY_QUESTION)) {
            turn.say(new Act.AboutPoints());
        }
    }

    private static Act aboutDelivery(Turn turn) {
        return new Act.AboutDelivery(turn.offer.shop().settings().delivery(), ordered(turn));
    }

    /// Whether what is asked is asked of an order that was given, or of a change of it, and of nothing new.
    private static boolean ordered(Turn turn) {
        return turn.captured != null && !Leaving.over(turn.captured) && (turn.lines.isEmpty() || turn.changesOrder());
    }

    private static boolean delivery(Turn turn) {
        return Signs.fetches(turn.heard.text()) && pickup(turn) || say(turn, aboutDelivery(turn));
    }

    /// "When can I come for it?", of what is ordered: the seller arranges it.
    private static boolean pickup(Turn turn) {
        boolean ordered = turn.captured != null && !Leaving.over(turn.captured) || WhereTo.PICKUP.equals(turn.place);
        return say(turn, ordered ? new Act.ArrangePickup() : new Act.AboutPickup());
    }

    /// "A pouf and a kilim, how much is it all?": what was told of them comes to so much.
    private static void sum(Turn turn) {
        List<Act> told = turn.acts.stream().filter(Telling::tells).toList();
        List<Money> prices =
                told.stream().flatMap(act -> Telling.price(act).stream()).toList();
        if (prices.size() < 2 || prices.size() < told.size()) {
            return;
        }
        turn.acts.removeIf(Act.NothingPicked.class::isInstance);
        turn.acts.add(
                turn.acts.indexOf(told.getLast()) + 1,
                new Act.TellSum(prices.stream().reduce(Money::plus).orElseThrow()));
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
        describe(turn);
        Telling.offerOne(turn);
        return true;
    }

    /// All that is known of what is spoken of.
    static void describe(Turn turn) {
        turn.product(turn.focus)
                .filter(product -> !ByNeed.another(turn, product, ""))
                .ifPresent(product -> turn.say(new Act.Describe(
                        product.name(), product.description(), turn.choices(product), product.imageUrl(), true)));
    }

    /// "The fan get remote?", of the fan that was summed up, in words that nobody knows: what is known of it is told.
    static void describeAsked(Turn turn) {
        boolean silent = turn.acts.stream().allMatch(Act.Identify.class::isInstance);
        List<Heard.Item> named = turn.heard.named();
        boolean asks = silent
                && turn.heard.text().contains("?")
                && !turn.heard.yes()
                && named.size() == 1
                && named.getFirst().products().size() == 1
                && named.getFirst().quantity() == null;
        if (asks) {
            turn.focus = named.getFirst().products().getFirst();
            describe(turn);
        }
    }

    private static final int WORDS_LEAST = 3;

    /// "The second one", "the 300g" after a list or an answer, and nothing else said: that one is shown.
    private static boolean picked(Turn turn) {
        Heard heard = turn.heard;
        boolean points = heard.loose().pick() != null && !turn.listed.isEmpty()
                || Pointed.ofFocus(turn).size() == 1;
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
        List<UUID> ids = Pointed.pointed(turn);
        if (ids.isEmpty() || heard.loose().pick() == null && !ids.equals(Pointed.focus(turn))) {
            return false;
        }
        boolean said = Telling.about(turn, ids, Pointed.variants(turn, ids), null, false, "");
        Telling.offerOne(turn);
        return said;
    }

    /// "How much is it to deliver?" asks for no price of goods.
    private static boolean onlyOfDelivery(Turn turn) {
        Heard heard = turn.heard;
        return heard.wants(Intent.DELIVERY_QUESTION)
                && heard.items().isEmpty()
                && heard.loose().variants().isEmpty()
                && !heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.COMPARE, Intent.RECOMMEND)
                && !surelyAsksHow(heard);
    }

    private static boolean surelyAsksHow(Heard heard) {
        return heard.meanings().stream()
                .anyMatch(meaning -> meaning.intent() == Intent.PRODUCT_INQUIRY && meaning.confidence() >= SURELY);
    }

    private static final double SURELY = 0.9;

    private static boolean say(Turn turn, Act act) {
        turn.say(act);
        return true;
    }

    private static boolean payment(Turn turn) {
        boolean readyToPay = turn.waitsFor(Kind.CONFIRM)
                && turn.heard.yes()
                && !turn.heard.manner().but()
                && !turn.heard.text().contains("?");
        return !readyToPay && say(turn, new Act.AboutPayment(turn.offer.shop().payByLink(), ordered(turn)));
    }

    /// Words are not money: the seller looks at the account.
    private static boolean paymentClaim(Turn turn) {
        if (turn.captured == null || !turn.lines.isEmpty()) {
            return say(turn, new Act.AboutPaymentClaim());
        }
        if ("PAID".equals(turn.captured.payment())) {
            return say(turn, new Act.TellPaid(turn.captured.number(), turn.captured.total()));
        }
        WithPerson.paid(turn, turn.captured);
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

    /// The place is asked for so that it can be sent there; all else, so that the order is right.
    private static Act whyAsked(Turn turn) {
        return turn.waitsFor(Kind.LOCATION) || turn.place != null || Signs.ofPlace(turn.heard.text())
                ? new Act.WhyAddress()
                : new Act.WhyAsked();
    }

    static boolean status(Turn turn) {
        Dialogue.Taken taken = turn.captured;
        String asked = turn.heard.details().orderNumber();
        if (asked == null && !turn.lines.isEmpty() && (taken == null || Leaving.over(taken))) {
            if (Signs.ofOrder(turn.heard.text()) && !Signs.asksWhen(turn.heard.text())) {
                // "what's my order status?": it is not placed yet
                return cart(turn);
            }
            // "when will it come?" of what is not ordered yet
            return say(turn, aboutDelivery(turn));
        }
        Dialogue.Taken meant = asked == null
                ? taken
                : Stream.concat(Stream.ofNullable(taken), turn.others.stream())
                        .filter(order -> asked.equals(order.number()))
                        .findFirst()
                        .orElse(null);
        List<Dialogue.Taken> placed = WhichOrder.placed(turn.others, taken);
        if (meant == null && placed.size() > 1) {
            // by a number that none of them has
            return placed(turn, placed);
        }
        turn.say(meant == null ? new Act.NoOrderYet() : told(meant));
        if (meant != null && asked == null && awaited(meant) && Signs.asksWhenItArrives(turn.heard.text())) {
            turn.say(aboutDelivery(turn));
        }
        return true;
    }

    /// Nobody has sent it yet.
    private static boolean awaited(Dialogue.Taken taken) {
        return !Leaving.over(taken)
                && (taken.fulfilment() == null || taken.fulfilment().equals("UNFULFILLED"));
    }

    /// What was ordered and where it goes; "the two orders together" with what they come to.
    static boolean placed(Turn turn, Dialogue.Taken taken) {
        return placed(
                turn, Signs.allOrders(turn.heard.text()) ? WhichOrder.placed(turn.others, taken) : List.of(taken));
    }

    private static boolean placed(Turn turn, List<Dialogue.Taken> all) {
        Money total =
                all.stream().map(Dialogue.Taken::total).reduce(Money::plus).orElseThrow();
        turn.say(new Act.ShowPlaced(
                all.stream().flatMap(order -> LateChange.shown(order).stream()).toList(),
                total,
                all.size() == 1 ? all.getFirst().place() : null));
        all.forEach(order -> turn.say(told(order)));
        return true;
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
            if (turn.shown().isEmpty()) {
                uncounted(turn);
                return true;
            }
            return say(turn, new Act.ShowOrder(turn.shown(), turn.total()));
        }
        Dialogue.Taken taken = turn.captured;
        boolean priced =
                turn.acts.stream().anyMatch(act -> act instanceof Act.TellPrice || act instanceof Act.TellPriceOf);
        if (priced && taken == null) {
            // "a red bag and brown sandals, how much is it all?"
            return true;
        }
        if (taken == null || Leaving.over(taken)) {
            return say(turn, new Act.NothingPicked());
        }
        return placed(turn, taken);
    }

    /// "Both 5x6, how much in all?", and nobody said how many: what one of each costs.
    private static void uncounted(Turn turn) {
        boolean told = turn.acts.stream().anyMatch(Telling::tells);
        if (told || turn.lines.size() > PRICED_MAX) {
            return;
        }
        turn.lines.stream().filter(line -> line.variant() != null).forEach(line -> priceOf(turn, line));
    }

    /// Of the one that is chosen, or of all that it comes in.
    private static void priceOf(Turn turn, Line line) {
        turn.product(line.product())
                .ifPresent(product -> turn.say(new Act.TellPrice(
                        line.variant() == null ? product.name() : turn.title(line),
                        turn.choices(product).stream()
                                .filter(choice -> line.variant() == null
                                        || choice.variant().equals(line.variant()))
                                .toList())));
    }

    private static final int PRICED_MAX = 3;

    private static boolean goods(Turn turn) {
        Heard heard = turn.heard;
        if (heard.wants(Intent.COMPARE) && Advising.compare(turn)) {
            return true;
        }
        boolean limited = heard.details().priceLimit() != null;
        if (!limited && !heard.wants(Intent.DISCOUNT_QUESTION) && Cheaper.tell(turn)) {
            return true;
        }
        if (heard.wants(Intent.RECOMMEND)
                && heard.named().stream().noneMatch(item -> item.products().size() == 1)) {
            return Advising.recommend(turn);
        }
        if (!heard.named().isEmpty()) {
            boolean said = false;
            for (Item item : heard.named()) {
                said |= Telling.about(
                        turn,
                        item.products().isEmpty() ? Pointed.focus(turn) : item.products(),
                        ofTold(turn, item) ? Pointed.told(turn) : item.variants(),
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
            if (said && Advising.withinLimit(turn, clear)) {
                return true;
            }
            Telling.offerOne(turn);
            if (clear.size() == 1 && ofSeveralKinds(turn)) {
                // "each of them two", said next, means these kinds of it, and a yes none of them yet
                turn.askedAbout = asked(turn, clear);
                turn.told = null;
            }
            return said;
        }
        if (heard.wants(Intent.PRICE_CHECK) && ofAllInHand(turn)) {
            return true;
        }
        List<UUID> pointed = Pointed.pointed(turn);
        if (!pointed.isEmpty() && heard.loose().sought() == null) {
            Integer count = heard.loose().count();
            Telling.about(turn, pointed, Pointed.variants(turn, pointed), count, false, "");
            Telling.offerOne(turn);
            return true;
        }
        if (ofWhatIsInHand(turn)) {
            return Telling.about(
                    turn, List.of(Objects.requireNonNull(turn.focus)), Pointed.told(turn), null, false, "");
        }
        UUID having = onlyThingHaving(turn);
        if (having != null) {
            Telling.about(turn, List.of(having), heard.loose().variants(), null, false, "");
            Telling.offerOne(turn);
            return true;
        }
        if (heard.loose().sought() != null && heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK)) {
            turn.sellsNot(heard.loose().sought());
            return true;
        }
        return Advising.list(turn);
    }

    /// "A bed and a mattress. How much are both?": what each costs that is being ordered.
    private static boolean ofAllInHand(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        boolean all = pick != null
                && pick.kind().equals("both")
                && turn.lines.size() > 1
                && turn.lines.size() <= PRICED_MAX
                && turn.lines.stream().allMatch(line -> line.product() != null);
        if (!all) {
            return false;
        }
        turn.lines.forEach(line -> priceOf(turn, line));
        turn.pickUsed = true;
        return true;
    }

    /// "E dey come with wire?", asked without a name of the one that was told.
    private static boolean ofTold(Turn turn, Item item) {
        return item.words().isEmpty()
                && item.variants().isEmpty()
                && item.products().equals(Pointed.focus(turn))
                && turn.waitsFor(Kind.WANT_IT);
    }

    /// "U got 10s for electric?": only one thing comes in those, and it is described so.
    private static @Nullable UUID onlyThingHaving(Turn turn) {
        List<UUID> having = turn.offer.catalogue().having(turn.heard.loose().variants()).stream()
                .filter(id -> turn.product(id).isPresent())
                .toList();
        String sought = turn.heard.loose().sought();
        boolean told = having.size() == 1
                && sought != null
                && Suited.of(turn.offer.catalogue()).tells(having.getFirst(), sought);
        return told ? having.getFirst() : null;
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
    static List<Line> asked(Turn turn, List<UUID> products) {
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

    /// What is bargained for is what is talked of next: "can you do 2 serums for 80?", "ok, just one then".
    private static boolean discount(Turn turn) {
        if (Cheaper.tell(turn)) {
            return say(turn, new Act.AboutDiscount());
        }
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
}
