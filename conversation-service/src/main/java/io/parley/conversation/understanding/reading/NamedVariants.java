package io.parley.conversation.understanding.reading;

import io.parley.conversation.shop.Variant;
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

/// Which of the variants' names that stand in a message say a variant there, beside the things it names.
final class NamedVariants {
    private final Reading reading;
    private final Found found;
    private final Surroundings at;
    private final Contents contents;
    private final MadeFor madeFor;

    /// @param reading of which the things that are named are known
    NamedVariants(Reading reading, Found found, Surroundings at) {
        this.reading = reading;
        this.found = found;
        this.at = at;
        contents = new Contents(reading, found, at);
        madeFor = new MadeFor(reading);
    }

    /// "A *bag* of rice", though beans come in a "Half Bag": what a thing comes in that is not sold so.
    private boolean holdsOther(NamedVariant name) {
        return name.end() - name.start() == 1
                && contents.of(name.start())
                        .filter(thing -> reading.catalogue.having(name.variants()).stream()
                                .noneMatch(thing.products()::contains))
                        .isPresent();
    }

    List<NamedVariant> meant() {
        return found.variants().stream()
                .filter(name -> !reading.owned(name.start(), name.end()))
                .map(name -> OtherVariants.ofFocus(reading, name, at))
                .map(this::ofNextThing)
                .map(this::letterOfHand)
                .filter(name -> (reading.free(name.start(), name.end()) || leadsIntoThing(name))
                        && !reading.calledByTitle(name.start(), at)
                        && !NoGoods.namesStreet(reading, name.start(), name.end())
                        && !partOfTown(name)
                        && !NoGoods.ofHouse(reading, name.start(), name.end())
                        && !countsNext(name)
                        && !holdsOther(name))
                .filter(name -> !picksOfFocus(name) && !withinPhrase(name) && !afterMeasure(name) && !ofAnyShade(name))
                .filter(name -> !saysElse(name) && !saysWho(name))
                .filter(name -> !onlyCounts(name) && !losesAccents(name) && !inHurry(name) && !onlyAnswers(name)
                        || spokenOf(name))
                .filter(name -> !partOfStreet(name) && !namedBehindStreet(name))
                .filter(name -> !OtherVariants.ofAnother(reading, name, at) && !madeFor.variant(name))
                .filter(name ->
                        found.competing().stream().noneMatch(hit -> counts(hit, name) || countsOther(hit, name)))
                .toList();
    }

    /// "*Bộ 3 lõi* lọc", "a *full tray* jollof": its last word opens the name of what comes so.
    private boolean leadsIntoThing(NamedVariant name) {
        int last = name.end() - 1;
        Set<UUID> having = at.catalogue().having(name.variants());
        return last > name.start()
                && reading.free(name.start(), last)
                && reading.products.stream()
                        .anyMatch(thing -> thing.start() == last
                                && thing.end() > name.end()
                                && thing.products().stream().anyMatch(having::contains));
    }

    /// "Ship nha *trang*" is nothing white.
    private boolean partOfTown(NamedVariant name) {
        return name.end() - name.start() == 1
                && (name.start() > 0 && reading.towns.contain(reading.tokens, name.start() - 1, name.end())
                        || name.end() < reading.tokens.size()
                                && reading.towns.contain(reading.tokens, name.start(), name.end() + 1));
    }

    /// "Hẻm 51 *Cao* Thắng", to where to: right behind a house's number, between capitals, it is nothing in cacao.
    private boolean partOfStreet(NamedVariant name) {
        return at.awaitsPlace()
                && name.end() - name.start() == 1
                && reading.capital(name.start())
                && reading.capital(name.end())
                && reading.number(name.start() - 1);
    }

    /// "Đường Quang *Trung*", of an order that goes somewhere already: a name behind the word for a street.
    private boolean namedBehindStreet(NamedVariant name) {
        return (at.awaitsPlace() || at.place() != null)
                && name.end() - name.start() == 1
                && reading.capital(name.start())
                && reading.marks("street")
                        .filter(street -> street.weight() > Reading.STREET_WEAK && street.end() < name.start())
                        .anyMatch(street -> !reading.capital(street.start())
                                && IntStream.range(street.end(), name.start()).allMatch(reading::capital));
    }

    /// "*2 L* 1 XL", of nappies that are ordered: two in L, and not what something else comes in, two litres.
    private NamedVariant letterOfHand(NamedVariant name) {
        int letter = name.end() - 1;
        boolean measure = name.end() - name.start() == 2
                && reading.number(name.start())
                && !reading.tokens.get(letter).glued()
                && reading.tokens.get(letter).norm().length() == 1
                && reading.catalogue.having(name.variants()).stream()
                        .noneMatch(thing -> at.inHand().contains(thing)
                                || found.things().stream()
                                        .anyMatch(said -> said.products().contains(thing)));
        Set<UUID> sizes = !measure
                ? Set.of()
                : at.inHand().stream()
                        .flatMap(thing -> at.catalogue().catalogue().product(thing).stream())
                        .flatMap(product -> product.sellable().stream())
                        .filter(variant -> variant.name()
                                .equalsIgnoreCase(reading.tokens.get(letter).norm()))
                        .map(Variant::id)
                        .collect(Collectors.toUnmodifiableSet());
        return sizes.isEmpty() ? name : new NamedVariant(letter, name.end(), sizes);
    }

    /// "2 *trái* sầu riêng nguyên trái": so many of what stands behind, and of which kind is said in full.
    private boolean countsNext(NamedVariant name) {
        return name.end() - name.start() == 1
                && reading.marked("unit_pieces", name.start())
                && reading.number(name.start() - 1)
                && reading.thingAt(name.end())
                && found.variants().stream()
                        .anyMatch(said -> said.end() - said.start() > 1
                                && said.variants().stream().anyMatch(name.variants()::contains));
    }

    /// "2 packs of *500ml* water", that comes in a "500ml Pack", though another thing comes in just "500ml".
    private NamedVariant ofNextThing(NamedVariant name) {
        Set<UUID> having = reading.catalogue.having(name.variants());
        List<Named> next = found.things().stream()
                .filter(thing -> thing.start() == name.end())
                .toList();
        if (next.isEmpty()
                || next.stream().anyMatch(thing -> thing.products().stream().anyMatch(having::contains))) {
            return name;
        }
        List<String> said = IntStream.range(name.start(), name.end())
                .mapToObj(i -> reading.tokens.get(i).norm())
                .toList();
        Set<UUID> called = next.getFirst().products().stream()
                .flatMap(thing -> at.catalogue().catalogue().product(thing).stream())
                .flatMap(product -> product.sellable().stream())
                .filter(variant -> Collections.indexOfSubList(Names.phrase(variant.name()), said) >= 0)
                .map(Variant::id)
                .collect(Collectors.toUnmodifiableSet());
        return called.isEmpty() ? name : new NamedVariant(name.start(), name.end(), called);
    }

    /// "You *can* bring it", where a drink comes as a "Single Can": an everyday word among others, that nothing
    /// makes a thing.
    private boolean saysElse(NamedVariant name) {
        Token word = reading.tokens.get(name.start());
        int before = name.start() - 1;
        return name.end() - name.start() == 1
                && at.awaited() != Surroundings.Awaited.VARIANT
                && word.word()
                && reading.lexicon.everyday(word)
                && reading.lexicon.amongItsOwn(reading.tokens, name.start())
                && !reading.begins("pick", name.start())
                && !reading.thingAt(before)
                && !reading.thingAt(name.end())
                && !reading.number(before)
                && !reading.article(before)
                && !reading.is(before, Word.POINTER)
                && !reading.is(before, Word.IN)
                && !reading.is(word.norm(), Word.SHADE)
                && name.variants().stream()
                        .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                        .noneMatch(variant -> Names.phrase(variant.name()).size() == 1);
    }

    /// "My *toddler* got my phone", where a hat comes in a toddler's size: who did it, and nothing for anybody.
    private boolean saysWho(NamedVariant name) {
        return name.end() - name.start() == 1
                && !reading.number(name.start())
                && reading.products.isEmpty()
                && at.awaited() == Surroundings.Awaited.NOTHING
                && name.start() > 0
                && reading.person(name.start() - 1)
                // "how much be noiler now"
                && found.competing().stream()
                        .noneMatch(hit -> hit.length() > 1 && hit.start() < name.start() && hit.end() == name.start())
                && !reading.marked("share", name.start() - 2)
                && reading.clauseEnd(name.end()) > name.end();
    }

    private boolean howMany() {
        return at.awaited() == Surroundings.Awaited.QUANTITY;
    }

    /// "The big one", after bread of 400 g and 800 g, is the bigger bread, though another thing comes in "Large".
    private boolean picksOfFocus(NamedVariant name) {
        boolean bySize = found.competing().stream()
                .anyMatch(hit -> hit.section().equals("pick")
                        && (hit.value().equals("biggest") || hit.value().equals("smallest"))
                        && hit.start() <= name.start()
                        && hit.end() >= name.end());
        Set<UUID> having = reading.catalogue.having(name.variants());
        return bySize
                && at.focus() != null
                && reading.products.isEmpty()
                && reading.catalogue.bySize(at.focus(), true).isPresent()
                && having.stream()
                        .noneMatch(p -> at.inHand().contains(p) || at.listed().contains(p));
    }

    /// "E fine no be small", "reduce small": nothing of size S; "*clear* my cart": nothing without a colour; "for a
    /// baby shower", of no hat in hand that comes for babies; "*kati* ya hizo mbili", among those two, and none of
    /// medium size.
    private boolean withinPhrase(NamedVariant name) {
        return name.end() - name.start() == 1
                && (reading.marks("some_of_them")
                                .anyMatch(hit ->
                                        hit.length() > 1 && hit.start() <= name.start() && name.end() <= hit.end())
                        || found.competing().stream()
                                .anyMatch(hit -> PHRASES.contains(hit.section())
                                        && hit.ownWords() > 1
                                        && !(hit.section().equals("filler") && spokenOf(name))
                                        && hit.start() <= name.start()
                                        && name.end() <= hit.end()));
    }

    private static final Set<String> PHRASES =
            Set.of("positive", "discount_question", "chit_chat", "custom_request", "filler", "clear_cart");

    /// "2 gói trà lài" are two, though another thing comes in a "Gói": a word that pieces are counted in; so is
    /// "3 đôi", of shoes that are spoken of, though socks come in a "Gói 3 đôi".
    private boolean onlyCounts(NamedVariant name) {
        boolean pieces = name.end() - name.start() == 2
                && reading.number(name.start())
                && reading.marked("unit_pieces", name.end() - 1)
                && !at.inHand().isEmpty();
        if (pieces) {
            return true;
        }
        // "jozi moja" is one of what is spoken of, though socks come as "Pair 1"
        boolean counted = name.end() - name.start() == 2
                && !reading.tokens.get(name.start()).number();
        return reading.marked("unit_pieces", name.start()) && (name.end() - name.start() == 1 || counted);
    }

    /// "4 is fine then" orders no pen with a fine nib: a word of everyday, or of an answer.
    private boolean onlyAnswers(NamedVariant name) {
        return name.end() - name.start() == 1
                && !reading.capital(name.start())
                && (reading.everyday(name.start())
                        || found.competing().stream()
                                .anyMatch(hit -> ANSWERS.contains(hit.section())
                                        && hit.start() <= name.start()
                                        && name.end() <= hit.end()));
    }

    private static final Set<String> ANSWERS = Set.of("yes", "weak_yes", "no", "positive", "negative");

    /// "Loai do": "that kind", though written like "Đỏ".
    private boolean losesAccents(NamedVariant name) {
        Token word = reading.tokens.get(name.start());
        return name.end() - name.start() == 1
                && word.plain()
                && reading.lexicon.everyday(word)
                && reading.catalogue.accented(name.variants(), word.norm());
    }

    /// "Mỗi *màu* 1 cây" is nothing of "Không Màu": the word that leads to a shade.
    private boolean ofAnyShade(NamedVariant name) {
        return name.end() - name.start() == 1 && reading.is(name.start(), Word.SHADE_BEFORE);
    }

    /// "1 *kg 10*" are ten of one kilo, and not the ones of "10kg".
    private boolean afterMeasure(NamedVariant name) {
        return name.end() - name.start() > 1
                && reading.number(name.start() - 1)
                && reading.marked("unit_size", name.start())
                // "brashi 2 nchi 4"
                && !reading.is(name.start(), Word.SIZE)
                && reading.number(name.start() + 1);
    }

    /// "Lay m 1 goi": one letter that is how somebody is called in a hurry, and no size of anything that is spoken of.
    private boolean inHurry(NamedVariant name) {
        int letter = name.start();
        return name.end() - letter == 1
                && reading.tokens.get(letter).norm().length() == 1
                && !reading.capital(letter)
                && !reading.is(letter - 1, Word.SIZE)
                && reading.hurried(letter);
    }

    /// Whether it is of a thing that is spoken of and can be had otherwise too.
    private boolean spokenOf(NamedVariant name) {
        return reading.catalogue.having(name.variants()).stream()
                .filter(p -> reading.catalogue.choices(p) > 1)
                .anyMatch(p -> at.inHand().contains(p)
                        || at.listed().contains(p)
                        || reading.products.stream()
                                .anyMatch(named -> named.products().contains(p)));
    }

    /// "Half a dozen" is six and no dozen, though a dozen is sold as one.
    private boolean counts(Hit hit, NamedVariant name) {
        int length = name.end() - name.start();
        boolean article = hit.length() == length + 1 && reading.is(hit.start(), Word.ARTICLE);
        return hit.section().equals("number")
                && hit.start() <= name.start()
                && hit.end() >= name.end()
                && (hit.length() > length && (howMany() || !article) || howMany() && length > 1);
    }

    /// "A dozen croissants" are twelve, where only bagels are sold by the dozen.
    private boolean countsOther(Hit hit, NamedVariant name) {
        return hit.section().equals("number")
                && hit.start() <= name.start()
                && hit.end() >= name.end()
                && reading.products.stream()
                        .filter(p -> p.start() >= hit.end() && p.start() - hit.end() <= 1)
                        .anyMatch(p ->
                                p.products().stream().noneMatch(reading.catalogue.having(name.variants())::contains));
    }
}
