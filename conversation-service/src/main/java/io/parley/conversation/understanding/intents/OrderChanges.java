package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.catalogue.ProductNames;
import io.parley.conversation.understanding.catalogue.VariantNames;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Fewer;
import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Particulars;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is to become of the order: things added, taken off or changed, or all of it cancelled.
public final class OrderChanges {
    private OrderChanges() {}

    /// "I'm asking about delivery, not the soap": what is asked about, and nothing is taken off.
    public static boolean asksNotOf(Wants wants) {
        Reading reading = wants.reading;
        boolean onlyRefused = wants.refused()
                && !wants.named()
                && !reading.products.isEmpty()
                && reading.all("remove_from_cart")
                        .allMatch(off -> reading.found("negation")
                                .anyMatch(no -> no.start() <= off.start() && off.end() <= no.end()));
        if (!onlyRefused) {
            return false;
        }
        int thing = reading.products.getFirst().start();
        return Stream.of("delivery_question", "payment_question", "order_status")
                .flatMap(reading::all)
                .anyMatch(asks -> asks.end() <= thing
                        && IntStream.range(asks.end(), thing)
                                .noneMatch(i -> reading.tokens.get(i).separates()
                                        && !reading.tokens.get(i).is(",")));
    }

    /// A word for an order is in what cancels.
    public static boolean cancelsWhole(Reading reading) {
        return reading.all("cancel_order")
                .anyMatch(hit -> IntStream.range(hit.start(), hit.end()).anyMatch(i -> reading.is(i, Word.ORDER)));
    }

    /// "Does it do for the gym too?" adds nothing.
    static void onlyToo(Wants wants) {
        Reading reading = wants.reading;
        boolean asked = reading.question() && reading.has("availability_check");
        boolean elsewhere = reading.all("add_to_cart")
                .allMatch(hit -> !wants.at.ordering() || asked || Asking.inSentence(reading, hit.start()));
        if ((Asking.whether(reading) || wants.any(Intent::asks)) && elsewhere && addsOnlyToo(reading)) {
            wants.drop(Intent.ADD_TO_CART);
        }
    }

    private static boolean addsOnlyToo(Reading reading) {
        return reading.all("add_to_cart")
                .allMatch(hit -> reading.is(Token.normal(reading.words(hit.start(), hit.end())), Word.TOO));
    }

    /// "Will you throw in a headlamp for free?" bargains, and adds nothing.
    static void forNothing(Wants wants) {
        Reading reading = wants.reading;
        boolean forNothing = reading.question()
                && wants.has(Intent.ADD_TO_CART)
                && !reading.products.isEmpty()
                && reading.all("discount_question")
                        .anyMatch(hit -> reading.products.stream().allMatch(name -> name.end() <= hit.start()))
                && reading.all("add_to_cart")
                        .allMatch(add -> reading.products.stream().allMatch(name -> add.start() <= name.start()));
        if (forNothing) {
            wants.drop(Intent.ADD_TO_CART, Intent.BUYING_INTENT);
        }
    }

    /// "Can you make it decaf", "could I have the teddy in caramel instead?", to what was summed up.
    static void remade(Wants wants) {
        boolean remade = (wants.awaits(Awaited.CONFIRMATION) || ofSpokenOf(wants))
                && wants.reading.found("correction").findAny().isPresent()
                && !wants.nothingNamed();
        if (!remade) {
            return;
        }
        wants.drop(Intent.CUSTOM_REQUEST);
        boolean instead =
                wants.reading.all("correction").anyMatch(hit -> hit.value().equals("instead"));
        if (instead && wants.items.items().stream().anyMatch(item -> ofOrder(item, wants.at))) {
            wants.drop(Intent.PRODUCT_INQUIRY, Intent.AVAILABILITY_CHECK);
            wants.add(Intent.ORDER_MODIFICATION, 0.85);
        }
    }

    /// "Oh no, can you make it black", "đổi cho em 1 đôi sang 37", of what was ordered a moment ago.
    private static boolean ofSpokenOf(Wants wants) {
        List<Heard.Item> items = wants.items.items();
        boolean onlyVariants = items.isEmpty()
                || wants.at.ordering()
                        && items.stream().allMatch(item -> item.products().isEmpty() && !item.negated());
        return onlyVariants
                && Stream.concat(
                                wants.items.variants().stream(),
                                items.stream().flatMap(item -> item.variants().stream()))
                        .flatMap(variant -> wants.at.catalogue().having(Set.of(variant)).stream())
                        .anyMatch(wants.at.inHand()::contains);
    }

    /// "I'd like to exchange the shirt L for an M", "échange un savon noir contre un curcuma", of what is only being
    /// ordered.
    private static boolean exchangesOrdered(Wants wants) {
        List<Heard.Item> items = wants.items.items();
        return wants.at.ordering()
                && !wants.refused()
                && items.size() + (wants.items.variants().isEmpty() ? 0 : 1) == 2
                && items.stream()
                        .anyMatch(item -> item.products().isEmpty()
                                || item.products().stream().anyMatch(wants.at.inHand()::contains));
    }

    /// Another variant of a thing that is in the order.
    private static boolean ofOrder(Heard.Item item, Surroundings at) {
        return !item.negated()
                && !item.variants().isEmpty()
                && item.products().stream().anyMatch(at.inHand()::contains);
    }

    /// A no or a but to what was summed up, and what it shall be.
    static void mended(Wants wants) {
        Reading reading = wants.reading;
        boolean mends = wants.awaits(Awaited.CONFIRMATION)
                && (wants.answer == Answer.NO || reading.has("but") || reading.has("negation"))
                && (wants.place != null
                        || reading.has("but") && Particulars.date(reading) != null
                        || !wants.items.variants().isEmpty()
                        || wants.counts()
                        || wants.named());
        if (mends && reading.marks("condition").findAny().isEmpty()) {
            wants.add(Intent.ORDER_MODIFICATION, 0.8);
        }
        if (insteadOfOrdered(wants)) {
            wants.drop(Intent.CUSTOM_REQUEST);
            wants.add(Intent.ORDER_MODIFICATION, 0.8);
        }
    }

    /// "Can you put M *instead of the L*?", of an L that is ordered.
    private static boolean insteadOfOrdered(Wants wants) {
        return wants.at.ordering()
                && wants.awaits(Awaited.NOTHING)
                && !wants.items.variants().isEmpty()
                && wants.items.instead().size() == 1
                && wants.items.instead().getFirst().variants().stream().anyMatch(wants.at.pieces()::containsKey);
    }

    static void corrected(Wants wants) {
        if (wants.reading.has("correction")
                && (!wants.nothingNamed() || !wants.items.numbers().isEmpty() || wants.place != null)) {
            wants.add(Intent.ORDER_MODIFICATION, 0.8);
        }
    }

    /// "A big one, and don't remove the small one": what is named beside what stays comes to it.
    static void comesToIt(Wants wants) {
        Reading reading = wants.reading;
        boolean stays = !wants.has(Intent.UPDATE_CART)
                && !reading.has("update_cart")
                && reading.variants.stream()
                        .anyMatch(kept -> !reading.made(kept.start())
                                && reading.marks("keep")
                                        .anyMatch(keep -> keep.length() > 1
                                                && kept.start() >= keep.end()
                                                && kept.start() - keep.end() <= 1));
        boolean counted = wants.items.items().stream().anyMatch(item -> item.quantity() != null);
        // "and 2 small ones"
        boolean joins = (reading.is(0, Word.AND) || reading.is(0, Word.JOINS))
                && counted
                && wants.items.items().stream().allMatch(item -> item.words().isEmpty());
        if ((joins && wants.at.ordering() || comesToPlaced(wants)) && !reading.question()) {
            wants.add(Intent.ADD_TO_CART, 0.85);
        }
        if (stays
                && !counted
                && wants.at.ordering()
                && !wants.refused()
                && !wants.nothingNamed()
                && !wants.reading.question()) {
            wants.add(Intent.ADD_TO_CART, 0.85);
        }
    }

    /// "Oh and a cream", "with 1 cream": the word that joins it opens the message, but for an oh.
    private static boolean comesToPlaced(Wants wants) {
        Reading reading = wants.reading;
        boolean oh = reading.marked("particle", 0) && !reading.is(0, Word.AND) && wants.answer == Answer.NONE;
        int first = oh && reading.tokens.size() > 1 ? 1 : 0;
        return Stream.of(Word.AND, Word.JOINS, Word.WITH).anyMatch(part -> reading.is(first, part))
                && wants.has(Intent.BUYING_INTENT)
                && !wants.has(Intent.UPDATE_CART)
                && !wants.items.items().isEmpty()
                && wants.items.items().stream()
                        .allMatch(item -> item.quantity() != null
                                && !item.negated()
                                && !item.products().isEmpty()
                                && item.products().stream().noneMatch(wants.at.inHand()::contains));
    }

    /// "How much are the bags? Add the 120": what was asked is answered by the sum, and what is added is added.
    static void addedBehind(Wants wants) {
        Reading reading = wants.reading;
        boolean named = wants.items.items().size() == 1
                && wants.items.items().getFirst().products().size() == 1
                && !wants.items.items().getFirst().negated();
        // "does it smell? also do you have the serum" goes on asking
        boolean added = reading.all("add_to_cart")
                .filter(add -> !reading.begins("question", add.end())
                        && reading.all("availability_check").noneMatch(asks -> asks.start() >= add.end()))
                .anyMatch(add -> IntStream.range(0, reading.tokens.size())
                                .filter(i -> reading.tokens.get(i).is("?"))
                                .max()
                                .orElse(Integer.MAX_VALUE)
                        < add.start());
        if (added && named && reading.marks("condition").findAny().isEmpty() && !wants.any(Intent::grave)) {
            wants.drop(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK, Intent.PRODUCT_INQUIRY);
            wants.set(Intent.ADD_TO_CART, 0.9);
        }
    }

    /// A weak sign of these makes do with what is named or asked behind it.
    static final double MAKES_DO = 0.6;

    /// Another count or variant of what is ordered: no bargain, and no special request.
    static void changed(Wants wants, boolean counted) {
        if (wants.at.ordering() && countsGoods(wants)) {
            // "can you do 3 of the compost" bargains for nothing
            wants.drop(Intent.DISCOUNT_QUESTION);
            wants.add(Intent.UPDATE_CART, 0.85);
        }
        if (wants.at.ordering() && putsInstead(wants.reading)) {
            // "badilisha, weka bleu"
            wants.drop(Intent.ADD_TO_CART);
            wants.add(Intent.UPDATE_CART, 0.85);
        }
        if (wants.at.ordering() && wants.reading.all("pick").anyMatch(pick -> tooDear(wants.reading, pick))) {
            wants.drop(Intent.DISCOUNT_QUESTION, Intent.ADD_TO_CART);
            wants.add(Intent.UPDATE_CART, 0.85);
        }
        if (someOfOrdered(wants)) {
            wants.add(Intent.UPDATE_CART, 0.85);
        }
        if (counted && wants.less(Intent.CUSTOM_REQUEST, wants.sure(Intent.ADD_TO_CART))) {
            // "vous pouvez ajouter un savon noir ?": it is sold here
            wants.drop(Intent.CUSTOM_REQUEST);
        }
        if (remakes(wants)) {
            wants.drop(Intent.CUSTOM_REQUEST, Intent.PRODUCT_INQUIRY);
            wants.add(Intent.UPDATE_CART, 0.85);
            if (addsOnlyToo(wants.reading)) {
                // "make the board 12 inch too"
                wants.drop(Intent.ADD_TO_CART);
            }
        }
        boolean exchanged = wants.has(Intent.RETURN_REQUEST)
                && (ofSpokenOf(wants) || Changing.instead(wants) || exchangesOrdered(wants))
                && wants.reading.changing("swaps").findAny().isPresent()
                && IntStream.range(0, wants.reading.tokens.size()).noneMatch(i -> wants.reading.is(i, Word.RECEIVED));
        if (exchanged) {
            // "can I swap it for the berry wine", of what was ordered a moment ago
            wants.drop(Intent.RETURN_REQUEST, Intent.REMOVE_FROM_CART);
            wants.add(Intent.UPDATE_CART, 0.85);
        }
        if (otherContents(wants)) {
            wants.set(Intent.CUSTOM_REQUEST, 0.85);
        }
        if ((wants.at.ordering() || !wants.at.inHand().isEmpty()) && lessensTo(wants.reading)) {
            // "reduce am to 2"
            wants.drop(Intent.DISCOUNT_QUESTION);
            wants.add(Intent.UPDATE_CART, 0.85);
        }
        if (wants.at.ordering() && takesFewer(wants.reading) && !wants.refused()) {
            // "mít sấy bớt 1 gói" takes off one of them and nothing off the price
            wants.drop(Intent.DISCOUNT_QUESTION, Intent.REMOVE_FROM_CART);
            wants.add(Intent.UPDATE_CART, 0.85);
        }
        if (wants.at.ordering() && reaches(wants.reading)) {
            // "punguza ziwe tano" takes off pieces and nothing off the price
            wants.drop(Intent.ADD_TO_CART, Intent.DISCOUNT_QUESTION);
            wants.add(Intent.UPDATE_CART, 0.85);
        }
    }

    /// "The small one, *the big one* is too expensive": which one is not wanted, and why.
    static boolean tooDear(Reading reading, Hit pick) {
        int from = reading.clauseStart(pick.start());
        int end = reading.clauseEnd(pick.end());
        return !reading.question()
                && reading.all("pick").anyMatch(other -> other.end() <= from || other.start() >= end)
                && reading.all("discount_question").anyMatch(dear -> dear.start() >= pick.end() && dear.end() <= end)
                && reading.all("discount_question").allMatch(dear -> dear.start() >= from && dear.end() <= end);
    }

    /// "Un des deux en blanc, c'est possible ?", "2 of the red ones in blue": some of what is ordered, and nothing new.
    private static boolean someOfOrdered(Wants wants) {
        List<Heard.Item> named = wants.items.items();
        List<UUID> variants = Stream.concat(
                        named.stream().flatMap(item -> item.variants().stream()), wants.items.variants().stream())
                .toList();
        Stream<UUID> products = Stream.concat(
                wants.at.catalogue().having(variants).stream(),
                named.stream().flatMap(item -> item.products().stream()));
        return wants.at.ordering()
                && wants.reading.changing("some_of_them").findAny().isPresent()
                && wants.reading.variants.size() == 1
                && !wants.refused()
                && !wants.any(Intent::asks)
                && !wants.has(Intent.ADD_TO_CART)
                && products.anyMatch(wants.at.inHand()::contains)
                && variants.stream().anyMatch(variant -> !wants.at.pieces().containsKey(variant));
    }

    /// A word that may add as well as change stands behind one that only changes.
    private static boolean putsInstead(Reading reading) {
        return reading.has("add_to_cart")
                && reading.all("add_to_cart")
                        .allMatch(add -> reading.found("update_cart")
                                        .anyMatch(put -> put.start() == add.start() && put.end() == add.end())
                                && reading.found("update_cart").anyMatch(change -> change.end() <= add.start()));
    }

    /// "The gift box with a candle instead of the soap", of soap that is not ordered by itself: another box than
    /// is sold.
    private static boolean otherContents(Wants wants) {
        Reading reading = wants.reading;
        return reading.marks("instead_of")
                .anyMatch(mark -> reading.products.stream()
                        .filter(out -> out.start() >= mark.end()
                                && out.start() - mark.end() <= 2
                                && out.products().stream().noneMatch(wants.at.inHand()::contains))
                        .anyMatch(out -> reading.products.stream()
                                .filter(whole -> whole.end() <= mark.start()
                                        && !whole.products().equals(out.products()))
                                .anyMatch(whole -> IntStream.range(whole.end(), mark.start())
                                        .anyMatch(i -> reading.is(i, Word.WITH)))));
    }

    /// "Punguza simiti tano", "bớt 1 gói".
    private static boolean takesFewer(Reading reading) {
        return !reading.question()
                && Numbers.of(reading).stream().noneMatch(n -> n.kind() == Kind.MONEY)
                && Fewer.of(reading).findAny().isPresent();
    }

    /// "Reduce am to 2": pieces, and nothing off the price.
    private static boolean lessensTo(Reading reading) {
        return !reading.question()
                && Numbers.of(reading).stream()
                        .filter(n -> (n.kind() == Kind.BARE || n.kind() == Kind.PIECES) && n.whole() <= PIECES_MAX)
                        .filter(n ->
                                reading.is(n.start() - 1, Word.CHANGED_TO) || reading.is(n.start() - 1, Word.REACHES))
                        .anyMatch(n -> reading.found("discount_question").anyMatch(less -> less.start() < n.start()));
    }

    private static final int PIECES_MAX = 100;

    /// Whether what sounded like an offer of a price ends with the count of a thing that stands right behind it.
    private static boolean countsGoods(Wants wants) {
        Reading reading = wants.reading;
        return wants.has(Intent.DISCOUNT_QUESTION)
                && wants.items.items().stream().anyMatch(item -> item.quantity() != null && !item.negated())
                && reading.all("discount_question")
                        .allMatch(hit -> reading.number(hit.end() - 1)
                                && reading.products.stream()
                                        .anyMatch(p -> p.start() >= hit.end() && p.start() - hit.end() <= 2));
    }

    /// "Could you make the soap three", "fanya rangi iwe cream": another count or variant of what is in the order.
    private static boolean remakes(Wants wants) {
        Reading reading = wants.reading;
        Surroundings at = wants.at;
        boolean changes = at.ordering()
                && wants.items.items().stream()
                        .anyMatch(item -> !item.negated()
                                && (item.quantity() != null || !item.variants().isEmpty())
                                && (item.products().stream().anyMatch(at.inHand()::contains)
                                        || at.catalogue().having(item.variants()).stream()
                                                .anyMatch(at.inHand()::contains)));
        OptionalInt named = IntStream.concat(
                        reading.products.stream().mapToInt(ProductNames.Named::start),
                        reading.variants.stream().mapToInt(VariantNames.NamedVariant::start))
                .min();
        if (!changes || named.isEmpty()) {
            return false;
        }
        int thing = named.getAsInt();
        return (reading.made(thing) || madeBehind(reading))
                && reading.all("custom_request")
                        .allMatch(hit -> hit.end() <= thing && reading.is(hit.end() - 1, Word.MAKES));
    }

    /// "Godoro pia *iwe* 6x6", "the mattress *should* also *be* 6x6": between a thing and what it is to be.
    private static boolean madeBehind(Reading reading) {
        return reading.products.stream()
                .anyMatch(name -> reading.variants.stream()
                        .filter(variant -> variant.start() > name.end()
                                && variant.start() < reading.clauseEnd(name.end() - 1)
                                && variant.start() - name.end() <= MADE_BEHIND_MAX)
                        .anyMatch(variant -> IntStream.range(name.end(), variant.start())
                                        .noneMatch(i -> reading.number(i) || reading.within("number", i))
                                && (reading.is(variant.start() - 1, Word.MAKES)
                                        || reading.changing("is_rather")
                                                .anyMatch(be ->
                                                        be.start() >= name.end() && be.end() <= variant.start()))));
    }

    private static final int MADE_BEHIND_MAX = 4;

    /// "Ongeza ziwe nane", "add some, 8 in total": what it shall come to, and not how many more.
    public static boolean reaches(Reading reading) {
        List<Number> counts = Numbers.of(reading).stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .toList();
        if (counts.isEmpty()) {
            return false;
        }
        Number last = counts.getLast();
        boolean adds = Stream.of("add_to_cart", "more", "discount_question")
                .flatMap(reading::found)
                // "let it be 6, my sisters also want"
                .anyMatch(hit -> hit.start() < last.start() || reading.parted(last.end(), hit.start()));
        boolean said = reading.is(last.start() - 1, Word.REACHES)
                || reading.found("update_cart").anyMatch(hit -> hit.end() == last.start());
        // "naongeza moja, *jumla* tatu"
        boolean sum = adds
                && reading.is(last.start() - 1, Word.IN_ALL)
                && reading.tokens.get(last.start() - 2).separates();
        // "can I add soaps, to make 3?"
        return adds && said || !reading.question() && (sum || inAll(reading, last.end()));
    }

    /// "*Tăng lên 3* bánh rồi thêm 1 kem", "*lấy 4* cục rồi thêm 1 son": what is added is named behind it, and is
    /// not in the order yet.
    public static boolean reachesFirst(Wants wants) {
        Reading reading = wants.reading;
        return !wants.items.items().isEmpty()
                && wants.items.items().stream()
                        .flatMap(item -> item.products().stream())
                        .noneMatch(wants.at.inHand()::contains)
                && Numbers.of(reading).stream()
                        .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                        .filter(n -> reading.is(n.start() - 1, Word.REACHES) || reading.is(n.start() - 1, Word.TAKES))
                        .anyMatch(n -> Stream.of("add_to_cart", "more")
                                .flatMap(reading::found)
                                .allMatch(hit -> hit.start() >= n.end()));
    }

    /// "8 in total", "8 cái tất cả": right behind the count, or behind what is counted.
    private static boolean inAll(Reading reading, int end) {
        for (int i = end; i < Math.min(end + 3, reading.tokens.size()); i++) {
            if (reading.is(i, Word.IN_ALL)) {
                return true;
            }
        }
        return false;
    }

    /// "One more", or the end of what adds or takes: "could you *add another one*", "can I get *one more of those*".
    public static Stream<Hit> more(Reading reading) {
        return Stream.concat(
                reading.all("more"),
                reading.found("more")
                        .filter(more -> more.weight() > 0.5
                                && Stream.of("add_to_cart", "update_cart")
                                        .flatMap(reading::all)
                                        .anyMatch(adds -> adds.start() <= more.start()
                                                && more.end() <= adds.end()
                                                && IntStream.range(more.start(), more.end())
                                                        .allMatch(adds::owns))));
    }

    /// "No be two again", "not 2 any more": a word for more behind a number that is not wanted adds nothing.
    public static boolean ofRefused(Reading reading, Hit more) {
        return Stream.of("negation", "correction")
                .flatMap(reading::found)
                .anyMatch(no -> no.end() <= more.start()
                        && more.start() - no.end() <= 1
                        && reading.found("number").anyMatch(n -> n.end() == more.start() && n.end() >= no.end())
                        && !reading.tokens.get(more.start() - 1).separates());
    }
}
