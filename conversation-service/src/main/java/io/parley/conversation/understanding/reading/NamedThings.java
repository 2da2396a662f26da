package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.Glossary;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which of the names of goods that stand in a message name a thing there: not what is a place, what only says how
/// many, which variant or whose, nor what a longer phrase is made of.
final class NamedThings {
    private final Reading reading;
    private final Found found;
    private final Surroundings at;
    private final Contents contents;

    NamedThings(Reading reading, Found found, Surroundings at) {
        this.reading = reading;
        this.found = found;
        this.at = at;
        contents = new Contents(reading, found, at);
    }

    private boolean ofOtherModel(Named name) {
        boolean other = OtherModel.means(reading, name);
        if (other) {
            reading.otherModels.add(name);
        }
        return other;
    }

    private static final int ANSWER_MAX = 2;
    private static final int DOES_AHEAD_MAX = 3;

    List<Named> meant() {
        return found.things().stream()
                .filter(name -> !reading.owned(name.start(), name.end())
                        && !NoGoods.partOfPlace(reading, name, at)
                        && !holdsAsked(name)
                        && !contents.holds(name)
                        && !ofOtherModel(name)
                        && !OtherModel.onlyMaker(reading, name)
                        && !countsLast(name)
                        && !holdsSize(name)
                        && !saysWhichTold(name)
                        && !asksHow(name)
                        && !onlySize(name)
                        && !opensQuestion(name)
                        && !isVerb(name)
                        && !measuresNext(name)
                        && !sizesLast(name)
                        && !shareOf(name)
                        && !holdsNamed(name)
                        && !countsNext(name)
                        && !countedIn(name)
                        && !countsTold(name)
                        && !paysWith(name)
                        && !answersWhich(name)
                        && !namesShades(name)
                        && !shadeOfNamed(name)
                        && !namesOrdered(name)
                        && !leadsToShade(name)
                        && !inShade(name)
                        && (name.certain() || !reading.calledByTitle(name.start(), at))
                        && !saysAnother(name))
                .filter(name -> found.competing().stream()
                        .noneMatch(hit -> beats(hit, name.start(), name.end(), name.certain())))
                .filter(name -> !isVariantOfAnother(name))
                .filter(name -> !describesNext(name)
                        && !describesLast(name)
                        && !belongsToOther(name)
                        && !restOfName(name)
                        && !forWhom(name)
                        && !giftToMake(name)
                        && !servesOthers(name)
                        && !toldOfOther(name)
                        && !onlySpokenOf(name)
                        && !tooDear(name)
                        && !isDone(name))
                .filter(name -> !liesInVariant(name))
                .map(this::ofHand)
                .map(this::ordered)
                .toList();
    }

    /// "Cancel the *cake*", of one that is ordered and called so, though other cakes are grouped under it too.
    private Named ofHand(Named name) {
        String word = Names.stem(reading.tokens.get(name.start()).norm());
        List<UUID> called = name.category() && name.end() - name.start() == 1
                ? at.inHand().stream()
                        .distinct()
                        .filter(name.products()::contains)
                        .filter(thing -> reading.catalogue.named(thing, word))
                        .toList()
                : List.of();
        return called.size() == 1
                ? new Named(name.start(), name.end(), Set.copyOf(called), false, name.certain())
                : name;
    }

    /// "Make the *water* 15", of sachet water that is ordered, though bottled water is called just so.
    private Named ordered(Named name) {
        boolean changes = name.end() - name.start() == 1
                && name.products().stream().noneMatch(at.settled()::contains)
                && (reading.is(name.start() - 1, Word.MAKES)
                        || reading.is(name.start() - 2, Word.MAKES) && reading.is(name.start() - 1, Word.POINTER)
                        || Stream.of("update_cart", "remove_from_cart")
                                .flatMap(reading::all)
                                .anyMatch(hit -> hit.end() == name.start()
                                        || hit.end() == name.start() - 1 && reading.is(hit.end(), Word.POINTER)));
        String word = Names.stem(reading.tokens.get(name.start()).norm());
        List<UUID> meant = changes
                ? at.settled().stream()
                        .filter(thing -> reading.catalogue.named(thing, word))
                        .toList()
                : List.of();
        List<UUID> ordered = meant.isEmpty() && recounts(name) ? orderedLike(name) : meant;
        return ordered.size() == 1
                ? new Named(name.start(), name.end(), Set.copyOf(ordered), false, name.certain())
                : name;
    }

    /// "Make it 7 *balls*", of cotton that is ordered: only the merino is called so, but it is none of the order.
    private boolean recounts(Named name) {
        int count = name.start() - 1;
        return !name.certain()
                && name.end() - name.start() == 1
                && name.products().stream().noneMatch(at.settled()::contains)
                && (reading.number(count) || reading.begins("number", count))
                && Stream.of("update_cart", "correction")
                        .flatMap(reading::found)
                        .anyMatch(hit -> hit.length() > 1 && (hit.end() == count || hit.end() == name.start()));
    }

    /// The things of the order that are of the same kind.
    private List<UUID> orderedLike(Named name) {
        Set<String> kinds =
                name.products().stream().flatMap(id -> categories(id).stream()).collect(Collectors.toSet());
        return at.settled().stream()
                .distinct()
                .filter(id -> !Collections.disjoint(categories(id), kinds))
                .toList();
    }

    private Set<String> categories(UUID product) {
        return at.catalogue()
                .catalogue()
                .product(product)
                .map(of -> Set.copyOf(of.categories()))
                .orElse(Set.of());
    }

    /// "A drinker for 50 *birds*", where birds are sold too: what the thing is for.
    private boolean servesOthers(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && reading.number(name.start() - 1)
                && reading.is(name.start() - 2, Word.SERVES)
                && found.things().stream().anyMatch(other -> other.end() == name.start() - 2);
    }

    /// "I'm learning *watercolour*, I need a pad", "the wig, does it need *glue*?": what one does, and what
    /// another thing needs.
    private boolean onlySpokenOf(Named name) {
        boolean besideOthers = reading.all("recommend").findAny().isPresent()
                || at.focus() != null && !name.products().contains(at.focus())
                || !at.listed().isEmpty() && Collections.disjoint(name.products(), at.listed())
                || found.things().stream()
                        .anyMatch(other -> Collections.disjoint(other.products(), name.products())
                                && (other.end() <= name.start() || other.start() >= name.end()));
        // "I'm a complete *beginner*", though a kit is called so: who somebody is
        boolean somebody = !name.certain()
                && name.end() - name.start() == 1
                && !reading.catalogue.head(reading.tokens.get(name.start()).norm());
        return (besideOthers || somebody)
                && reading.marks("spoken_of")
                        .filter(hit -> hit.weight() > 0.5 ? besideOthers : somebody)
                        .anyMatch(hit -> hit.end() <= name.start()
                                && name.start() - hit.end() <= 1
                                && (!reading.begins("number", hit.end()) || reading.article(hit.end()))
                                && !reading.number(hit.end()));
    }

    /// "That's too dear for 2 *plants*, cancel": counted only to complain of what it comes to.
    private boolean tooDear(Named name) {
        return at.ordering()
                && reading.found("remove_from_cart")
                        .allMatch(off -> reading.found("cancel_order")
                                .anyMatch(all -> all.start() <= off.start() && off.end() <= all.end()))
                && reading.marks("too_dear")
                        .anyMatch(dear -> dear.end() < name.start()
                                && name.start() - dear.end() <= COUNTED_MAX
                                && (reading.number(dear.end()) || reading.begins("number", dear.end()))
                                && !reading.parted(dear.end(), name.start()));
    }

    /// The count, and what pieces are called.
    private static final int COUNTED_MAX = 3;

    /// "Can I *drink* the hibiscus", where a malt drink is sold too: what somebody does with another thing.
    private boolean isDone(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && reading.is(name.start() - 1, Word.ACTS)
                && reading.found("question").anyMatch(asks -> asks.length() > 1 && asks.end() == name.start())
                && found.things().stream().anyMatch(other -> other.start() >= name.end() && other.certain());
    }

    /// "Khác nhau sao", in a message with accents, names no flute ("sáo"), "Phan Văn Trị" no manure ("phân"), and
    /// "Thắng Tam" takes no bath ("tắm").
    private boolean saysAnother(Named name) {
        Token word = reading.tokens.get(name.start());
        boolean ofName = reading.capital(name.start())
                && Stream.of(name.start() - 1, name.end())
                        .anyMatch(i -> reading.capital(i)
                                && !reading.tokens.get(i).plain()
                                && found.variants().stream().noneMatch(v -> v.start() <= i && i < v.end()));
        return name.end() - name.start() == 1
                && word.plain()
                && (ofName || reading.lexicon.everyday(word))
                && reading.tokens.stream().anyMatch(token -> token.word() && !token.plain())
                && reading.catalogue.onlyAccented(name.products(), word.norm());
    }

    /// "Dusty rose" is a shade, though a rose toner is sold.
    private boolean liesInVariant(Named name) {
        return found.variants().stream()
                .filter(v -> v.start() <= name.start()
                        && v.end() >= name.end()
                        && v.end() - v.start() > name.end() - name.start())
                // "rong đuôi chó", of plants that are called "rong" too
                .anyMatch(v -> {
                    Set<UUID> having = at.catalogue().having(v.variants());
                    return !name.certain() || name.products().equals(having) || ofHandOrNamed(having, v);
                });
    }

    /// "Table cooker *2 burner*", where camp burners are sold too: of what stands beside it, or of what was asked
    /// which.
    private boolean ofHandOrNamed(Set<UUID> having, NamedVariant variant) {
        return at.awaited() == Surroundings.Awaited.VARIANT && !Collections.disjoint(having, at.inHand())
                || found.things().stream()
                        .filter(thing -> thing.end() == variant.start() || thing.start() == variant.end())
                        .anyMatch(thing -> !Collections.disjoint(having, thing.products()));
    }

    /// "Small bag", to "150 g or 400 g?": what it comes in, and no bag of those that are sold.
    private boolean holdsAsked(Named name) {
        boolean sizes = at.awaited() == Surroundings.Awaited.VARIANT
                && at.focus() != null
                && !name.products().contains(at.focus())
                && reading.catalogue.bySize(at.focus(), true).isPresent();
        return sizes
                && name.end() - name.start() == 1
                && reading.marked("unit_pieces", name.start())
                && found.competing().stream()
                        .anyMatch(hit -> hit.section().equals("pick")
                                && (hit.value().equals("biggest") || hit.value().equals("smallest"))
                                && (hit.end() == name.start() || hit.end() == name.end()));
    }

    /// "The classic one", of a game that was told and comes so, though other games are grouped under classics; "le
    /// bleu", of a fish that comes so, beside a "Néon Bleu".
    private boolean saysWhichTold(Named name) {
        return (name.category() || !name.certain())
                && at.focus() != null
                && !name.products().contains(at.focus())
                && found.variants().stream()
                        .filter(v -> v.start() <= name.start() && v.end() >= name.end())
                        .anyMatch(v -> at.catalogue().having(v.variants()).contains(at.focus()));
    }

    /// "Una jollof dey *hot*?", where a hot sauce is sold too.
    private boolean asksHow(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && IntStream.rangeClosed(1, DOES_AHEAD_MAX)
                        .anyMatch(ahead -> reading.is(name.start() - ahead, Word.DOES)
                                && IntStream.range(name.start() - ahead + 1, name.start())
                                        .allMatch(reading::everyday))
                && reading.question()
                && (at.focus() != null
                        || found.things().stream()
                                .anyMatch(other -> other.end() == name.start() - 1 && other.certain()));
    }

    /// "Une *petite* de 4 ans", where a "Petit Potager" is sold: a size, and no more than the first word of a name.
    private boolean onlySize(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && !reading.catalogue.head(reading.tokens.get(name.start()).norm())
                && found.competing().stream()
                        .anyMatch(hit -> hit.section().equals("pick")
                                && (hit.value().equals("biggest") || hit.value().equals("smallest"))
                                && hit.start() == name.start()
                                && hit.end() == name.end());
    }

    /// "Morning! *Can* i get 2 bags", where a can of something is sold too.
    private boolean opensQuestion(Named name) {
        return name.end() - name.start() == 1
                && found.competing().stream()
                        .anyMatch(hit -> hit.section().equals("question")
                                && hit.start() == name.start()
                                && hit.length() > 1
                                && !hit.gapped());
    }

    /// "*Drop* a soap", "*drop* at Tamale", where glow drops are sold: what is to be done with something.
    private boolean isVerb(Named name) {
        boolean acts = found.competing().stream()
                .anyMatch(hit -> hit.section().equals("remove_from_cart") && hit.start() == name.start());
        boolean leads = reading.marks("place_before")
                .anyMatch(hit -> hit.length() > 1 && hit.start() == name.start() && hit.end() > name.end());
        boolean behind = Stream.of(Word.A, Word.POINTER, Word.PRONOUN).anyMatch(part -> reading.is(name.end(), part));
        return !name.certain()
                && name.end() - name.start() == 1
                && (leads || acts && behind && reading.clauseStart(name.start()) == name.start());
    }

    /// "3 *mètres* de popeline", where a tape measure is sold too: what the next thing is measured in.
    private boolean measuresNext(Named name) {
        return name.end() - name.start() == 1
                && reading.number(name.start() - 1)
                && reading.is(name.start(), Word.BULK)
                && reading.is(name.end(), Word.OF)
                && found.things().stream().anyMatch(other -> other.start() == name.end() + 1);
    }

    /// "50% *đường*", where a drink with "đường đen" is sold: how much of it is to be in something.
    private boolean shareOf(Named name) {
        return !name.certain()
                && name.start() > 1
                && reading.tokens.get(name.start() - 1).is("%")
                && reading.number(name.start() - 2);
    }

    /// "2 *trái* sầu riêng", "*trái* nào ngon", where a basket of "trái cây" is sold, "20 *chậu* sen đá", where pots
    /// are called so too: a word that pieces are counted in.
    private boolean countsNext(Named name) {
        boolean thing = found.things().stream().anyMatch(other -> other.start() == name.end() && other.certain());
        boolean asked = reading.marked("unit_pieces", name.start())
                && name.end() < reading.tokens.size()
                && reading.begins("question", name.end());
        boolean whole = found.variants().stream().anyMatch(v -> v.start() < name.start() && v.end() >= name.end());
        // "1 cap guong": a pair of them, and no cap
        String word = reading.tokens.get(name.start()).norm();
        boolean foreign = name.products().stream()
                .flatMap(id -> at.catalogue().catalogue().product(id).stream())
                .noneMatch(product -> Stream.concat(Stream.of(product.name()), product.synonyms().stream())
                        .flatMap(said -> Token.read(said).stream())
                        .anyMatch(token -> token.is(word)));
        boolean counts = foreign && comesNotSo(name);
        boolean countsThing = thing && counted(name.start());
        return (!name.certain() || countsThing || foreign && thing || counts)
                && name.end() - name.start() == 1
                && reading.marked("unit_pieces", name.start())
                && (countsThing || asked || whole || counts);
    }

    /// "*Seti* mbili za vikombe", where sets of plates are sold too: what the next thing is counted in, behind
    /// which the count stands.
    private boolean countedIn(Named name) {
        int count = name.end();
        return !name.certain()
                && count - name.start() == 1
                && reading.marked("unit_pieces", name.start())
                && count + 1 < reading.tokens.size()
                && counted(count + 1)
                && Names.links(reading.tokens.get(count + 1).norm())
                && found.things().stream().anyMatch(other -> other.start() == count + 2);
    }

    /// "1 *box*", asked how many cupcakes, or of cupcakes that come in boxes, where a cookie box is sold too: so many
    /// of what was told.
    private boolean countsTold(Named name) {
        UUID told = at.focus();
        String word = Names.stem(reading.tokens.get(name.start()).norm());
        boolean comesSo = told != null
                && at.catalogue().catalogue().product(told).stream()
                        .flatMap(product -> product.sellable().stream())
                        .flatMap(variant -> Token.read(variant.name()).stream())
                        .anyMatch(token -> Names.stem(token.norm()).equals(word));
        return !name.certain()
                && name.end() - name.start() == 1
                && !name.products().contains(told)
                && reading.marked("unit_pieces", name.start())
                && counted(name.start())
                && (at.awaited() == Surroundings.Awaited.QUANTITY || comesSo);
    }

    /// "On peut payer par *wave* ?", where a wig is called "deep wave" too: by what is paid, behind another word for
    /// paying.
    private boolean paysWith(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && found.competing().stream()
                        .anyMatch(hit -> hit.section().equals("payment_question")
                                && hit.start() == name.start()
                                && hit.end() == name.end())
                && found.competing().stream()
                        .anyMatch(hit -> PAYING.contains(hit.section()) && hit.end() <= name.start());
    }

    private static final Set<String> PAYING = Set.of("payment_question", "payment_claim");

    /// "Lay *cap* tron": caps come in no "tròn", which stands right behind.
    private boolean comesNotSo(Named name) {
        return found.variants().stream()
                .filter(v -> v.start() == name.end())
                .anyMatch(v -> at.catalogue().having(v.variants()).stream().noneMatch(name.products()::contains));
    }

    /// "150g *bag*", of treats in hand that come in 150 g.
    private boolean holdsSize(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && reading.marked("unit_pieces", name.start())
                && found.variants().stream()
                        .filter(v -> v.end() == name.start() && reading.number(v.start()))
                        .map(v -> at.catalogue().having(v.variants()))
                        .anyMatch(having -> having.stream().anyMatch(at.inHand()::contains)
                                && having.stream().noneMatch(name.products()::contains));
    }

    /// "2 snake plants in the 17cm *pot*", where pots are sold too: right behind what the thing comes in.
    private boolean holdsNamed(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && found.variants().stream()
                        .filter(v -> v.end() == name.start())
                        .filter(v -> reading.is(v.start() - 1, Word.IN)
                                || reading.is(v.start() - 2, Word.IN) && reading.is(v.start() - 1, Word.POINTER))
                        .map(v -> at.catalogue().having(v.variants()))
                        .anyMatch(having -> having.stream().noneMatch(name.products()::contains)
                                && found.things().stream()
                                        .filter(thing -> thing.end() <= name.start() && thing != name)
                                        .anyMatch(thing ->
                                                thing.products().stream().anyMatch(having::contains)));
    }

    /// "Salmon treats 250g, two *bags*": so many of what stands before, and no bag of those that are sold.
    private boolean countsLast(Named name) {
        int count = name.start() - 1;
        boolean behind = found.things().stream().anyMatch(thing -> endsBefore(thing.end(), count))
                || found.variants().stream().anyMatch(variant -> endsBefore(variant.end(), count));
        return !name.certain()
                && name.end() - name.start() == 1
                && reading.marked("unit_pieces", name.start())
                && counted(name.start())
                && behind;
    }

    /// Whether a count stands right before.
    private boolean counted(int start) {
        return reading.number(start - 1)
                || reading.everything.stream()
                        .anyMatch(hit -> hit.section().equals("number") && hit.end() == start && hit.length() == 1);
    }

    /// Right before the count, or, where count and measure make up a clause, at the end of the clause before it:
    /// "sen đá nữa, 6 *cây*".
    private boolean endsBefore(int end, int count) {
        int comma = count - 1;
        int measure = count + 1;
        boolean clause = comma > 0
                && reading.tokens.get(comma).is(",")
                && (reading.clauseEnd(count) == measure + 1
                        || measure + 1 < reading.tokens.size() && reading.marked("polite", measure + 1));
        // "sen đá *lấy* 5 cây"
        boolean taken = end == count - 1 && reading.is(end, Word.TAKES) && reading.closes(measure + 1);
        return end == count
                || taken
                || clause
                        && end <= comma
                        && comma - end <= 2
                        && IntStream.range(end, comma)
                                .allMatch(i -> reading.is(i, Word.TOO) || reading.marked("polite", i));
    }

    /// "A dripper 4 *cup*", where cups are sold too: what it comes in.
    private boolean sizesLast(Named name) {
        int number = name.start() - 1;
        return name.end() - name.start() == 1
                && reading.number(number)
                && found.things().stream()
                        .filter(other -> other.end() == number)
                        .flatMap(other -> other.products().stream())
                        .flatMap(product -> at.catalogue().catalogue().product(product).stream())
                        .flatMap(product -> product.variants().stream())
                        .map(variant -> Token.read(variant.name()))
                        .anyMatch(label -> label.size() == 2
                                && label.getFirst()
                                        .is(reading.tokens.get(number).norm())
                                && label.getLast()
                                        .is(reading.tokens.get(name.start()).norm()));
    }

    /// "Chocolate" says which doughnut, when that was asked, though a chocolate cake is sold.
    private boolean answersWhich(Named name) {
        // "Beans or Filter?", "filter", though filters are sold too
        boolean word = name.end() - name.start() == 1 && name.start() == 0;
        return comesSo(name)
                || at.awaited() == Surroundings.Awaited.VARIANT
                        && (!name.certain() || word && reading.tokens.size() <= ANSWER_MAX)
                        && found.variants().stream()
                                .anyMatch(v -> v.start() <= name.start()
                                        && v.end() >= name.end()
                                        && at.catalogue().having(v.variants()).stream()
                                                .anyMatch(at.inHand()::contains));
    }

    /// "*Filter* is fine", "i meant ground for *filter*", of coffee that was told and comes so: in the variant's own
    /// word, which opens the message or says what for.
    private boolean comesSo(Named name) {
        boolean offered =
                at.awaited() == Surroundings.Awaited.VARIANT || at.awaited() == Surroundings.Awaited.YES_OR_NO;
        UUID focus = at.focus();
        return offered
                && focus != null
                && !name.products().contains(focus)
                && name.end() - name.start() == 1
                && (name.start() == 0 || reading.is(name.start() - 1, Word.SERVES))
                && at.catalogue().catalogue().product(focus).stream()
                        .flatMap(product -> product.sellable().stream())
                        .anyMatch(variant -> reading.tokens.get(name.start()).is(Token.normal(variant.name())));
    }

    /// "Do you have it in *black*", of a gloss, though a black soap is sold.
    private boolean inShade(Named name) {
        UUID focus = at.focus();
        Token word = reading.tokens.get(name.start());
        return focus != null
                && !name.products().contains(focus)
                && name.end() - name.start() == 1
                && !siblingOf(focus, name)
                && (reading.is(name.start() - 1, Word.IN)
                        || reading.is(name.start() - 1, Word.SHADE_BEFORE)
                        // "the black one"
                        || reading.is(name.start() - 1, Word.POINTER)
                                && reading.is(name.end(), Word.PRONOUN)
                                && !recountedToOne(name)
                        // "màu đen", read as one word
                        || reading.words(name.start(), name.end()).indexOf(' ') > 0)
                && (reading.is(word.norm(), Word.SHADE)
                        || Glossary.english(word.exact()).stream()
                                .anyMatch(english -> reading.is(english, Word.SHADE)));
    }

    /// "Take the *black* one off", of an oak frame beside which a black frame is sold.
    private boolean siblingOf(UUID focus, Named name) {
        return reading.is(name.end(), Word.PRONOUN)
                && name.products().size() == 1
                && name.products().stream().noneMatch(id -> Collections.disjoint(categories(id), categories(focus)))
                && found.variants().stream()
                        .filter(v -> v.start() == name.start())
                        .noneMatch(v -> at.catalogue().having(v.variants()).contains(focus));
    }

    /// "Make the *cream* one", of cream that is ordered: how many, and no shade.
    private boolean recountedToOne(Named name) {
        return reading.made(name.start())
                && reading.closes(name.end() + 1)
                && reading.catalogue.head(reading.tokens.get(name.start()).norm())
                && at.settled().containsAll(name.products());
    }

    /// "Make black be 5", of black hair that is ordered, though a black soap is sold.
    private boolean namesOrdered(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && found.variants().stream()
                        .filter(v -> v.start() <= name.start() && v.end() >= name.end())
                        .flatMap(v -> at.catalogue().having(v.variants()).stream())
                        .anyMatch(thing ->
                                at.settled().contains(thing) && !name.products().contains(thing));
    }

    /// "Rangi ya bluu", where a lipstick is called "rangi ya mdomo": a colour, and nothing for the lips.
    private boolean leadsToShade(Named name) {
        boolean linked = name.end() < reading.tokens.size()
                && Names.links(reading.tokens.get(name.end()).norm());
        // "vị lá chanh", of dried beef that comes so, where something is grouped under spices ("gia vị")
        boolean kind = name.category()
                && found.variants().stream()
                        .filter(v -> v.start() == name.end())
                        .anyMatch(v ->
                                at.catalogue().having(v.variants()).stream().noneMatch(name.products()::contains));
        return !name.certain()
                && name.end() - name.start() == 1
                && (kind
                        || reading.is(name.start(), Word.SHADE_BEFORE)
                                && reading.is(linked ? name.end() + 1 : name.end(), Word.SHADE));
    }

    /// "Rose et rubis", of a lipstick that was told or is in the order: two of its shades, and not the rose toner.
    private boolean namesShades(Named name) {
        if (name.certain()) {
            return false;
        }
        return at.inHand().stream()
                .filter(told -> !name.products().contains(told))
                .anyMatch(told -> {
                    List<NamedVariant> ofTold = found.variants().stream()
                            .filter(v -> at.catalogue().having(v.variants()).contains(told))
                            .toList();
                    return ofTold.size() > 1
                            && ofTold.stream().anyMatch(v -> v.start() <= name.start() && v.end() >= name.end());
                });
    }

    /// "2 lipsticks *red and rose*", "2 gloss *rose*", where a rose toner is sold: one word, joined to a shade of what
    /// is named before it, or the colour right behind it.
    private boolean shadeOfNamed(Named name) {
        if (name.certain() || name.end() - name.start() > 1) {
            return false;
        }
        boolean colour = reading.is(name.start(), Word.SHADE) || reading.is(reading.said(name.start()), Word.SHADE);
        return found.things().stream()
                .filter(thing -> thing.end() <= name.start()
                        && thing.products().size() == 1
                        && !name.products().containsAll(thing.products()))
                .anyMatch(thing -> colour && thing.end() == name.start() && inShades(thing)
                        || comesSo(thing, name.start()) && joinsShade(thing, name.start()));
    }

    /// Whether another shade of it stands before, with nothing but a count or what joins them between.
    private boolean joinsShade(Named thing, int word) {
        return found.variants().stream()
                .filter(v -> v.start() >= thing.end() && v.end() < word && comesSo(thing, v.start()))
                .anyMatch(v -> IntStream.range(v.end(), word)
                        .allMatch(i -> reading.tokens.get(i).is(",")
                                || reading.is(i, Word.AND)
                                || reading.number(i)
                                || reading.begins("number", i)));
    }

    /// Whether it comes so, as the word says.
    private boolean comesSo(Named thing, int word) {
        return found.variants().stream()
                .filter(v -> v.start() <= word && word < v.end())
                .anyMatch(v -> at.catalogue().having(v.variants()).containsAll(thing.products()));
    }

    /// Whether any of its variants is called by a colour, or its kinds are colours.
    private boolean inShades(Named thing) {
        return thing.products().stream()
                .flatMap(id -> at.catalogue().catalogue().product(id).stream())
                .flatMap(product -> product.sellable().stream())
                .anyMatch(variant -> Token.read(variant.name()).stream().noneMatch(Token::number));
    }

    /// "battery for iphone 12", where a battery has that model: no phone is named.
    private boolean isVariantOfAnother(Named name) {
        return found.variants().stream()
                .filter(v -> v.start() <= name.start() && v.end() >= name.end())
                .anyMatch(v -> found.things().stream()
                        .anyMatch(other -> other != name
                                && (comesIn(name, other)
                                        || (name.certain()
                                                ? of(name, other) || sameAsVariant(name, other, v)
                                                : v.end() - v.start() > 1
                                                        || pointsBack(name, other)
                                                        || (touches(name, other)
                                                                        || behindStop(name, other)
                                                                        || tied(name, other))
                                                                && other.certain()
                                                        || leads(name, other)))
                                && other.products().stream()
                                        .anyMatch(reading.catalogue.having(v.variants())::contains)));
    }

    /// "Hoops in *silver*", that come so, where a silver ring is sold too.
    private boolean comesIn(Named word, Named thing) {
        return word.end() - word.start() == 1
                && thing.certain()
                && thing.end() == word.start() - 1
                && reading.is(thing.end(), Word.IN);
    }

    /// "That attachment, *the black one*", where a black soap is sold too.
    private boolean pointsBack(Named name, Named other) {
        return other.end() < name.start()
                && reading.is(name.start() - 1, Word.POINTER)
                && reading.is(name.end(), Word.PRONOUN)
                && name.start() - other.end() <= 2;
    }

    /// "iPhone 11 battery", "battery for my iPhone 11": a phone is sold too, but a battery is meant.
    private boolean of(Named thing, Named part) {
        boolean before = thing.end() == part.start();
        boolean behind = part.end() < thing.start() && thing.start() - part.end() <= 3;
        for (int i = part.end(); behind && i < thing.start(); i++) {
            behind = reading.is(i, Word.BELONGS);
        }
        return before || behind;
    }

    /// "The rose lipstick": the word before a thing is its shade.
    private static boolean leads(Named word, Named thing) {
        return word.end() == thing.start()
                && word.end() - word.start() == 1
                && thing.products().size() == 1;
    }

    /// "Guji filter", where it comes so and filters are sold too.
    private boolean sameAsVariant(Named name, Named other, NamedVariant variant) {
        return other.certain()
                && (other.end() == name.start() || behindStop(name, other))
                && variant.start() == name.start()
                && variant.end() == name.end();
    }

    /// "The guji. Filter grind", where papers for filters are sold too.
    private boolean behindStop(Named word, Named thing) {
        return thing.end() == word.start() - 1
                && reading.tokens.get(thing.end()).separates()
                && !reading.is(thing.end(), Word.AND)
                && word.end() - word.start() == 1;
    }

    /// "Beignes *à l'*érable", that come so, though there is a syrup of it.
    private boolean tied(Named word, Named thing) {
        int between = word.start() - thing.end();
        return between > 0
                && between <= 2
                && IntStream.range(thing.end(), word.start())
                        .allMatch(i -> Names.links(reading.tokens.get(i).norm())
                                || i > thing.end() && reading.is(i, Word.ARTICLE_OF_PLACE));
    }

    private static boolean touches(Named one, Named other) {
        return one.end() == other.start() || other.end() == one.start();
    }

    /// "bánh eclair", "the cake quiche": a word for several things, right before the whole name of one,
    /// only says what kind it is.
    private boolean describesNext(Named name) {
        return !name.certain()
                && name.end() - name.start() == 1
                && found.things().stream()
                        .anyMatch(other -> other.certain()
                                && other.start() == name.end()
                                && !name.products().containsAll(other.products()));
    }

    /// "kigari cha mtoto", "poussette de bébé": tied to a thing that was named, the word only says whose it is.
    private boolean describesLast(Named name) {
        return !name.certain()
                && name.start() > 1
                && Names.links(reading.tokens.get(name.start() - 1).norm())
                && found.things().stream()
                        .anyMatch(other -> other.certain()
                                && other.end() == name.start() - 1
                                && !name.products().containsAll(other.products()));
    }

    /// "Kamba za viatu": what nobody knows, for shoes, is no shoe.
    private boolean belongsToOther(Named name) {
        int other = name.start() - 2;
        return name.category()
                && other >= 0
                && Names.links(reading.tokens.get(name.start() - 1).norm())
                && reading.tokens.get(other).word()
                && reading.tokens.get(other).norm().length() > 2
                && !reading.common(other)
                && !reading.catalogue.knows(reading.tokens.get(other).norm())
                && !reading.catalogue.knows(Names.stem(reading.tokens.get(other).norm()));
    }

    /// "Mikanda 2 *ya saa*", where watches are sold beside the straps: the rest of one name, behind the count.
    private boolean restOfName(Named name) {
        int count = name.start() - 2;
        String word = Names.stem(reading.tokens.get(name.start()).norm());
        return count > 0
                && name.end() - name.start() == 1
                && Names.links(reading.tokens.get(count + 1).norm())
                && (reading.number(count) || reading.begins("number", count))
                && found.things().stream()
                        .filter(other ->
                                other.end() == count && Collections.disjoint(other.products(), name.products()))
                        .flatMap(other -> other.products().stream())
                        .anyMatch(thing -> reading.catalogue.named(thing, word));
    }

    /// "Sữa tắm *cho mèo*", where food "cho mèo" is sold too: for whom the thing is that was named before it.
    private boolean forWhom(Named name) {
        int count = name.start() - 2;
        // "nusu dazani ya nyeusi na *moja ya manjano*": what is counted is a thing of its own
        boolean counted = (reading.number(count) || reading.begins("number", count))
                && (reading.is(count - 1, Word.AND) || reading.is(count - 1, Word.JOINS));
        // "sabuni nyeusi moja *na ya manjano* moja"
        boolean joined =
                Names.links(reading.tokens.get(Math.max(0, name.start() - 1)).norm()) && reading.is(count, Word.AND);
        // "sabuni nyeusi moja *iwe ya manjano*": what it is to become
        boolean becomes =
                Stream.of(Word.REACHES, Word.MAKES, Word.CHANGED_TO).anyMatch(part -> reading.is(count, part));
        return !name.certain()
                && !counted
                && !joined
                && !becomes
                && name.end() - name.start() == 1
                && reading.marked("share", name.start() - 1)
                && found.things().stream()
                        .anyMatch(other -> other.end() <= name.start() - 1
                                && !other.products().containsAll(name.products())
                                && reading.clauseStart(name.start()) <= other.start());
    }

    /// "I want to send a small *gift* to my mum, what soaps do you have?", where gift sets are sold: what somebody
    /// wants to make of it, and no set. "The gift", of one that was told, is.
    private boolean giftToMake(Named name) {
        int before = name.start() - 1;
        boolean pointed = Stream.of(Word.POINTS, Word.POINTER).anyMatch(part -> reading.is(before, part))
                || reading.is(name.end(), Word.THIS);
        boolean told = name.products().stream()
                .anyMatch(product -> product.equals(at.focus())
                        || at.listed().contains(product)
                        || at.inHand().contains(product));
        boolean somebody = IntStream.range(0, reading.tokens.size()).anyMatch(reading::person);
        boolean something =
                found.things().stream().anyMatch(other -> Collections.disjoint(other.products(), name.products()));
        return !name.certain()
                && name.end() - name.start() == 1
                && reading.is(name.start(), Word.GIFT)
                && !pointed
                && !told
                && (somebody || something);
    }

    /// "Tai nghe *pin* được mấy tiếng", where power banks ("pin dự phòng") are sold too, and the earbuds are told to
    /// have a battery.
    private boolean toldOfOther(Named name) {
        String word = reading.tokens.get(name.start()).norm();
        return !name.certain()
                && name.end() - name.start() == 1
                && found.things().stream()
                        .filter(other ->
                                other.end() == name.start() && other.products().size() == 1)
                        .filter(other -> !other.products().equals(name.products()))
                        .flatMap(other ->
                                at
                                        .catalogue()
                                        .catalogue()
                                        .product(other.products().iterator().next())
                                        .stream())
                        .anyMatch(product -> product.description() != null
                                && Token.read(product.description()).stream().anyMatch(token -> token.is(word)));
    }

    private boolean beats(Hit hit, int start, int end, boolean whole) {
        // "diaper rash" asks for help, and for no diapers
        boolean certain = whole && !hit.section().equals("medical_question");
        int length = end - start;
        boolean covers = !hit.gapped() && hit.start() <= start && hit.end() >= end;
        if (covers && hit.section().equals("skin_or_hair")) {
            // "oily hair", of a hair oil
            return true;
        }
        return covers
                && hit.length() > length
                && (!certain || asks(hit))
                && !hit.section().equals("number")
                && (!hit.section().equals("filler") || asks(hit));
    }

    /// "Mnafungua *saa ngapi*", where clocks are sold.
    private boolean asks(Hit hit) {
        return hit.ownWords() > 1
                && reading.found("question").anyMatch(asks -> asks.end() == hit.end() && asks.length() < hit.length());
    }
}
