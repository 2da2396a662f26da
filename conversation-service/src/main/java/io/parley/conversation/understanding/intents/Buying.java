package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.items.NamedItems;
import io.parley.conversation.understanding.items.OfTold;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Particulars;
import io.parley.conversation.understanding.reading.Qualified;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.reading.Unsold;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether the things that are named are to be bought, or are only asked about, compared or praised.
final class Buying {
    private Buying() {}

    /// Whether things are counted; "does the phone come with a charger?" counts nothing.
    static boolean counted(Wants wants) {
        List<Heard.Item> items = wants.items.items();
        boolean articles = Asking.whether(wants.reading)
                && !wants.has(Intent.BUYING_INTENT)
                && !wants.awaits(Awaited.QUANTITY)
                && items.stream().allMatch(item -> item.quantity() == null || item.quantity() == 1)
                && items.stream().anyMatch(item -> item.quantity() == null)
                && !wants.reading.has("number")
                && wants.reading.tokens.stream().noneMatch(token -> token.number() && token.is("1"));
        // "the black glasses, do they have a coating?": one of something else
        boolean ofElse = wants.reading.question()
                && !wants.any(Intent::orders)
                && items.size() == 1
                && Integer.valueOf(1).equals(items.getFirst().quantity())
                && articleApart(wants.reading);
        boolean beside = wants.named()
                && !Asking.whether(wants.reading)
                && wants.reading.unsold.stream().anyMatch(Unsold.Thing::counted);
        return !articles
                && !ofElse
                && !looksOn(wants)
                && (beside || items.stream().anyMatch(item -> item.quantity() != null && !item.negated()));
    }

    /// "Not a watering can, just a plant", before anything is ordered: what is looked for, and no count of it.
    private static boolean looksOn(Wants wants) {
        List<Heard.Item> items = wants.items.items();
        return !wants.at.ordering()
                && (wants.awaits(Awaited.NOTHING) || wants.awaits(Awaited.YES_OR_NO))
                && !wants.any(Intent::orders)
                && items.stream().anyMatch(Heard.Item::negated)
                && items.stream()
                        .filter(item -> !item.negated())
                        .allMatch(item -> item.variants().isEmpty())
                && IntStream.range(0, wants.reading.tokens.size())
                        .noneMatch(i -> wants.reading.number(i)
                                || wants.reading.begins("number", i) && !wants.reading.article(i));
    }

    /// "Le groupe peut porter *un congélateur* ?"
    private static boolean stranger(Reading reading, int at) {
        return at < reading.tokens.size()
                && reading.free(at, at + 1)
                && !reading.common(at)
                && !reading.marked("unit_pieces", at)
                && !reading.catalogue.knows(reading.tokens.get(at).norm());
    }

    /// The only one that is said stands in a clause behind the thing, or before a stranger, before a word for
    /// something else.
    private static boolean articleApart(Reading reading) {
        return reading.products.size() == 1
                && IntStream.range(0, reading.tokens.size())
                        .filter(i -> reading.number(i) || reading.begins("number", i))
                        .allMatch(i -> reading.is(i, Word.MAYBE_ARTICLE)
                                && reading.products.getFirst().end() < i
                                && (reading.parted(reading.products.getFirst().end(), i) || stranger(reading, i + 1))
                                && i + 1 < reading.tokens.size()
                                && reading.tokens.get(i + 1).word());
    }

    /// "Da dầu dùng xà phòng nào", "j'ai la peau sèche": which of the goods, or of a kind of them, suit; "is it ok for
    /// oily
    /// skin?", of what was told, asks of that.
    static void suited(Wants wants) {
        Reading reading = wants.reading;
        boolean open = wants.items.items().stream()
                .allMatch(item -> item.products().size() > 1 && item.quantity() == null && !item.negated());
        boolean other = wants.any(Intent::grave) || wants.has(Intent.COMPARE) || wants.has(Intent.DISCOUNT_QUESTION);
        if (!reading.has("skin_or_hair") || !open || other || wants.counts()) {
            return;
        }
        boolean whether = Asking.whether(reading)
                || reading.says(Word.OR_NOT)
                || reading.question()
                        && reading.all("question")
                                .noneMatch(asks -> asks.start() > reading.clauseStart(asks.start())
                                        || reading.is(asks.start(), Word.ONE_OF));
        boolean told =
                wants.at.focus() != null && wants.items.items().isEmpty() && whether && !reading.has("recommend");
        wants.drop(Intent.BUYING_INTENT, Intent.AVAILABILITY_CHECK, Intent.CHIT_CHAT);
        wants.drop(told ? Intent.RECOMMEND : Intent.PRODUCT_INQUIRY);
        wants.set(told ? Intent.PRODUCT_INQUIRY : Intent.RECOMMEND, 0.85);
    }

    static void reckoned(Wants wants) {
        if (Asking.reckons(wants.reading) && !wants.has(Intent.ADD_TO_CART)) {
            wants.drop(Intent.CUSTOM_REQUEST, Intent.BUYING_INTENT, Intent.PRICE_CHECK);
            wants.set(Intent.PRODUCT_INQUIRY, 0.85);
        }
    }

    static void find(Wants wants, boolean counted) {
        Reading reading = wants.reading;
        if (decided(reading) && !reading.question()) {
            wants.add(Intent.BUYING_INTENT, 0.85);
        }
        boolean asks = wants.surely(Heard.UNSURE, Intent::asks);
        boolean edits = wants.has(Intent.REMOVE_FROM_CART) || wants.has(Intent.CANCEL_ORDER);
        if (wants.named() && !asks && !edits) {
            if (chooses(wants, counted)) {
                wants.add(Intent.BUYING_INTENT, counted ? 0.85 : 0.7);
            } else if (!wants.any(Intent::orders)) {
                boolean asksOfIt = reading.question() || reading.has("question");
                wants.add(Intent.PRODUCT_INQUIRY, asksOfIt && wants.has(Intent.CHIT_CHAT) ? 0.8 : 0.7);
            }
        }
        if (wants.has(Intent.AVAILABILITY_CHECK) && countedApart(wants)) {
            wants.add(Intent.BUYING_INTENT, 0.85);
        }
        if (asks && bargainsBefore(wants)) {
            wants.add(Intent.PRODUCT_INQUIRY, 0.75);
        }
        if (asks && asksHowApart(reading)) {
            wants.add(Intent.PRODUCT_INQUIRY, 0.8);
        }
        boolean asksAbout = wants.awaits(Awaited.VARIANT)
                && reading.question()
                && (Asking.first(reading) || saysMore(reading))
                && !wants.items.variants().isEmpty()
                && wants.none();
        if (asksAbout) {
            // "is the beige very light?"
            wants.set(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    /// "Do you have decaf? *3 bags please*": behind the question a count is all that is said.
    private static boolean countedApart(Wants wants) {
        Reading reading = wants.reading;
        List<Heard.Item> items = wants.items.items();
        return items.size() == 1
                && items.getFirst().quantity() != null
                && Numbers.of(reading).stream()
                        .filter(number -> number.start() > 0
                                && reading.tokens.get(number.start() - 1).is("?"))
                        .anyMatch(number -> IntStream.range(number.end(), reading.tokens.size())
                                .allMatch(i -> reading.marked("unit_pieces", i)
                                        || reading.nicety(i)
                                        || reading.tokens.get(i).separates()));
    }

    /// "It's too dear. And the bob?": something else is asked of, in a sentence behind what bargains.
    private static boolean bargainsBefore(Wants wants) {
        Reading reading = wants.reading;
        return wants.only(Intent.DISCOUNT_QUESTION)
                && (reading.question() || reading.has("question"))
                && !reading.products.isEmpty()
                && reading.all("discount_question")
                        .allMatch(hit -> reading.products.stream()
                                .allMatch(name -> IntStream.range(hit.end(), name.start())
                                        .anyMatch(i -> reading.tokens.get(i).is(".")
                                                || reading.tokens.get(i).is("?"))));
    }

    /// "*Does the gift box come wrapped?* how much is it": a sentence that asks of a thing what no phrase knows.
    private static boolean asksHowApart(Reading reading) {
        return reading.products.stream().anyMatch(name -> {
            int from = reading.clauseStart(name.start());
            int to = reading.clauseEnd(name.end());
            return to + 1 < reading.tokens.size()
                    && reading.tokens.get(to).is("?")
                    && reading.begins("question", from)
                    && reading.hits.stream()
                            .filter(hit -> hit.start() >= from && hit.end() <= to)
                            .noneMatch(hit -> Intent.of(hit.section()).isPresent());
        });
    }

    /// "Rope it is": right behind what is named, and the end of its clause.
    private static boolean decided(Reading reading) {
        return reading.marks("decided")
                .anyMatch(hit -> (hit.end() == reading.tokens.size()
                                || !reading.tokens.get(hit.end()).word()
                                || reading.marked("polite", hit.end()))
                        && (reading.products.stream().anyMatch(p -> p.end() == hit.start())
                                || reading.variants.stream().anyMatch(v -> v.end() == hit.start())
                                || reading.all("pick").anyMatch(pick -> pick.end() == hit.start())));
    }

    private static boolean chooses(Wants wants, boolean counted) {
        Reading reading = wants.reading;
        // "2 please, and the broom", when a cushion was offered
        boolean takesOffer = wants.awaits(Awaited.YES_OR_NO)
                && wants.items.numbers().stream().anyMatch(n -> takesOffer(wants, n));
        return counted
                || wants.place != null && wants.place.said() && !(reading.question() && reading.has("question"))
                || wants.awaits(Awaited.PRODUCT)
                || whichAndMore(wants)
                || yesAndMore(wants)
                || (takesOffer || wants.at.ordering()) && !Asking.whether(reading) && !reading.has("question")
                || (listed(wants.items) || onlyThat(reading)) && !reading.question() && !reading.has("question");
    }

    /// "Just the spray and the cord then": right before what is named, and nothing is asked.
    private static boolean onlyThat(Reading reading) {
        return reading.changing("only_that")
                .anyMatch(only -> reading.products.stream()
                        .anyMatch(p -> p.start() == only.end()
                                || p.start() == only.end() + 1 && reading.is(only.end(), Word.POINTER)));
    }

    /// "Ok medium then and the bell", when a helmet was offered.
    private static boolean whichAndMore(Wants wants) {
        List<Heard.Item> items = wants.items.items();
        return wants.awaits(Awaited.YES_OR_NO)
                && items.size() > 1
                && !wants.reading.question()
                && !wants.reading.has("question")
                && items.stream()
                        .anyMatch(item ->
                                item.words().isEmpty() && item.variants().size() == 1)
                && items.stream()
                        .allMatch(item -> !item.negated() && item.products().size() == 1);
    }

    /// "Ok and the belt", when a hat was offered: both.
    private static boolean yesAndMore(Wants wants) {
        Reading reading = wants.reading;
        return wants.awaits(Awaited.YES_OR_NO)
                && wants.answer.yes()
                && !reading.question()
                && !reading.has("question")
                && OfTold.joinedToYes(reading);
    }

    /// So many pieces, or so many with a yes, or "one of them".
    private static boolean takesOffer(Wants wants, Number number) {
        boolean ofThem = wants.reading
                .marks("some_of_them")
                .anyMatch(hit -> hit.start() <= number.start() && number.end() <= hit.end());
        return number.kind() == Kind.PIECES
                || number.kind() == Kind.BARE && (ofThem || wants.answer == Heard.Answer.YES);
    }

    /// "Medium snake plant + white pot": a list of things, each with its variant, is an order.
    private static boolean listed(NamedItems items) {
        return items.items().size() > 1
                && items.items().stream()
                        .allMatch(item -> !item.negated()
                                && item.products().size() == 1
                                && item.variants().size() == 1);
    }

    /// A word beside the variant that is more than a courtesy: "le gris est foncé ?"
    private static boolean saysMore(Reading reading) {
        for (int i = 0; i < reading.tokens.size(); i++) {
            boolean more = reading.tokens.get(i).word()
                    && !reading.claimed(i)
                    && !reading.everyday(i)
                    && !reading.marked("polite", i)
                    && !reading.marked("particle", i);
            if (more) {
                return true;
            }
        }
        return false;
    }

    /// What fits a price, when no thing is chosen yet.
    static void recommended(Wants wants, boolean limited, boolean counted) {
        boolean onlyKinds = wants.items.items().stream()
                .allMatch(item -> item.category() || item.products().size() > 1);
        if (limited && dearOnly(wants)) {
            // "28 is too dear, is there anything under 20": looked for, and nothing is bargained
            wants.drop(Intent.DISCOUNT_QUESTION);
            wants.set(Intent.PRODUCT_INQUIRY, 0.8);
        }
        boolean asksElse = wants.any(
                intent -> intent.asks() && intent != Intent.PRODUCT_INQUIRY && intent != Intent.AVAILABILITY_CHECK);
        boolean uncounted = !counted
                && !onlyKinds
                && wants.items.items().stream()
                        .allMatch(item ->
                                item.quantity() == null && item.variants().isEmpty() && !item.negated());
        if (limited && uncounted && wants.awaits(Awaited.NOTHING)) {
            // "I'd like a plant, at 30 at most": what there is at that price comes before how many
            wants.drop(Intent.BUYING_INTENT);
            wants.set(Intent.PRODUCT_INQUIRY, 0.8);
        }
        boolean looksAround = !counted && wants.has(Intent.PRODUCT_INQUIRY) && !wants.any(Intent::orders);
        if (limited && (onlyKinds || looksAround) && !asksElse) {
            wants.add(Intent.RECOMMEND, 0.7);
        }
        // "the big one please, post to 3 Orchard Lane. It's a birthday present"
        boolean sends = wants.place != null && wants.place.said() && !wants.reading.question();
        if (sends && wants.reading.has("pick")) {
            wants.drop(Intent.RECOMMEND);
        }
    }

    /// What is said of the price stands before the limit or is the limit itself: "anything cheaper than 20?"
    static boolean dearOnly(Wants wants) {
        Reading reading = wants.reading;
        int last = Stream.of("price_limit", "price_limit_after")
                .flatMap(reading::found)
                .mapToInt(Hit::end)
                .max()
                .orElse(0);
        return wants.has(Intent.DISCOUNT_QUESTION)
                && !wants.any(Intent::orders)
                && (wants.awaits(Awaited.NOTHING) || wants.awaits(Awaited.YES_OR_NO))
                && (reading.question()
                        || asksWhich(reading)
                        || reading.has("recommend")
                        || reading.has("availability_check"))
                && reading.found("discount_question").allMatch(hit -> hit.end() <= last);
    }

    /// "Có *cái nào* dưới 20"
    private static boolean asksWhich(Reading reading) {
        return reading.found("question").findAny().isPresent();
    }

    /// "Which inverter go fit carry my fridge": a word that asks stands right before the thing, and nothing is counted.
    static void askedWhich(Wants wants, boolean counted) {
        Reading reading = wants.reading;
        boolean which = reading.found("question")
                .anyMatch(
                        asks -> asks.length() == 1 && reading.products.stream().anyMatch(p -> p.start() == asks.end()));
        if (which && !counted && wants.less(Intent.BUYING_INTENT, 0.95) && wants.awaits(Awaited.NOTHING)) {
            wants.drop(Intent.BUYING_INTENT);
            wants.add(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    /// "And a thermometer. Is it digital?": asked of it in a sentence of its own, beside what is ordered.
    static void askedBeside(Wants wants) {
        Reading reading = wants.reading;
        boolean asks = wants.any(Intent::orders)
                && !wants.any(Intent::asks)
                && Particulars.date(reading) == null
                && reading.all("question")
                        .filter(hit -> hit.start() > 0
                                && reading.clauseStart(hit.start()) == hit.start()
                                && reading.is(hit.end() - 1, Word.OF_IT)
                                && !reading.marked("place_end", hit.end()))
                        .map(hit -> reading.clauseEnd(hit.end()))
                        .anyMatch(end -> end < reading.tokens.size()
                                && reading.tokens.get(end).is("?"));
        if (asks) {
            wants.set(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    /// "Bucket hat or dad cap for a big head".
    static void compared(Wants wants, boolean counted) {
        boolean two =
                wants.items.items().stream().filter(item -> !item.negated()).count() == 2;
        boolean eitherOf = two
                && !counted
                && between(wants.reading, Word.OR)
                && !wants.any(intent -> intent.orders() || intent.grave())
                && !wants.any(intent -> intent.asks() && intent != Intent.PRODUCT_INQUIRY);
        if (eitherOf && wants.awaits(Awaited.NOTHING) || either(wants)) {
            wants.drop(Intent.PRODUCT_INQUIRY);
            wants.set(Intent.COMPARE, 0.8);
        }
    }

    /// "Do you do a hamper or gift box?", where a hamper is sold: the like of it is asked for, and nothing special.
    static void orTheLike(Wants wants) {
        Reading reading = wants.reading;
        boolean like = wants.has(Intent.AVAILABILITY_CHECK)
                && !wants.any(Intent::orders)
                && reading.all("custom_request").findAny().isPresent()
                && reading.all("custom_request")
                        .allMatch(wish -> reading.products.stream()
                                .anyMatch(thing -> joinedByOr(reading, thing.end(), wish.start())
                                        || joinedByOr(reading, wish.end(), thing.start())));
        if (like) {
            wants.drop(Intent.CUSTOM_REQUEST);
        }
    }

    private static boolean joinedByOr(Reading reading, int end, int start) {
        return start - end > 0 && start - end <= 2 && reading.is(end, Word.OR);
    }

    private static boolean endsAsking(Reading reading, int at) {
        int end = reading.clauseEnd(at);
        return end < reading.tokens.size() && reading.tokens.get(end).is("?");
    }

    /// "Would a small or medium harness be better?": which of them it should be is asked, and none is ordered.
    private static boolean either(Wants wants) {
        Reading reading = wants.reading;
        boolean between = IntStream.range(0, reading.tokens.size())
                .filter(i -> reading.is(i, Word.OR))
                .anyMatch(or -> reading.variants.stream()
                        .filter(first -> first.end() == or || first.end() == or - 1)
                        .anyMatch(first -> reading.variants.stream()
                                .filter(other -> other.start() > or && other.start() - or <= 2)
                                .anyMatch(other -> endsAsking(reading, other.end())
                                        && !reading.catalogue
                                                .having(first.variants())
                                                .isEmpty()
                                        && reading.catalogue.having(first.variants()).stream()
                                                .anyMatch(reading.catalogue.having(other.variants())::contains))));
        boolean names =
                wants.items.items().stream().anyMatch(item -> !item.products().isEmpty());
        return between
                && names
                && Stream.of("add_to_cart", "buying_intent", "update_cart", "availability_check", "price_check")
                        .noneMatch(reading::has)
                && !wants.any(Intent::grave);
    }

    /// Whether the word stands between two things that are named.
    private static boolean between(Reading reading, Word part) {
        for (int i = 0; i + 1 < reading.products.size(); i++) {
            int next = reading.products.get(i + 1).start();
            int at = reading.products.get(i).end();
            if (reading.is(at, part) && next - at <= 2) {
                return true;
            }
        }
        return false;
    }

    /// "The gloss sounds nice" asks about it; who laughs only chats.
    static void praised(Wants wants) {
        Reading reading = wants.reading;
        if (!wants.awaits(Awaited.NOTHING)) {
            return;
        }
        if (wants.named()
                && !reading.question()
                && reading.marks("pointed").findAny().isPresent()
                && wants.only(Intent.PRODUCT_INQUIRY)) {
            // "j'adore le collier, je le veux"
            wants.setOnly(Intent.BUYING_INTENT, 0.8);
            return;
        }
        if (wants.named() && reading.has("appeals") && wants.only(Intent.PRODUCT_INQUIRY)) {
            wants.set(Intent.PRODUCT_INQUIRY, 0.8);
            return;
        }
        boolean praises =
                reading.all("positive").count() > reading.all("negative").count()
                        && reading.all("positive").anyMatch(hit -> hit.weight() > 0.5);
        boolean laughs = wants.size() == 1
                && wants.less(Intent.PRODUCT_INQUIRY, 0.75)
                && !Asking.whether(reading)
                && reading.wordCount() > 3
                && (praises || reading.says(Word.LAUGHS));
        if (laughs) {
            wants.setOnly(Intent.CHIT_CHAT, 0.7);
        }
    }

    /// "Do you do eggless cake?" asks what the cake is like; that there is cake is no answer.
    static void askedHow(Wants wants) {
        boolean how = wants.has(Intent.AVAILABILITY_CHECK)
                && !asksOrNot(wants.reading)
                && (Qualified.does(wants.reading)
                        || (wants.named() ? Qualified.any(wants.reading) : Qualified.other(wants.reading, wants.at)));
        if (how) {
            wants.drop(Intent.AVAILABILITY_CHECK);
            wants.set(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    /// "Is it *back in* yet or *still sold out*?": only whether there is any.
    private static boolean asksOrNot(Reading reading) {
        List<Hit> asks =
                reading.all("availability_check").filter(hit -> !hit.gapped()).toList();
        return asks.stream().anyMatch(one -> asks.stream().anyMatch(other -> other.start() >= one.end()));
    }

    /// "Ok what about mascara".
    static void askedAfter(Wants wants) {
        Reading reading = wants.reading;
        OptionalInt behind = reading.all("asks_after").mapToInt(Hit::end).min();
        boolean asksAfter = behind.isPresent()
                && reading.all("asks_after").anyMatch(hit -> hit.weight() > 0.5)
                && wants.nothingNamed()
                && wants.place == null
                && wants.awaits(Awaited.NOTHING)
                && wants.only(Intent.CONFIRM)
                && Unnamed.strangerBehind(reading, behind.getAsInt(), null) != null;
        if (asksAfter) {
            wants.setOnly(Intent.AVAILABILITY_CHECK, 0.75);
        }
    }

    /// "Abeg do am 50k": only an amount, of what is spoken of.
    static void priced(Wants wants) {
        List<Number> numbers = wants.items.numbers();
        boolean offersPrice = (wants.at.focus() != null || wants.at.ordering())
                && wants.only(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION)
                && wants.place == null
                && wants.nothingNamed()
                && numbers.size() == 1
                && numbers.getFirst().kind() == Kind.MONEY;
        if (offersPrice) {
            wants.setOnly(Intent.DISCOUNT_QUESTION, 0.7);
        }
    }

    /// "Is the grey there? *If it is*, give me that", "si vous l'avez en gris je le prends": what is to be had is
    /// taken.
    static void ifThere(Wants wants) {
        Reading reading = wants.reading;
        boolean takes = reading.marks("if_there")
                .anyMatch(there -> Stream.concat(reading.found("buying_intent"), reading.marks("pointed"))
                        .anyMatch(buys -> !(buys.start() < there.end() && there.start() < buys.end())
                                && near(reading, buys, there)));
        boolean asksElse = wants.any(intent -> intent.grave()
                || intent.asks() && intent != Intent.AVAILABILITY_CHECK && intent != Intent.PRODUCT_INQUIRY);
        boolean one = wants.items.items().size() + (wants.items.variants().isEmpty() ? 0 : 1) == 1;
        if (takes && one && !asksElse && !wants.refused() && !reading.says(Word.OR)) {
            wants.drop(Intent.AVAILABILITY_CHECK, Intent.PRODUCT_INQUIRY);
            wants.set(Intent.BUYING_INTENT, 0.9);
        }
    }

    /// In its clause, or in the next one.
    private static boolean near(Reading reading, Hit buys, Hit there) {
        int from = Math.min(buys.end(), there.end());
        int to = Math.max(buys.start(), there.start());
        return IntStream.range(from, to)
                        .filter(i -> reading.tokens.get(i).separates())
                        .count()
                <= 1;
    }

    /// "I'd like to order the roses, for my mum", "nataka nyekundu mbili, za zawadi": whom or what they are for asks
    /// for no advice.
    static void chosen(Wants wants) {
        List<Heard.Item> items = wants.items.items();
        boolean one = items.size() == 1
                && items.getFirst().products().size() == 1
                && !items.getFirst().category()
                && !items.getFirst().negated();
        boolean counted = !items.isEmpty()
                && items.stream()
                        .allMatch(item ->
                                item.quantity() != null && item.variants().size() == 1 && !item.negated());
        boolean told = !wants.reading.question()
                && wants.reading.found("question").findAny().isEmpty()
                && !items.isEmpty()
                && items.stream()
                        .allMatch(item ->
                                item.quantity() != null && item.products().size() == 1 && !item.negated());
        boolean sent = wants.place != null && wants.place.said();
        if (told && (items.size() > 1 && wants.has(Intent.RECOMMEND) || sent && wants.has(Intent.PRODUCT_INQUIRY))) {
            // "fancy a treat, 1 gloss and 1 scrub", "I'm looking for one serum, deliver to Kitale"
            wants.drop(Intent.RECOMMEND, Intent.PRODUCT_INQUIRY);
            wants.set(Intent.BUYING_INTENT, 0.9);
        }
        if ((one || counted)
                && !wants.reading.question()
                && wants.reading.found("question").findAny().isEmpty()
                && wants.sure(Intent.BUYING_INTENT) >= 0.9) {
            wants.drop(Intent.RECOMMEND);
        }
    }
}
