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
import org.jspecify.annotations.Nullable;

/// The shopper's questions, in the order they were asked. Answers rest on the catalogue, the stock and the settings.
final class Questions {
    private Questions() {}

    static boolean answer(Turn turn) {
        boolean ofShop = !turn.ownAnswer && ShopQuestions.ofShop(turn);
        boolean pictures = ShopQuestions.pictures(turn);
        boolean answered = ofShop || pictures;
        boolean ofGoods = !turn.heard.items().isEmpty() || pictures && turn.heard.wants(Intent.PRICE_CHECK);
        boolean aboutGoods = answered && !ofGoods;
        for (Heard.Meaning meaning : turn.heard.meanings()) {
            if (meaning.confidence() < Heard.UNSURE) {
                continue;
            }
            switch (meaning.intent()) {
                case PRICE_CHECK, AVAILABILITY_CHECK, PRODUCT_INQUIRY, COMPARE, RECOMMEND -> {
                    if (meaning.intent() == Intent.PRICE_CHECK && OrderQuestions.ofAllOrders(turn)) {
                        answered |= OrderQuestions.placed(turn, WhichOrder.placed(turn.others, turn.captured));
                        aboutGoods = true;
                    } else if (OrderQuestions.awaitsPlaced(turn)) {
                        answered |= OrderQuestions.status(turn);
                        aboutGoods = true;
                    } else if (!aboutGoods && !turn.itemsUsed && !onlyOfDelivery(turn)) {
                        aboutGoods = goods(turn);
                        answered |= aboutGoods;
                    }
                }
                case DELIVERY_QUESTION -> answered |= turn.ownAnswer || ofShop || ShopQuestions.delivery(turn);
                case PAYMENT_QUESTION -> answered |= turn.ownAnswer || ShopQuestions.payment(turn);
                case PAYMENT_CLAIM -> answered |= ShopQuestions.paymentClaim(turn);
                case DISCOUNT_QUESTION -> answered |= turn.ownAnswer || discount(turn);
                case RETURN_REQUEST -> answered |= turn.ownAnswer || ShopQuestions.returns(turn);
                case LOYALTY_QUESTION -> answered |= turn.ownAnswer || say(turn, new Act.AboutPoints());
                case WHY_ASKED -> answered |= Counts.asksWhySoMany(turn) || say(turn, ShopQuestions.whyAsked(turn));
                case ORDER_STATUS -> answered |= changesNamed(turn) || OrderQuestions.status(turn);
                case VIEW_CART -> answered |= OrderQuestions.cart(turn);
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

    static boolean say(Turn turn, Act act) {
        turn.say(act);
        return true;
    }

    private static boolean goods(Turn turn) {
        Heard heard = turn.heard;
        if (heard.wants(Intent.COMPARE) && Advising.compare(turn)) {
            return true;
        }
        boolean limited = heard.details().priceLimit() != null;
        boolean asks = !limited && !heard.wants(Intent.DISCOUNT_QUESTION);
        if (asks && (Advising.byPriceOf(turn) || Cheaper.tell(turn))) {
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
        return heard.wants(Intent.PRICE_CHECK) && ofDeliveryAsked(turn)
                ? ShopQuestions.delivery(turn)
                : Advising.list(turn);
    }

    /// "Do you deliver to Leeds? *And how much is that?*": of nothing that is sold.
    private static boolean ofDeliveryAsked(Turn turn) {
        return turn.before.placeAsked() != null
                && turn.lines.isEmpty()
                && turn.heard.named().isEmpty();
    }

    /// "A bed and a mattress. How much are both?": what each costs that is being ordered.
    private static boolean ofAllInHand(Turn turn) {
        Pick pick = turn.heard.loose().pick();
        boolean all = pick != null
                && pick.kind().equals("both")
                && turn.lines.size() > 1
                && turn.lines.size() <= OrderQuestions.PRICED_MAX
                && turn.lines.stream().allMatch(line -> line.product() != null);
        if (!all) {
            return false;
        }
        turn.lines.forEach(line -> OrderQuestions.priceOf(turn, line));
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
