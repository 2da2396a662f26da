package io.parley.conversation.understanding;

import io.parley.conversation.understanding.intents.Budget;
import io.parley.conversation.understanding.intents.Changing;
import io.parley.conversation.understanding.intents.Confidence;
import io.parley.conversation.understanding.intents.Described;
import io.parley.conversation.understanding.intents.Intents;
import io.parley.conversation.understanding.intents.OrderChanges;
import io.parley.conversation.understanding.intents.Unnamed;
import io.parley.conversation.understanding.intents.Wants;
import io.parley.conversation.understanding.intents.YesOrNo;
import io.parley.conversation.understanding.items.Items;
import io.parley.conversation.understanding.items.NamedItems;
import io.parley.conversation.understanding.items.Shares;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Heard.Change;
import io.parley.conversation.understanding.meaning.Heard.Details;
import io.parley.conversation.understanding.meaning.Heard.Emotion;
import io.parley.conversation.understanding.meaning.Heard.Loose;
import io.parley.conversation.understanding.meaning.Heard.Manner;
import io.parley.conversation.understanding.meaning.Heard.Meaning;
import io.parley.conversation.understanding.meaning.Heard.Tap;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.places.Addresses;
import io.parley.conversation.understanding.places.KnownPlace;
import io.parley.conversation.understanding.places.Places;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Languages;
import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Particulars;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Qualified;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Respelling;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.TheOther;
import io.parley.conversation.understanding.reading.Unsold;
import io.parley.conversation.understanding.reading.Way;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Towns;
import io.parley.conversation.understanding.words.Word;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The engine without a model: words and phrases per language, the shop's own catalogue, and what was asked last.
/// Deterministic, no I/O after it is built, safe for any number of threads.
public final class LocalUnderstanding implements Understanding {
    /// So sure of the language is whoever read no word of one.
    private static final double UNTOLD = 0.15;

    private final Lexicon lexicon = Lexicon.load();
    private final Towns towns = Towns.load();
    private final Languages languages = new Languages(lexicon, towns);

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Heard understand(Utterance utterance, Surroundings at) {
        Tap tap = Taps.read(utterance.payload());
        if (tap != null) {
            return tapped(utterance, tap, at);
        }
        String text = Listed.unnumbered(
                utterance.text().substring(0, Math.min(utterance.text().length(), Utterance.READ_MAX)));
        Marked marked = Marked.in(Marked.withoutQuoted(text), at.catalogue().region());
        List<Token> written = Token.read(marked.rest());
        Particulars.Code code = code(marked.rest(), written);
        String rest = code == null ? marked.rest() : blanked(marked.rest(), code);
        List<Token> whole = code == null ? written : Token.read(rest);
        Set<String> spoken = languages.guess(whole, at).inPlay();
        Particulars.Code order = marked.orderNumber() == null ? order(rest, whole, spoken, at) : null;
        if (order != null) {
            rest = blanked(rest, order);
            whole = Token.read(rest);
            marked = marked.of(order.code(), rest);
        }
        List<Token> tokens = Respelling.of(whole, rest, at, spoken, lexicon, towns);
        Languages.Guess read = languages.guess(tokens, at);
        Languages.Guess asWritten = languages.guess(whole, at);
        // "2 savons noirs": the words for goods are read as the shop's own, and told the language
        // "1 mango butter": one slip away from a word of another language, beside what is sold, tells none
        // "she reacts to turmeric": nor does a word of Pidgin, whose phrases count always
        boolean slip = !read.language().equals(at.language())
                && asWritten.language().equals(at.language())
                && (!asWritten.inPlay().contains(read.language())
                        || read.language().equals(Languages.PIDGIN))
                && whole.stream()
                        .anyMatch(token -> token.number() || at.catalogue().knows(token.norm()));
        Languages.Guess language = slip || read.confidence() < UNTOLD ? asWritten : read;
        Set<String> inPlay = new LinkedHashSet<>(spoken);
        inPlay.addAll(language.inPlay());
        Reading reading = new Reading(rest, tokens, at, lexicon, language, inPlay, towns);
        Aside aside = Aside.of(text, marked, reading, at, without -> {
            List<Token> meant = Respelling.of(Token.read(without), without, at, spoken, lexicon, towns);
            return new Reading(without, meant, at, lexicon, language, inPlay, towns);
        });
        return heard(utterance, at, aside, code == null ? null : code.code(), language);
    }

    private Heard tapped(Utterance utterance, Tap tap, Surroundings at) {
        return new Heard(
                utterance.text(),
                List.of(new Meaning(
                        switch (tap.kind()) {
                            case Taps.CONFIRM, Taps.YES -> Intent.CONFIRM;
                            case Taps.NO -> Intent.DENY;
                            case Taps.CHANGE -> Intent.ORDER_MODIFICATION;
                            case Taps.PERSON -> Intent.HUMAN_REQUEST;
                            case Taps.HELP -> Intent.CHIT_CHAT;
                            default -> Intent.BUYING_INTENT;
                        },
                        1)),
                switch (tap.kind()) {
                    case Taps.CONFIRM, Taps.YES -> Answer.YES;
                    case Taps.NO -> Answer.NO;
                    default -> Answer.NONE;
                },
                List.of(),
                new Loose(null, null, List.of(), List.of(), null),
                new Details(null, false, null, null, null, null, null),
                new Manner(false, false, false, false, false, false, false),
                Change.NONE,
                Emotion.NEUTRAL,
                at.language(),
                0,
                utterance.media(),
                tap,
                1);
    }

    private Particulars.@Nullable Code code(String text, List<Token> tokens) {
        List<Hit> announced = lexicon.find(tokens, Lexicon.ALL).stream()
                .filter(hit -> hit.section().equals("code_before"))
                .toList();
        return Particulars.code(text, tokens, announced);
    }

    private Particulars.@Nullable Code order(String text, List<Token> tokens, Set<String> spoken, Surroundings at) {
        List<Hit> announced = lexicon.find(tokens, spoken).stream()
                .filter(hit -> hit.section().equals("order_before"))
                .toList();
        return Particulars.order(text, tokens, announced, at.catalogue(), lexicon);
    }

    private static String blanked(String text, Particulars.Code code) {
        return text.substring(0, code.start()) + " ".repeat(code.end() - code.start()) + text.substring(code.end());
    }

    private Heard heard(
            Utterance utterance, Surroundings at, Aside aside, @Nullable String code, Languages.Guess language) {
        Marked marked = aside.marked();
        Reading reading = aside.rest();
        String note = aside.note();
        Particulars.Name told = Particulars.name(reading, lexicon, at, language.language());
        String name = told == null ? aside.name() : told.name();
        Place place = utterance.sharedPlace() != null
                ? new Place(utterance.sharedPlace(), 0, 0, true)
                : Places.find(reading, at)
                        .filter(found -> !Budget.bids(reading, at, found))
                        .orElse(null);
        // "near Tuskys, gate ya green": an address is in no other language than before
        Languages.Guess spoken = place != null && onlyPlace(reading, place) ? language.as(at.language()) : language;
        reading.sellsNot(
                Asking.within(reading, at) || Qualified.does(reading)
                        ? List.of()
                        : Unsold.in(reading, place, at.focus()));
        List<Number> numbers = Numbers.of(reading).stream()
                .filter(n -> place == null || n.start() < place.start() || n.end() > place.end())
                .filter(n -> !reading.owned(n.start(), n.end()) && !ofNameOrArea(reading, n))
                .filter(n -> !Asking.reckons(reading) && !Addresses.houseElsewhere(reading, place, n))
                .filter(n -> at.place() == null || !Way.names(reading, n.start(), n.end()))
                .filter(n -> reading.unsold.stream().noneMatch(thing -> thing.counts(n)))
                .toList();
        List<Number> limits = Budget.limits(reading, numbers);
        Shares.Result shares = Shares.of(
                reading, at, numbers.stream().filter(n -> !limits.contains(n)).toList());
        Wants wants = Intents.of(
                new Wants(
                        reading,
                        at,
                        YesOrNo.answer(reading, at),
                        Items.assemble(reading, at, shares.numbers(), shares.summed())
                                .oneOfEach(aside.listed()),
                        shares.severalPlaces() ? null : place),
                !limits.isEmpty(),
                told,
                lexicon);
        wants = wants.with(itemsMeant(wants), wants.place);
        UUID described = described(wants);
        if (described != null) {
            // "is it sewn in Aba?" tells no place
            wants.set(Intent.PRODUCT_INQUIRY, 0.8);
            wants = wants.with(wants.items.of(described), null);
        }
        boolean sized = aside.kinds().contains(Notes.Kind.SIZE) && wants.only(Intent.PRODUCT_INQUIRY);
        boolean toldOnly = sized && wants.none() && !at.ordering();
        boolean noted = note != null && wants.named() || toldOnly;
        if (noted && !reading.question() && (sized || !wants.any(Intent::asks))) {
            // who says how it is to be made, or in which size, wants it
            wants.drop(Intent.PRODUCT_INQUIRY);
            wants.add(Intent.BUYING_INTENT, 0.7);
        }
        if (aside.kinds().contains(Notes.Kind.SPECIAL)) {
            wants.set(Intent.CUSTOM_REQUEST, 0.9);
        }
        beside(wants, marked, code, name);
        Loose said = Unnamed.of(wants);
        boolean ownPrice = Budget.ownPrice(wants, said);
        if (ownPrice) {
            wants.add(Intent.DISCOUNT_QUESTION, 0.7);
            wants.drop(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        }
        // "wrong street number, it's 81"
        boolean numbered =
                (wants.awaits(Surroundings.Awaited.CONFIRMATION) || wants.at.awaitsPlace() && wants.place != null)
                                && numbers.stream().anyMatch(n -> numbered(reading, n))
                        || wants.awaits(Surroundings.Awaited.CONFIRMATION)
                                && numbers.stream().anyMatch(n -> mendsHouse(reading, at, n));
        boolean houseNumber = wants.items.items().isEmpty()
                && (numbered || wants.place == null && reading.marks("street").anyMatch(hit -> hit.weight() > 0.5));
        Loose loose = ownPrice || houseNumber || Budget.agreed(wants, said) ? said.numberless() : said;
        // "yes, for 2pm": only if it can be had then
        boolean timed =
                wants.awaits(Surroundings.Awaited.CONFIRMATION) && aside.kinds().contains(Notes.Kind.TIME);
        double confidence = Confidence.of(wants, loose, !utterance.media().isEmpty());
        if (wants.none()) {
            wants.set(Intent.UNKNOWN, 0.2);
        }
        return new Heard(
                utterance.text(),
                wants.meanings(),
                wants.answer,
                wants.items.items(),
                loose,
                details(wants, aside, name, limits, code),
                manner(
                        wants,
                        loose,
                        shares,
                        ownPrice || timed || YesOrNo.conditional(wants, numbers),
                        described != null),
                Changing.of(wants, loose),
                emotion(wants),
                spoken.language(),
                spoken.confidence(),
                utterance.media(),
                null,
                confidence);
    }

    private static boolean onlyPlace(Reading reading, Place place) {
        return IntStream.range(0, reading.tokens.size())
                .noneMatch(i -> reading.tokens.get(i).word() && (i < place.start() || i >= place.end()));
    }

    /// "Gặp chú *Hai*", who is called so; "Q.*12*", a quarter.
    private static boolean ofNameOrArea(Reading reading, Number number) {
        int before = number.start() - 1;
        int area = before > 0 && reading.tokens.get(before).is(".") ? before - 1 : before;
        return reading.calledByTitle(number.start())
                || area >= 0 && area < before && reading.marked("area_before", area);
    }

    /// "12 rue Hugo", "*pardon c'est le 21*": while where to is known by a number, a greater one than anybody orders
    /// pieces of in the same breath is likely the house's, and it is asked what is to change.
    private static boolean mendsHouse(Reading reading, Surroundings at, Number number) {
        boolean housed = at.place() != null && at.place().chars().anyMatch(Character::isDigit);
        boolean fewer = at.pieces().values().stream().allMatch(count -> count < Heard.Loose.SIZE_LEAST);
        boolean mends = Stream.of("correction", "negation", "no").anyMatch(reading::has);
        boolean size = at.catalogue().having(at.catalogue().sized(number.figures())).stream()
                .anyMatch(at.settled()::contains);
        return housed
                && fewer
                && !size
                && mends
                && number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && reading.products.isEmpty()
                && reading.variants.isEmpty();
    }

    /// "Namba 18", and not "no, 2".
    private static boolean numbered(Reading reading, Number number) {
        int before = number.start() - 1;
        boolean refuses = Stream.of("no", "negation")
                .flatMap(reading::found)
                .anyMatch(hit -> hit.start() <= before && before < hit.end());
        // "Oyo town, Owode area no 8"
        boolean ofName = IntStream.range(reading.clauseStart(number.start()), Math.max(0, before))
                .anyMatch(i -> reading.capital(i) || reading.town(i) || reading.marked("street", i));
        return reading.is(before, Word.NO) && (!refuses || ofName);
    }

    /// What of the things named is meant: what is taken off is refused, and who complains or praises orders nothing.
    private static NamedItems itemsMeant(Wants wants) {
        List<Heard.Item> named = wants.items.items();
        if (Intents.onlyCompares(wants) || Intents.onlySpeaksOf(wants)) {
            return wants.items.compared();
        }
        boolean offAgain = wants.has(Intent.REMOVE_FROM_CART)
                && (wants.reading.has("cancel_order") || wants.reading.has("return_request"))
                && named.size() == 1
                && !named.getFirst().negated()
                // "acha sabuni tatu zibaki"
                && wants.reading.marks("keep").findAny().isEmpty()
                // "2 soaps and a gloss… acha gloss": what was taken back is gone
                && wants.reading.products.stream()
                        .allMatch(name ->
                                name.products().containsAll(named.getFirst().products()));
        NamedItems items = offAgain ? wants.items.refused() : wants.items;
        if (wants.has(Intent.CANCEL_ORDER) && OrderChanges.cancelsWhole(wants.reading) && onlyOfOthers(wants)) {
            // "it takes too *long*, cancel my order", where a chain comes in long
            return NamedItems.NONE;
        }
        if (OrderChanges.asksNotOf(wants)) {
            wants.drop(Intent.REMOVE_FROM_CART);
            return NamedItems.NONE;
        }
        boolean advice = wants.has(Intent.RECOMMEND)
                && named.stream().noneMatch(item -> item.products().size() > 1);
        boolean praise = (wants.has(Intent.CHIT_CHAT) || wants.has(Intent.THANKS))
                && !wants.any(intent -> intent.orders() || intent.asks());
        if (wants.at.ordering()
                && wants.reading.changing("some_of_them").findAny().isPresent()) {
            items = items.someOf();
        }
        return (wants.any(Intent::grave) || advice || praise ? items.clear(wants.reading) : items).withoutKinds();
    }

    /// Only variants are named, and of nothing that is ordered.
    private static boolean onlyOfOthers(Wants wants) {
        return wants.reading.products.isEmpty()
                && wants.items.numbers().isEmpty()
                && !wants.at.inHand().isEmpty()
                && !wants.any(Intent::orders)
                && wants.items.items().stream()
                        .allMatch(item -> item.products().stream().noneMatch(wants.at.inHand()::contains));
    }

    private static @Nullable UUID described(Wants wants) {
        return !wants.nothingNamed() && !Described.asksOfOne(wants) || wants.place != null && !wants.reading.question()
                ? null
                : Described.asked(wants);
    }

    /// What a code, a number or a name in the message makes of what is wanted.
    private static void beside(Wants wants, Marked marked, @Nullable String code, @Nullable String name) {
        besideCode(wants, code);
        besideContact(wants, marked);
        if (wants.none() && code != null) {
            wants.set(Intent.DISCOUNT_QUESTION, 0.8);
        } else if (wants.none() && name != null && wants.items.items().isEmpty()) {
            wants.set(Intent.GREETING, 0.6);
        }
        if (wants.has(Intent.DISCOUNT_QUESTION)
                && wants.items.items().isEmpty()
                && (!wants.counts() || !wants.at.ordering())) {
            // "bớt 50k" takes something off the price and nothing out of the cart
            wants.drop(Intent.REMOVE_FROM_CART);
        }
        if (wants.has(Intent.REMOVE_FROM_CART) && wants.refused() && !wants.reading.question()) {
            // "bớt 1 chậu" takes one out of the cart and nothing off the price
            wants.drop(Intent.DISCOUNT_QUESTION);
        }
    }

    private static void besideCode(Wants wants, @Nullable String code) {
        if (code == null || !wants.items.items().isEmpty()) {
            return;
        }
        boolean ofCode = wants.place == null && wants.any(LocalUnderstanding::maybeOfCode);
        if (ofCode) {
            // "where do I enter the code?", "does it still work?"
            wants.drop(Intent.DELIVERY_QUESTION, Intent.PRODUCT_INQUIRY, Intent.AVAILABILITY_CHECK);
            wants.set(Intent.DISCOUNT_QUESTION, 0.8);
        }
        if (wants.has(Intent.COMPLAINT)) {
            // "code MAMA10 isn't working"
            wants.add(Intent.DISCOUNT_QUESTION, 0.8);
        }
    }

    private static boolean maybeOfCode(Intent intent) {
        return switch (intent) {
            case DELIVERY_QUESTION, PRODUCT_INQUIRY, AVAILABILITY_CHECK -> true;
            default -> false;
        };
    }

    private static void besideContact(Wants wants, Marked marked) {
        Reading reading = wants.reading;
        boolean callsOnly = wants.place != null
                && reading.all("human_request")
                        .allMatch(hit -> reading.marked("place_end", hit.start())
                                || reading.marked("place_end", hit.start() - 1));
        boolean called = marked.phone() != null || callsOnly;
        boolean told = wants.at.awaitsPlace() || wants.at.ordering() && wants.place != null;
        if (told && called || wants.named() && !reading.question() && marked.phone() != null) {
            // "gate B, call me on 0722 114 908", "2 wipes, Akobo. Call me 0803…" ask for nobody
            wants.drop(Intent.HUMAN_REQUEST);
        }
        boolean reachable = marked.phone() != null || marked.email() != null;
        if (reachable && !reading.question() && !reading.has("why_asked")) {
            // "my number is 0803…" is like "why do you need my number", and tells it
            wants.drop(Intent.WHY_ASKED);
        }
        if (marked.orderNumber() != null && !wants.any(LocalUnderstanding::aboutOrder)) {
            wants.set(Intent.ORDER_STATUS, 0.8);
            wants.drop(Intent.VIEW_CART);
        }
    }

    /// What may be said of an order by its number, other than to ask for it.
    private static boolean aboutOrder(Intent intent) {
        return switch (intent) {
            case PAYMENT_CLAIM, PAYMENT_QUESTION, UPDATE_CART, ORDER_MODIFICATION, ORDER_STATUS -> true;
            case HUMAN_REQUEST, REMOVE_FROM_CART, ADD_TO_CART, DISCOUNT_QUESTION -> true;
            default -> intent.grave();
        };
    }

    private static Details details(
            Wants wants, Aside aside, @Nullable String name, List<Number> limits, @Nullable String code) {
        Marked marked = aside.marked();
        String note = aside.note();
        Place place = wants.place;
        boolean onlyCourtesy =
                !wants.none() && wants.only(Intent.GREETING, Intent.THANKS, Intent.GOODBYE, Intent.CHIT_CHAT);
        String date = onlyCourtesy ? null : Particulars.date(wants.reading, place);
        // "sáng mai ship 12 Trần Phú": when it is to come is told the seller
        boolean heeded = date != null
                && place != null
                && wants.at.ordering()
                && (wants.at.awaitsPlace() || wants.awaits(Surroundings.Awaited.CONFIRMATION))
                && !wants.reading.question()
                && !wants.has(Intent.DELIVERY_QUESTION);
        String heed = !heeded ? note : note == null ? date : note + ", " + date;
        return new Details(
                place == null ? null : place.words(),
                place != null && place.said(),
                marked.orderNumber(),
                marked.phone(),
                marked.email(),
                name,
                limits.isEmpty() ? null : limits.getFirst().value(),
                date,
                code,
                place != null && place.more(),
                place != null && Asking.of(wants.reading, place),
                place != null && Addresses.streetOnly(wants.reading, place),
                place != null && place.whole(),
                heed);
    }

    /// @param but a yes with a condition
    /// @param described something is asked in the words that it is described by
    private static Manner manner(Wants wants, Loose loose, Shares.Result shares, boolean but, boolean described) {
        Reading reading = wants.reading;
        boolean mends = wants.answer == Answer.NO && (!wants.nothingNamed() || loose.pick() != null)
                || wants.refused()
                        && wants.items.items().stream().anyMatch(item -> !item.negated() && item.quantity() == null);
        boolean more = shares.more()
                || OrderChanges.more(reading)
                        .anyMatch(hit -> !OrderChanges.ofRefused(reading, hit)
                                && !TheOther.is(reading, hit)
                                && !Reason.morePeople(reading, hit));
        return new Manner(
                reading.has("correction")
                        || reading.has("order_modification")
                        || reading.has("update_cart")
                        || wants.has(Intent.UPDATE_CART)
                        || mends,
                Changing.instead(wants),
                more
                        && !shares.summed()
                        && !(wants.at.ordering()
                                && (OrderChanges.reaches(reading) || OrderChanges.reachesFirst(wants))),
                reading.has("each") && !shares.summed(),
                reading.has("same_again") || KnownPlace.lacks(reading, wants.at),
                but
                        || reading.has("but")
                        || reading.marks("undecided").findAny().isPresent(),
                described
                        || reading.has("question")
                        || Asking.after(reading)
                        || wants.has(Intent.PRODUCT_INQUIRY) && reading.has("availability_check")
                        || Asking.whether(reading)
                        || Asking.within(reading));
    }

    private static Emotion emotion(Wants wants) {
        Reading reading = wants.reading;
        long negative = reading.all("negative").count() + (wants.sure(Intent.COMPLAINT) >= Heard.UNSURE ? 3 : 0);
        boolean praises = wants.has(Intent.CHIT_CHAT);
        long positive = (praises ? reading.found("positive") : reading.all("positive")).count()
                + (wants.has(Intent.THANKS) ? 1 : 0);
        return negative > positive ? Emotion.NEGATIVE : positive > negative ? Emotion.POSITIVE : Emotion.NEUTRAL;
    }
}
