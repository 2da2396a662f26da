package io.parley.conversation.understanding;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.GivenNames;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.SwahiliVerbs;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the seller is to heed when they make or bring what is ordered: "no onions", "leave it with the neighbour".
/// It names nothing that is sold and no place, so it is taken out of the message before the rest of it is read.
final class Notes {
    /// Between "no" and the thing: "no more of the onions".
    private static final int LITTLE_MAX = 3;

    private static final int LETTERS_MIN = 3;
    private static final int WORDS_MAX = 14;

    private final Reading reading;
    private final Surroundings at;
    private final Times times;
    /// Something is ordered, so that what is told beside it is said of that.
    private final boolean ordered;

    private final List<Note> found = new ArrayList<>();

    private Notes(Reading reading, Surroundings at) {
        this.reading = reading;
        this.at = at;
        this.times = new Times(reading);
        // "I'll take one 50ml. Gift wrap it please", of the serum that was told
        boolean takesTold = at.focus() != null
                && reading.has("buying_intent")
                && (!reading.variants.isEmpty() || reading.numbered());
        this.ordered = at.ordering() || (!reading.products.isEmpty() || takesTold) && !reading.question();
    }

    /// What a note is of.
    enum Kind {
        PLAIN,
        /// When it is to come.
        TIME,
        /// What somebody wears, of a thing that comes in no sizes.
        SIZE,
        /// A person has to see to it: "a card that says …".
        SPECIAL
    }

    /// @param said where its words begin: with the thing that it is of, which stays in the message
    record Note(int start, int end, int said, Kind kind) {}

    /// Those of a message that orders something, or is said to something that is being ordered or was told.
    static List<Note> in(Reading reading, Surroundings at) {
        boolean ofSomething =
                at.ordering() || at.focus() != null || !at.listed().isEmpty() || !reading.products.isEmpty();
        Notes notes = new Notes(reading, at);
        if (ofSomething) {
            reading.marks("note_says").forEach(notes::says);
            reading.marks("note").sorted(Comparator.comparingInt(Hit::start)).forEach(notes::wish);
            reading.marks("note_when").forEach(notes::when);
            reading.found("remove_from_cart").forEach(notes::leftOut);
            if (!reading.question()) {
                Brought.in(reading).forEach(notes::brought);
                reading.marks("note_before")
                        // "*no* touch the wig" says that it stays
                        .filter(no -> reading.marks("keep")
                                .noneMatch(keep -> keep.start() == no.start() && keep.end() > no.end()))
                        .sorted(Comparator.comparingInt(Hit::start))
                        .forEach(notes::without);
                IntStream.range(0, reading.tokens.size()).forEach(notes::hour);
                IntStream.range(0, reading.tokens.size()).forEach(notes::swahiliWish);
                IntStream.range(0, reading.tokens.size()).forEach(notes::share);
                IntStream.range(0, reading.tokens.size())
                        .filter(number -> Worn.said(reading, number, at))
                        .forEach(number -> notes.add(Worn.from(reading, number), number + 1, Kind.SIZE));
            }
        }
        return notes.found.stream().sorted(Comparator.comparingInt(Note::start)).toList();
    }

    /// As the shopper wrote them.
    ///
    /// @param whole the message, with what else was taken out of it
    static String words(Reading reading, String whole, List<Note> notes) {
        return notes.stream()
                .map(note -> reading.span(whole, note.said(), note.end()).replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }

    /// The message without them, every word that stays where it was; what stood around them is parted.
    static String rest(Reading reading, List<Note> notes) {
        StringBuilder rest = new StringBuilder(reading.text);
        for (Note note : notes) {
            int from = reading.tokens.get(wishedFrom(reading, note)).start();
            int to = reading.tokens.get(wishedTo(reading, note) - 1).end();
            rest.replace(from, to, "." + " ".repeat(to - from - 1));
        }
        return rest.toString();
    }

    /// "*Can you* ring before delivery?", "shop gọi trước *được không*": what asks for it goes with it, and asks
    /// nothing else.
    private static int wishedFrom(Reading reading, Note note) {
        int from = asked(reading, note.start());
        // "nipe mbili bila barafu" orders two
        boolean asks = note.kind() == Kind.PLAIN
                && IntStream.range(from, note.start())
                        .noneMatch(i -> reading.number(i)
                                || Stream.of("number", "buying_intent", "add_to_cart")
                                        .anyMatch(section -> reading.within(section, i)));
        return asks ? from : note.start();
    }

    private static int wishedTo(Reading reading, Note note) {
        int end = note.end();
        while (end < reading.tokens.size()
                && (reading.marked("polite", end)
                        || reading.within("question", end)
                        || reading.is(end, Word.OR_NOT)
                        || reading.is(end, Word.CAN))) {
            end++;
        }
        boolean closes = end == reading.tokens.size();
        boolean asks = !closes && reading.tokens.get(end).is("?");
        return note.kind() != Kind.PLAIN || !closes && !asks ? note.end() : asks ? end + 1 : end;
    }

    /// "Una fit remove the liver?", of rice that is ordered, and nothing else said: what is not sold is to be left out.
    private void leftOut(Hit off) {
        int thing = skip(off.end(), LITTLE_MAX);
        int end = thing;
        while (stranger(end)) {
            end++;
        }
        // "bỏ dây kéo được không"
        boolean whether = IntStream.range(end, reading.tokens.size())
                .anyMatch(i -> reading.is(i, Word.CAN) && reading.is(i + 1, Word.OR_NOT));
        boolean asksOnly = (reading.question() || whether) && reading.products.isEmpty() && !reading.numbered();
        if (at.ordering() && asksOnly && !off.gapped() && end > thing) {
            add(off.start(), end);
        }
    }

    /// "Leave it with the neighbour", to the end of its clause or to where a place begins.
    private void wish(Hit hit) {
        if (reading.found("negation")
                .anyMatch(not -> not.length() > 1
                        && not.start() < hit.start()
                        && (not.end() >= hit.end() || not.end() == hit.start()))) {
            // "I didn't *ask for* cold brew"
            return;
        }
        int said = reading.marks("note")
                .filter(other -> other.start() >= hit.start() && other.start() < hit.end())
                .mapToInt(Hit::end)
                .max()
                .orElse(hit.end());
        if (reading.found("human_request").anyMatch(asks -> asks.start() == hit.start() && asks.end() > said)) {
            // "call me when you are free"
            return;
        }
        boolean askedFirst = !ordered
                && !at.placed()
                && reading.found("payment_question")
                        .anyMatch(asks -> asks.start() < hit.end() && hit.start() < asks.end());
        if (askedFirst) {
            // "can you give me a receipt?", before anything is ordered
            return;
        }
        if (leadsTo(hit)) {
            return;
        }
        int end = wishEnd(hit.start(), said);
        add(hit.start(), withoutCourtesy(said, end));
    }

    /// To the end of its clause, or to where a place begins.
    private int wishEnd(int start, int said) {
        int end = said;
        while (end < reading.tokens.size()
                && end - start < WORDS_MAX
                && !reading.tokens.get(end).separates()
                // "digicode 45A2"
                && (!leadsElsewhere(end)
                        || end == said && withWhom(end)
                        || reading.tokens.get(end).glued())) {
            end++;
        }
        return end;
    }

    /// "Send it by bus", "ship buổi tối": to the end of its clause, or to where a place begins.
    private void brought(Brought.Wish wish) {
        int end = IntStream.range(wish.least(), wishEnd(wish.start(), wish.least()))
                .filter(i -> reading.town(i) || reading.thingAt(i) || reading.is(i, Word.AND))
                .findFirst()
                .orElse(wishEnd(wish.start(), wish.least()));
        if (ordered) {
            add(wish.start(), withoutCourtesy(wish.least(), end));
        }
    }

    /// "*Drop am for* Ewet Housing, Uyo": it leads to a place, too, and a name that is nobody's stands behind it.
    private boolean leadsTo(Hit hit) {
        int name = hit.end();
        return reading.marks("place_before").anyMatch(lead -> lead.start() == hit.start() && lead.end() == name)
                && name < reading.tokens.size()
                && (reading.town(name)
                        || reading.capital(name)
                                && !reading.person(name)
                                && !reading.is(name, Word.TITLE)
                                && !GivenNames.contain(reading.tokens.get(name).norm()));
    }

    /// "Please note: two floors up, no lift": all that is said to the end of the sentence; where a mere "note" opens
    /// it, only behind a colon.
    private void says(Hit hit) {
        int from = hit.end();
        while (from < reading.tokens.size() && reading.nicety(from)) {
            from++;
        }
        boolean announced =
                from < reading.tokens.size() && reading.tokens.get(from).is(":");
        // "mettez bien son nom svp, Paule Girard"
        boolean courtesy = from > hit.end()
                && from < reading.tokens.size()
                && reading.tokens.get(from).is(",");
        // "a card in saying Love from Sarah": what is put beside an order, and the words on it
        boolean special = !hit.value().isEmpty();
        int said = special ? hit.start() : announced || courtesy ? from + 1 : hit.end();
        int end = IntStream.range(special ? hit.end() : said, reading.tokens.size())
                .filter(i -> reading.tokens.get(i).endsSentence() || special && goesTo(i))
                .findFirst()
                .orElse(reading.tokens.size());
        boolean apart = found.stream().noneMatch(other -> other.start() < end && hit.start() < other.end());
        boolean beside = !special || ordered && !reading.inThing(hit.start()) && end > hit.end();
        if (apart && end > said && beside && (announced || hit.weight() > 0.5)) {
            found.add(
                    special
                            ? new Note(asked(reading, hit.start()), end, said, Kind.SPECIAL)
                            : new Note(hit.start(), end, said, Kind.PLAIN));
        }
    }

    /// "A card saying get well soon, *to 4 Low Road*": where it goes is none of its words.
    private boolean goesTo(int at) {
        int lead = reading.tokens.get(at).separates() ? at + 1 : at;
        return Stream.of("place_before", "place_weak")
                .flatMap(reading::marks)
                .filter(hit -> hit.start() == lead)
                .anyMatch(hit -> lead > at && hit.weight() > 0.5 || reading.number(hit.end()));
    }

    /// "*Can you put a* card in saying …": with what asks for it, where its clause says nothing else.
    private static int asked(Reading reading, int start) {
        int clause = reading.clauseStart(start);
        boolean only = IntStream.range(clause, start)
                .allMatch(i -> reading.everyday(i)
                        && !reading.inThing(i)
                        && !reading.inVariant(i)
                        && Stream.of("yes", "weak_yes", "no", "but").noneMatch(answer -> reading.within(answer, i))
                        && Stream.of("place_before", "place_weak").noneMatch(lead -> reading.marked(lead, i)));
        return only ? clause : start;
    }

    /// "Before 9am Saturday": when what is ordered is wished for.
    private void when(Hit hit) {
        int end = times.after(dayOfMonth(hit));
        // "avant midi *si possible*"
        int rest = reading.clauseEnd(end);
        boolean closes = rest - end <= LITTLE_MAX
                && IntStream.range(end, rest)
                        .noneMatch(i -> reading.within("question", i)
                                || reading.is(i, Word.OR_NOT)
                                || reading.number(i)
                                || reading.capital(i)
                                || reading.town(i)
                                || reading.inThing(i)
                                || reading.inVariant(i)
                                || leadsElsewhere(i));
        if (ordered && end > hit.end()) {
            add(hit.start(), closes ? rest : end, Kind.TIME);
        }
    }

    /// "Before the *18th*": where it ends, or where the lead does.
    private int dayOfMonth(Hit lead) {
        return reading.marks("day_before")
                .filter(mark -> mark.start() == lead.start() && reading.number(mark.end()))
                .mapToInt(mark -> mark.end() + 1)
                .max()
                .orElse(lead.end());
    }

    /// "Come *tomorrow at 3pm*", "zifike *saa nane mchana*": an hour is told of what is ordered.
    private void hour(int from) {
        int end = times.afterHour(from);
        // "make am 3" and "betri ya saa moja" tell none
        boolean told = end > from
                && (reading.number(from)
                        ? reading.tokens.get(from + 1).glued()
                        : at.language().equals("sw") && !reading.inThing(from));
        if (told && ordered) {
            int start = reading.marks("date")
                    .filter(mark -> mark.end() == from || mark.end() == from - 1)
                    .mapToInt(Hit::start)
                    .min()
                    .orElse(from);
            add(start, times.after(end), Kind.TIME);
        }
    }

    /// "No onions", "extra fish": of what nobody sells here; "cơm *thêm rau*" only right behind the thing it is put to.
    private void without(Hit hit) {
        // "no be Ndiya" leaves nothing out
        boolean refuses =
                reading.found("negation").anyMatch(not -> not.start() == hit.start() && not.length() > hit.length());
        if (refuses) {
            return;
        }
        // "no worries"
        boolean courtesy = Stream.of("weak_yes", "thanks")
                .flatMap(reading::all)
                .anyMatch(other -> other.start() == hit.start() && other.length() > hit.length());
        if (courtesy) {
            return;
        }
        int thing = skip(hit.end(), LITTLE_MAX);
        boolean weak = hit.weight() <= 0.5 && !behindCounted(hit.start());
        // "no make it Launceston"
        boolean changes = reading.begins("update_cart", hit.end());
        int leftOut = leftOut(hit, thing);
        if (changes || leftOut == thing && !stranger(thing) || !opens(hit.start()) || weak) {
            return;
        }
        int end = leftOut;
        while (stranger(end)
                || end > thing
                        && end < reading.tokens.size()
                        && (reading.is(end, Word.OR) && stranger(end + 1) || reading.is(end, Word.SHADE))) {
            end++;
        }
        int closing = skip(end, LITTLE_MAX);
        if (hit.weight() <= 0.5 && IntStream.range(end, closing).anyMatch(i -> reading.is(i, Word.OR_NOT))) {
            // "bún bò không huyết không" asks
            return;
        }
        if (closing < reading.tokens.size() && reading.thingAt(closing)) {
            add(hit.start(), ofWhich(end, closing));
        } else if (closing >= reading.tokens.size()
                || reading.tokens.get(closing).separates()
                || reading.number(closing)
                || reading.begins("number", closing)
                || reading.town(closing)
                || leadsElsewhere(closing)
                || goesOn(closing)) {
            add(hit.start(), withoutCourtesy(end, closing));
        }
    }

    /// "Yes, *no pepper* please", to a soup, where pepper is sold too and none is ordered: where its name ends.
    private int leftOut(Hit hit, int thing) {
        boolean agrees = at.awaited() == Surroundings.Awaited.CONFIRMATION
                && reading.begins("negation", hit.start())
                && Stream.of("yes", "weak_yes").anyMatch(yes -> reading.begins(yes, 0));
        return reading.products.stream()
                .filter(name -> agrees && name.start() == thing)
                .filter(name -> name.products().stream().noneMatch(at.pieces()::containsKey))
                .mapToInt(Named::end)
                .findFirst()
                .orElse(thing);
    }

    /// "No pepper *for the mishkaki*", that are ordered: it says of what, and orders no more of it.
    private int ofWhich(int said, int thing) {
        return reading.products.stream()
                .filter(name -> name.start() == thing && reading.marked("share", thing - 1))
                .filter(name -> name.products().stream().anyMatch(at.pieces()::containsKey)
                        || reading.products.stream()
                                .anyMatch(other ->
                                        other.end() <= said && other.products().equals(name.products())))
                .mapToInt(Named::end)
                .findFirst()
                .orElse(said);
    }

    /// "Gauni moja *lipasiwe pasi*": what is to be done with it, in a verb that the language file has not.
    private void swahiliWish(int verb) {
        Token word = reading.tokens.get(verb);
        boolean wish = at.language().equals("sw")
                && word.word()
                && !reading.claimed(verb)
                && !reading.common(verb)
                && !reading.capital(verb)
                && SwahiliVerbs.wishes(word.norm())
                && IntStream.range(verb, reading.clauseEnd(verb))
                        .noneMatch(i -> reading.number(i) || reading.begins("number", i) || reading.inVariant(i))
                && behindCounted(verb);
        if (wish) {
            add(verb, withoutCourtesy(verb + 1, reading.clauseEnd(verb)));
        }
    }

    /// "50% *đường*": how much of what nobody sells here is to be in it.
    private void share(int percent) {
        boolean share = reading.tokens.get(percent).is("%")
                && reading.number(percent - 1)
                && percent + 1 < reading.tokens.size()
                && reading.tokens.get(percent + 1).word()
                && !reading.claimed(percent + 1)
                && !reading.thingAt(percent + 1)
                && !reading.inVariant(percent - 1)
                && !reading.has("discount_question");
        if (share) {
            add(percent - 1, percent + 2);
        }
    }

    /// Right behind a thing, or behind so many of it: "1 tô *không huyết*".
    private boolean behindCounted(int start) {
        return nameEnding(start) < start || countEnding(start) < start;
    }

    private void add(int start, int end) {
        add(start, end, Kind.PLAIN);
    }

    private void add(int start, int end, Kind kind) {
        boolean apart = found.stream().noneMatch(other -> start < other.end() && other.start() < end);
        // what is made to order is asked of a person
        int closing = reading.clauseEnd(start);
        boolean asked =
                closing < reading.tokens.size() && reading.tokens.get(closing).is("?");
        boolean wished = ordered && !asked && !Asking.within(reading, at);
        boolean custom = reading.found("custom_request")
                .anyMatch(hit -> hit.start() < end && start < hit.end() && !(wished && onlyNoted(hit)));
        // "hủ tiếu không hành", where it comes in that too
        boolean variant = reading.variants.stream().anyMatch(name -> name.start() == start);
        // "I'm allergic to wool, anything without it?" asks a person, and orders nothing yet
        boolean medical =
                !ordered && reading.found("medical_question").anyMatch(hit -> hit.start() < end && start < hit.end());
        if (apart && !custom && !variant && !medical) {
            int half = reading.is(start - 1, Word.HALF) ? start - 1 : start;
            int from = half < start ? half : ofHowMany(start);
            found.add(new Note(from, end, nameEnding(from), kind));
        }
    }

    /// "Wrap it nicely": beside an order it is only to be heeded.
    private boolean onlyNoted(Hit custom) {
        return reading.marks("note").anyMatch(note -> note.start() <= custom.start() && custom.end() <= note.end());
    }

    /// "2 bánh mì, *1 cái* không hành", "*bánh mì 1 cái* không hành" of 2 that are ordered: of so many of them, and no
    /// more of them.
    private int ofHowMany(int start) {
        int name = nameEnding(start);
        int count = countEnding(name);
        int thing = nameEnding(count);
        // "3 cơm gà, 1 phần không da"
        boolean counted = countEnding(thing) < thing;
        int from = name < start || counted ? count : thing;
        boolean adds = reading.has("add_to_cart") || reading.has("more") || reading.is(from - 1, Word.AND);
        boolean answers = at.awaited() == Surroundings.Awaited.QUANTITY;
        int most = adds || answers ? 0 : from < count || name < start ? ordered(from) : countedBefore(from);
        return count < name && pieces(count) <= most ? from : start;
    }

    /// How many there are of what is named there.
    private int ordered(int from) {
        return reading.products.stream()
                .filter(name -> name.start() >= from)
                .findFirst()
                .flatMap(name -> name.products().stream()
                        .map(product -> at.pieces().getOrDefault(product, 0))
                        .max(Integer::compare))
                .orElse(0);
    }

    /// Of what the message names before it; where it names nothing, of what is ordered.
    private int countedBefore(int from) {
        boolean opens = from == 0
                || reading.tokens.get(from - 1).separates()
                || nameEnding(from) < from
                || found.stream().anyMatch(note -> note.end() == from);
        Stream<Integer> counts = Stream.concat(
                reading.products.isEmpty() ? at.pieces().values().stream() : Stream.of(),
                Numbers.said(reading).stream()
                        .filter(number -> number.end() <= from)
                        .map(Numbers.Number::whole));
        return opens ? counts.max(Integer::compare).orElse(0) - 1 : 0;
    }

    private int pieces(int count) {
        return Numbers.said(reading).stream()
                .filter(number ->
                        number.start() == count || number.start() == count + 1 && reading.marked("unit_pieces", count))
                .mapToInt(Numbers.Number::whole)
                .findFirst()
                .orElse(0);
    }

    /// Where the count begins that ends there, with what it is counted in; there when none does.
    private int countEnding(int end) {
        int unit = beginning(reading.marks("unit_pieces").filter(mark -> mark.end() == end), end);
        return Numbers.said(reading).stream()
                .filter(number -> number.end() == unit)
                .mapToInt(Numbers.Number::start)
                // "mfuko mmoja"
                .map(count -> unit < end
                        ? count
                        : beginning(reading.marks("unit_pieces").filter(mark -> mark.end() == count), count))
                .min()
                .orElse(end);
    }

    /// Where the name of a thing begins that ends there, with what it comes in.
    private int nameEnding(int end) {
        int variant = reading.variants.stream()
                .filter(name -> name.end() == end && (!reading.number(name.start()) || meant(name)))
                .mapToInt(VariantNames.NamedVariant::start)
                .min()
                .orElse(end);
        return reading.products.stream()
                .filter(name -> name.end() == variant)
                .mapToInt(Named::start)
                .min()
                .orElse(end);
    }

    /// "*1 cái* không ớt" is one of the loaves, though pancakes come as "1 cái".
    private boolean meant(VariantNames.NamedVariant name) {
        return reading.catalogue.having(name.variants()).stream()
                .anyMatch(thing -> at.inHand().contains(thing)
                        || reading.products.stream()
                                .anyMatch(named -> named.products().contains(thing)));
    }

    private static int beginning(Stream<Hit> marks, int otherwise) {
        return marks.mapToInt(Hit::start).min().orElse(otherwise);
    }

    /// A clause begins with it, or it stands behind a thing, a count or a courtesy: "fried rice no liver".
    private boolean opens(int at) {
        int before = at - 1;
        return before < 0
                || reading.tokens.get(before).separates()
                || reading.number(before)
                || reading.within("number", before)
                || reading.endsMark("unit_pieces", at)
                || reading.nicety(before)
                || reading.inVariant(before)
                || reading.is(before, Word.AND)
                || reading.is(before, Word.WITH)
                || reading.within("but", before)
                || found.stream().anyMatch(note -> note.end() == at)
                || reading.products.stream().anyMatch(name -> name.end() == at);
    }

    private boolean stranger(int at) {
        if (at >= reading.tokens.size()) {
            return false;
        }
        Token token = reading.tokens.get(at);
        return token.word()
                && (token.norm().length() >= LETTERS_MIN || token.norm().length() > 1 && !token.plain())
                && !reading.claimed(at)
                && !reading.everyday(at)
                && !reading.person(at)
                && !reading.town(at)
                && !reading.inVariant(at)
                && !reading.is(at, Word.SHADE)
                // "no the house is 14"
                && !reading.is(at, Word.HOUSE)
                && reading.products.stream().noneMatch(name -> name.start() <= at && at < name.end())
                && Stream.of("polite", "particle", "unit_size", "unit_money", "date", "note_before", "place_before")
                        .noneMatch(mark -> reading.marked(mark, at));
    }

    /// Where to, how many or what else.
    private boolean leadsElsewhere(int at) {
        return reading.marked("place_before", at)
                || reading.marked("place_weak", at)
                        && at + 1 < reading.tokens.size()
                        && (reading.capital(at + 1) || reading.town(at + 1) || reading.number(at + 1))
                || reading.is(at, Word.AND) && (reading.thingAt(at + 1) || reading.number(at + 1))
                // "trà vải không đường *1 cà phê*"
                || reading.number(at) && reading.thingAt(at + 1)
                // "giao lúc 12h trưa *20 Lê Lai*"
                || reading.number(at)
                        && reading.capital(at + 1)
                        && reading.tokens.get(at + 1).norm().length() > 1;
    }

    /// "Sonnez chez Dupont": neither a town nor a house.
    private boolean withWhom(int at) {
        return at + 1 < reading.tokens.size()
                && !reading.thingAt(at + 1)
                && (reading.marked("place_before", at) || reading.marked("place_weak", at))
                && !reading.town(at + 1)
                && !reading.number(at + 1);
    }

    /// With another wish.
    private boolean goesOn(int at) {
        return reading.marked("note", at) || reading.marked("note_before", at);
    }

    /// Little words, as many as there may be.
    private int skip(int from, int most) {
        int at = from;
        while (at < reading.tokens.size()
                && at - from < most
                && reading.tokens.get(at).word()
                && (reading.everyday(at) || reading.nicety(at))
                && !leadsElsewhere(at)
                && !goesOn(at)) {
            at++;
        }
        return at;
    }

    private int withoutCourtesy(int least, int end) {
        // "gọi trước *được không*"
        boolean asks = end - 2 > least && reading.is(end - 1, Word.OR_NOT) && reading.is(end - 2, Word.CAN);
        int last = asks ? end - 2 : end;
        while (last > least
                && (reading.marked("polite", last - 1)
                        || reading.within("question", last - 1)
                        || !reading.tokens.get(last - 1).word() && !reading.number(last - 1))) {
            last--;
        }
        return last;
    }
}
