package io.parley.conversation.understanding.places;

import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Place;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.GivenNames;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where it should go, in the shopper's own words: after "to", "deliver to", "à", "kwa"; an address or a known
/// town; or, when the place was asked for, whatever was answered.
public final class Places {
    private Places() {}

    public static Optional<Place> find(Reading reading, Surroundings at) {
        boolean tellsLater =
                at.awaitsPlace() && reading.marks("undecided").findAny().isPresent() && !reading.numbered();
        if (reading.has("why_asked") || tellsLater) {
            return Optional.empty();
        }
        if (leaves(reading)) {
            return address(reading, at);
        }
        Optional<Place> edited =
                KnownPlace.in(reading, at).or(() -> PlaceEdit.in(reading, at)).or(() -> HouseInstead.in(reading, at));
        if (edited.isPresent()) {
            return edited;
        }
        return (at.ordering() || at.awaited() != Awaited.NOTHING
                        ? PlaceInstead.in(reading, at)
                        : Optional.<Place>empty())
                .or(() -> at.place() == null ? Postcodes.alone(reading, at) : Optional.empty())
                .or(() -> MoreOfPlace.in(reading, at))
                .or(() -> clearly(reading, at))
                .or(() -> piece(reading, at))
                .map(place -> Postcodes.uncut(reading, place))
                .map(place -> PlaceStart.widened(reading, place, at.awaitsPlace()))
                .map(place -> Door.with(reading, place))
                .filter(place -> !Misread.is(reading, place));
    }

    /// What may be a place in it, or the whole piece of the known place that it stands in.
    private static Optional<Place> piece(Reading reading, Surroundings at) {
        Optional<Place> some = wanted(reading, at) ? perhaps(reading, at) : Optional.empty();
        Optional<Place> piece = PieceOfPlace.in(reading, at);
        return piece.filter(whole -> some.isEmpty()
                        || !reading.has("correction") && PieceOfPlace.tellsMore(reading, whole, some.get()))
                .or(() -> some);
    }

    /// "The Old Mill, Church Lane, Ludlow SY8 1AP", whatever was asked: nothing else ends so.
    private static Optional<Place> postcoded(Reading reading, Surroundings at) {
        boolean orders = at.ordering() || at.awaited() == Awaited.YES_OR_NO;
        boolean ends = orders && reading.products.isEmpty() && !reading.question() && Postcodes.in(reading.text);
        return ends ? AnswerWhere.read(reading, at).map(place -> place.as(Place.Kind.SAID)) : Optional.empty();
    }

    /// "À l'attention de Mme Roux", "I'm new *to* knitting", "để em *về* đo lại": for whom it is, what one does, or why
    /// one waits, and no way to anywhere.
    private static boolean leadsElse(Reading reading, Hit hit) {
        return Stream.of("name_before", "spoken_of")
                        .flatMap(reading::marks)
                        .anyMatch(name ->
                                name.length() > hit.length() && name.start() <= hit.start() && hit.end() <= name.end())
                || reading.found("but").anyMatch(why -> why.start() < hit.start() && hit.end() < why.end());
    }

    /// "3 Bridge Gate *is the address*": the place stands before it.
    private static boolean closes(Reading reading, Hit leads) {
        return reading.marks("place_end")
                .anyMatch(end -> end.length() > leads.length()
                        && end.end() == leads.end()
                        && end.start() > reading.clauseStart(leads.start()));
    }

    /// Whether the message, or what was asked before, lets a place be looked for.
    private static boolean wanted(Reading reading, Surroundings at) {
        return at.awaited() != Awaited.NOTHING
                || at.ordering()
                || !reading.products.isEmpty()
                || !reading.variants.isEmpty()
                || Stream.of("buying_intent", "add_to_cart", "delivery_question", "update_cart")
                        .anyMatch(reading::has)
                || Stream.of("name_before", "name_weak")
                        .anyMatch(section -> reading.marks(section).findAny().isPresent())
                // "ok one of each. 3 Sillwood Rd"
                || !at.listed().isEmpty() && (reading.has("each") || reading.has("pick"))
                || reading.marks("place_weak")
                        .anyMatch(hit -> reading.is(hit.end() - 1, Word.TOWARDS) && reading.town(hit.end()));
    }

    /// Behind words that lead to nothing else: "deliver to".
    private static Optional<Place> clearly(Reading reading, Surroundings at) {
        boolean asksOfIt = asksOfDelivery(reading);
        return Stream.concat(reading.marks("place_before"), whereSomebodyIs(reading))
                .filter(hit -> !leadsElse(reading, hit)
                        && !refused(reading, hit)
                        && !closes(reading, hit)
                        && !inName(reading, hit, at)
                        && !partOfLead(reading, hit)
                        && !withinNear(reading, hit))
                .sorted(Comparator.comparingInt(Hit::length).reversed())
                .flatMap(hit ->
                        after(reading, hit, true, at)
                                .filter(place -> hit.weight() > 0.5 || called(reading, place))
                                .stream())
                .filter(place -> !Misread.littleWord(reading, place) && !Door.behindAddress(reading, place))
                .sorted(Comparator.comparing(place -> Asking.of(reading, place)))
                .filter(place -> Addresses.looksLikePlace(reading, place.start())
                        || numbered(reading, place.start())
                        || !pastDeeds(reading)
                                && ((at.awaitsPlace() ? !asksOfIt || !Asking.of(reading, place) : !reading.question())
                                        || !reading.products.isEmpty()
                                        || !reading.common(place.start())))
                .findFirst();
    }

    /// "My mama *dey* Ogbomosho", "my son's *in* Truro": behind who it is for.
    private static Stream<Hit> whereSomebodyIs(Reading reading) {
        return reading.marks("place_of_person").filter(hit -> hit.start() > 0 && reading.person(hit.start() - 1));
    }

    /// "I dey *plan* my sister wedding" leads nowhere, "send am *Awka*" does: a weak lead needs a name behind it.
    private static boolean called(Reading reading, Place place) {
        int at = place.start();
        return Addresses.foreign(reading, at)
                || reading.town(at)
                || numbered(reading, at)
                || !reading.common(at)
                        && !reading.number(at)
                        && place.end() - at <= STRANGER_MAX
                        && place.end() == reading.clauseEnd(at);
    }

    private static final int STRANGER_MAX = 3;

    private static Optional<Place> perhaps(Reading reading, Surroundings at) {
        boolean led = reading.marks("place_weak").anyMatch(hit -> hit.start() == 0 && !leadsElse(reading, hit));
        return Pickup.in(reading)
                .or(() -> at.awaitsPlace() ? Optional.empty() : address(reading, at))
                .or(() -> at.awaitsPlace() && !led ? AnswerWhere.read(reading, at) : Optional.empty())
                .or(() -> reading.marks("place_near")
                        .flatMap(hit -> near(reading, hit, at).stream())
                        .findFirst())
                .or(() -> reading.marks("place_weak")
                        .filter(hit -> !leadsElse(reading, hit) && !reading.inThing(hit.start()))
                        .flatMap(hit -> weakly(reading, hit, at).stream())
                        .findFirst())
                .or(() -> at.awaitsPlace() ? AnswerWhere.read(reading, at) : postcoded(reading, at))
                .or(() -> at.awaitsPlace() ? Optional.empty() : townOrLastPart(reading));
    }

    /// "I'm off to Spain on the 4th": nothing is to be sent there.
    private static boolean leaves(Reading reading) {
        return reading.marks("place_weak")
                .anyMatch(lead -> reading.is(lead.start() - 1, Word.TELLS) && reading.is(lead.end() - 1, Word.TOWARDS));
    }

    private static Optional<Place> address(Reading reading, Surroundings at) {
        return Addresses.street(reading, at)
                .or(() -> Addresses.unmarked(reading, at))
                .or(() -> Addresses.nameAndHouse(reading, at))
                .or(() -> at.ordering() || !reading.products.isEmpty()
                        ? Addresses.numberedName(reading)
                                .filter(place -> at.ordering() || Addresses.closes(reading, place))
                        : Optional.empty());
    }

    private static Optional<Place> townOrLastPart(Reading reading) {
        boolean buys = !reading.products.isEmpty()
                && reading.marks("name_before").findAny().isEmpty();
        return NamedTown.in(reading).or(() -> buys ? Addresses.lastPart(reading) : Optional.empty());
    }

    /// "Next to the blue gate", "Kasarani, near Mwiki stage".
    private static Optional<Place> near(Reading reading, Hit hit, Surroundings at) {
        // "take the secateurs *off*, found mine": what is taken off lies nowhere
        boolean takesOff = reading.all("remove_from_cart").anyMatch(off -> off.gapped() && off.end() == hit.end());
        return (takesOff ? Optional.<Place>empty() : after(reading, hit, false, at))
                .filter(place -> (!onlyEveryday(reading, place) || fromName(reading, hit.start()) < hit.start())
                        && !Asking.of(reading, place)
                        && (at.awaitsPlace()
                                || Addresses.looksLikePlace(reading, place.start())
                                || at.awaited() == Awaited.CONFIRMATION && leadsAll(reading, hit, place)))
                .map(place -> {
                    int start = fromName(reading, hit.start());
                    return place.within(reading, start, place.end())
                            .as(leadsAll(reading, hit, place) ? Place.Kind.MORE : Place.Kind.SAID);
                });
    }

    /// Behind words that may lead to something else too: "to", "delivery Karen".
    private static Optional<Place> weakly(Reading reading, Hit hit, Surroundings at) {
        boolean mayLead = reading.free(hit.start(), hit.end())
                || reading.town(hit.end())
                || Addresses.foreign(reading, hit.end()) && !reading.common(hit.end());
        if (!mayLead || NamedTown.told(reading, hit.start()) && !reading.is(hit.end() - 1, Word.TOWARDS)) {
            return Optional.empty();
        }
        // "is it warm enough for Mt Kenya?"
        boolean whatFor = !at.ordering()
                && Asking.whether(reading)
                && reading.has("question")
                && reading.is(hit.end() - 1, Word.SERVES)
                && !reading.town(hit.end())
                && !reading.has("delivery_question");
        if (whatFor) {
            return Optional.empty();
        }
        return after(reading, hit, false, at)
                .filter(place -> !fromSomebody(reading, hit, at))
                .filter(place -> Addresses.looksLikePlace(reading, place.start())
                        || namesHouse(reading, place)
                        || numbered(reading, place.start())
                        || !reading.question()
                                && (at.awaitsPlace()
                                                && !saysElse(reading, place)
                                                && !saysWhatFor(reading, hit)
                                                && !tellsWhatBecame(reading, hit)
                                        || isStranger(reading, place, hit)));
    }

    /// "To *Rose Cottage*, Church Lane": in capitals, whatever else it is called like.
    private static boolean namesHouse(Reading reading, Place place) {
        return reading.capital(place.start())
                && !reading.inThing(place.start())
                && reading.capital(place.start() + 1)
                && reading.marked("street", place.start() + 1);
    }

    /// "Love *from Sarah*", of an order that goes somewhere already.
    private static boolean fromSomebody(Reading reading, Hit leads, Surroundings at) {
        return at.place() != null
                && !reading.is(leads.end() - 1, Word.TOWARDS)
                && leads.end() < reading.tokens.size()
                && GivenNames.contain(reading.tokens.get(leads.end()).norm())
                && !reading.town(leads.end());
    }

    /// "2 of those charcoal for the cuffs": behind a thing or a variant it tells what for, unless a name follows.
    private static boolean saysWhatFor(Reading reading, Hit leads) {
        int clause = reading.clauseStart(leads.start());
        // "the gele ready to tie abi i go call person"
        boolean asks = reading.found("question").anyMatch(hit -> hit.start() >= clause && hit.end() <= leads.start());
        return (asks || !reading.is(leads.end() - 1, Word.TOWARDS))
                && IntStream.range(clause, leads.start()).anyMatch(i -> reading.thingAt(i) || reading.inVariant(i));
    }

    /// "Ma plante *a* grossi": behind its subject, in small letters and without its accent, it leads nowhere.
    private static boolean tellsWhatBecame(Reading reading, Hit leads) {
        int subject = leads.start() - 1;
        return reading.tokens.get(leads.start()).exact().equals("a")
                && subject > reading.clauseStart(leads.start())
                && !reading.marked("place_lead", subject)
                && (reading.is(subject - 1, Word.POINTER) || reading.is(subject - 1, Word.OWN_PLACE))
                && !reading.capital(leads.end())
                && !reading.town(leads.end());
    }

    private static boolean saysElse(Reading reading, Place place) {
        return NoPlace.saysWhich(reading, place.start(), place.end())
                || NoPlace.somebody(reading, place.start(), place.end())
                || NoPlace.sentence(reading, place.start(), place.end());
    }

    /// "Westlands, Mpaka Road": a capital in the middle of the address that was asked for leads nowhere.
    private static boolean inName(Reading reading, Hit hit, Surroundings at) {
        return at.awaitsPlace()
                && hit.length() == 1
                && hit.start() > 1
                && reading.tokens.get(hit.start() - 1).is(",")
                && reading.capital(hit.start())
                && reading.capital(hit.end());
    }

    /// "Don't deliver it there, deliver to 30 Lý Thường Kiệt", "mình về quê, giao Phan Rang": where it is not to go, or
    /// nothing that has a name, when a clause behind it says where else.
    private static boolean refused(Reading reading, Hit leads) {
        boolean not =
                Stream.of("no", "negation").flatMap(reading::found).anyMatch(other -> other.end() == leads.start());
        // "ủa sao giao về Lê Lợi, giao về 12 Nguyễn Trãi"
        int clause = reading.clauseStart(leads.start());
        boolean wonders = reading.found("question")
                .anyMatch(asks -> asks.length() == 1 && asks.start() >= clause && asks.end() == leads.start());
        return reading.marks("place_before")
                .filter(other -> other.start() > leads.end())
                .anyMatch(other -> not
                        || wonders && reading.clauseStart(other.start()) > leads.end()
                        || other.weight() > 0.5 && nameless(reading, leads.end(), other));
    }

    /// "*Ship* lên tận nhà": of a longer lead, that leads to nothing that has a name.
    private static boolean partOfLead(Reading reading, Hit hit) {
        return reading.marks("place_before")
                .anyMatch(lead -> lead.start() == hit.start()
                        && lead.end() > hit.end()
                        && reading.marked("not_place", lead.end())
                        && IntStream.range(lead.end(), reading.clauseEnd(lead.end()))
                                .noneMatch(i -> reading.number(i) || reading.capital(i) || reading.town(i)));
    }

    private static boolean nameless(Reading reading, int from, Hit other) {
        return reading.tokens.get(other.start() - 1).separates()
                && other.start() - 1 == reading.clauseEnd(from)
                && reading.capital(other.end())
                && IntStream.range(from, other.start() - 1)
                        .noneMatch(i -> reading.capital(i) || reading.number(i) || reading.town(i));
    }

    /// "Deliver to Kondele next *to* Equity Bank": what it is near is no other place.
    private static boolean withinNear(Reading reading, Hit leads) {
        return reading.marks("place_near").anyMatch(near -> leads.start() < near.start() && near.end() == leads.end());
    }

    /// "Take off the pot": nothing that a place could be called.
    private static boolean onlyEveryday(Reading reading, Place place) {
        return IntStream.range(place.start(), place.end()).allMatch(i -> reading.everyday(i) && !reading.capital(i));
    }

    /// "Kasarani, near Mwiki stage": the name that the message begins with belongs to what it is near.
    private static int fromName(Reading reading, int near) {
        // "basi Kitengela, karibu na Naivas"
        int from = IntStream.range(0, near)
                .filter(i -> !reading.nicety(i) || reading.town(i))
                .findFirst()
                .orElse(near);
        boolean name = near > from
                && reading.free(from, near)
                && IntStream.range(from, near)
                        .allMatch(i -> reading.tokens.get(i).kind() == Token.Kind.MARK
                                || reading.town(i)
                                || reading.capital(i) && !reading.claimed(i) && !reading.spoken(i));
        return name ? from : near;
    }

    /// "Next to the blue gate" and nothing else.
    private static boolean leadsAll(Reading reading, Hit near, Place place) {
        return near.start() == 0 && place.end() >= reading.tokens.size() - 1 && reading.products.isEmpty();
    }

    /// "La livraison coûte combien": asked without a mark.
    private static boolean asksOfDelivery(Reading reading) {
        return reading.question() || reading.has("question") || reading.has("price_check");
    }

    /// "At 35 Le Duan": a number and a name.
    private static boolean numbered(Reading reading, int at) {
        return reading.number(at)
                && reading.capital(at + 1)
                && !reading.claimed(at + 1)
                && (reading.tokens.get(at + 1).norm().length() > 2 || reading.capital(at + 2));
    }

    /// "send 2 serums to gwarinpa": words that no language knows, behind "to".
    private static boolean isStranger(Reading reading, Place place, Hit before) {
        Token last = reading.tokens.get(before.end() - 1);
        // "a déteint" has faded and goes nowhere
        boolean towards = reading.is(last.norm(), Word.TOWARDS) && !last.exact().equals("a") && !pastDeeds(reading);
        return towards
                && place.end() - place.start() <= 6
                && !reading.common(place.start())
                && !reading.claimed(place.start())
                && reading.tokens.get(place.start()).word();
    }

    /// A complaint or a claim tells what was; its prepositions seldom lead anywhere.
    private static boolean pastDeeds(Reading reading) {
        return reading.has("complaint") || reading.has("payment_claim") || reading.has("return_request");
    }

    private static Optional<Place> after(Reading reading, Hit hit, boolean strong, Surroundings at) {
        // "delivery to the Plateau"
        boolean article = !strong
                && reading.is(hit.end(), Word.ARTICLE_OF_PLACE)
                && !reading.town(hit.end())
                && hit.end() + 1 < reading.tokens.size()
                && Addresses.looksLikePlace(reading, hit.end() + 1);
        int start = behindFurtherLead(reading, hit.end() + (article ? 1 : 0));
        // "next to the blue gate" says more of the place that was shown
        boolean asked = at.awaitsPlace()
                || at.awaited() == Awaited.CONFIRMATION
                        && hit.start() == 0
                        && hit.section().equals("place_near");
        if (start >= reading.tokens.size()
                || opensElse(reading, start, asked)
                || PlaceEnd.asksNext(reading, start)
                || !strong
                        && (reading.tokens.get(start).is("the") && !asked || reading.begins("buying_intent", start))) {
            return Optional.empty();
        }
        return PlaceEnd.toClauseEnd(reading, start)
                .filter(place -> strong || place.end() - place.start() <= WEAKLY_LED_MAX)
                .filter(place -> IntStream.range(place.start(), place.end())
                        .anyMatch(i -> reading.tokens.get(i).word() && !reading.within("number", i)));
    }

    private static final int WEAKLY_LED_MAX = 12;

    /// What no place begins with: a courtesy, a day, a thing of the shop.
    private static boolean opensElse(Reading reading, int start, boolean asked) {
        boolean name = start > 0 && reading.capital(start) && reading.capital(start + 1) // "ở Nhà Bè"
                || reading.capital(start) && gluedNumber(reading, start + 1) // "về K12/5"
                // "to the Black Swan"
                || reading.is(start, Word.ARTICLE_OF_PLACE)
                        && reading.capital(start + 1)
                        && !reading.town(start + 1)
                        && !reading.thingAt(start + 1)
                || asked && ownWord(reading, start);
        // "chưa thấy ship *gọi*"
        boolean closes = reading.marked("place_end", start) && !reading.town(start) && !reading.capital(start);
        return (reading.marked("not_place", start) || closes) && !name
                // "đơn 88213 giao *tới đâu rồi*"
                || reading.begins("order_status", start) && !reading.capital(start)
                || reading.marked("polite", start)
                // "does it come with batteries"
                || reading.is(start, Word.WITH) && !reading.capital(start)
                || countsPieces(reading, start)
                || reading.marked("date", start)
                || reading.marked("date_before", start)
                        && reading.number(start + 1)
                        && !reading.marked("street", start + 2)
                || reading.thingAt(start)
                || reading.variants.stream().anyMatch(v -> v.start() == start);
    }

    /// "Leta *mifuko miwili*": so many, and nowhere.
    private static boolean countsPieces(Reading reading, int start) {
        return reading.marked("unit_pieces", start)
                && !reading.capital(start)
                && (reading.number(start + 1) || reading.begins("number", start + 1));
    }

    /// "C'est pour livrer à Bron", "giao tới nhà em số 7": one lead behind the other.
    private static int behindFurtherLead(Reading reading, int start) {
        return Stream.concat(
                        reading.marks("place_before"),
                        reading.marks("place_lead")
                                .filter(hit -> hit.length() > 1 && reading.clauseEnd(hit.end()) > hit.end()))
                .filter(hit -> hit.start() == start)
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
    }

    private static boolean gluedNumber(Reading reading, int at) {
        return reading.number(at) && reading.tokens.get(at).glued();
    }

    /// "my office", "the shop": a place of their own words when a place was asked for.
    private static boolean ownWord(Reading reading, int at) {
        return at + 1 < reading.tokens.size() && reading.is(at, Word.OWN_PLACE) && !reading.marked("place_end", at);
    }
}
