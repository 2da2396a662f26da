package io.parley.conversation.understanding;

import io.parley.conversation.understanding.CatalogueIndex.Named;
import io.parley.conversation.understanding.CatalogueIndex.NamedVariant;
import io.parley.conversation.understanding.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One message taken apart: its words, and who of the catalogue and the language files lays claim to which of them.
/// Where readings overlap the longer one wins, and a product's name wins over a phrase of the same length.
final class Reading {
    /// Found beside everything else: they mark what follows and claim nothing.
    private static final Set<String> MARKERS = Set.of(
            "pointed",
            "place_before",
            "place_weak",
            "place_near",
            "place_lead",
            "place_end",
            "not_place",
            "polite",
            "unit_pieces",
            "unit_size",
            "unit_money",
            "particle",
            "street",
            "date",
            "date_before",
            "name_before",
            "name_weak",
            "code_before",
            "order_before",
            "repair",
            "share",
            "share_own",
            "share_each",
            "let_go",
            "keep",
            "condition",
            "undecided",
            "decided",
            "there_is",
            "person",
            "swaps",
            "is_rather",
            "some_of_them",
            "all_of_them",
            "only_that",
            "doubles",
            "halves",
            "fewer",
            "the_rest",
            "the_other",
            "as_before",
            "instead_of",
            "same_kind",
            "reckons");

    final String text;
    final List<Token> tokens;
    List<Named> products;

    /// Goods that are named and not sold here.
    List<Unsold.Thing> unsold = List.of();

    final List<NamedVariant> variants;
    final List<Hit> hits = new ArrayList<>();
    final List<Hit> markers = new ArrayList<>();
    private final List<Hit> everything;
    private @Nullable List<Hit> inAnyLanguage;
    final Heard.@Nullable Lacking lacking;

    /// A thing that is ordered is named, in small letters.
    final boolean namesOrdered;

    private final boolean[] claimed;
    final Towns towns;
    private final Lexicon lexicon;
    final CatalogueIndex catalogue;
    private final Set<String> languages;

    Reading(
            String text,
            List<Token> tokens,
            Surroundings surroundings,
            Lexicon lexicon,
            Languages.Guess language,
            Set<String> languages,
            Towns towns) {
        this.text = text;
        this.tokens = tokens;
        this.lexicon = lexicon;
        this.towns = towns;
        this.languages = languages;
        this.catalogue = surroundings.catalogue();
        // a word for goods that are not sold here claims nothing: it may be what is sought
        List<Hit> found = lexicon.find(tokens, languages).stream()
                .filter(hit -> !hit.section().equals("means") && !ofAnotherLanguage(hit, language))
                .toList();
        everything = found;
        List<Hit> competing = new ArrayList<>();
        found.forEach(hit -> (MARKERS.contains(hit.section()) ? markers : competing).add(hit));
        competing.removeIf(hit -> countsIn(hit) || keepsInstead(hit) || namesStreet(hit) || partOfAddress(hit));
        List<Named> named = surroundings.catalogue().products(tokens, lexicon);
        List<NamedVariant> namedVariants = surroundings.catalogue().variants(tokens, lexicon);
        claimed = new boolean[tokens.size()];
        products = named.stream()
                .filter(name -> !NoGoods.partOfPlace(this, name, surroundings)
                        && !holdsAsked(name, competing, surroundings)
                        && !countsLast(name, named, namedVariants)
                        && !answersWhich(name, namedVariants, surroundings)
                        && !namesShades(name, namedVariants, surroundings)
                        && !leadsToShade(name)
                        && !saysAnother(name))
                .filter(name ->
                        competing.stream().noneMatch(hit -> beats(hit, name.start(), name.end(), name.certain())))
                .filter(name -> !isVariantOfAnother(name, named, namedVariants, surroundings.catalogue()))
                .filter(name -> !describesNext(name, named) && !describesLast(name, named) && !belongsToOther(name))
                .filter(name -> !liesInVariant(name, namedVariants))
                .toList();
        products.forEach(name -> claim(name.start(), name.end()));
        namesOrdered = products.stream()
                .anyMatch(name ->
                        !capital(name.start()) && name.products().stream().allMatch(surroundings.settled()::contains));
        boolean howMany = surroundings.awaited() == Surroundings.Awaited.QUANTITY;
        variants = namedVariants.stream()
                .map(name -> OtherVariants.ofFocus(this, name, surroundings))
                .filter(name -> free(name.start(), name.end()) && !NoGoods.namesStreet(this, name.start(), name.end()))
                .filter(name -> !picksOfFocus(name, competing, surroundings) && !withinPhrase(name, competing))
                .filter(name -> !onlyCounts(name) && !losesAccents(name) || spokenOf(name, surroundings))
                .filter(name -> !OtherVariants.ofAnother(this, name, surroundings))
                .filter(name ->
                        competing.stream().noneMatch(hit -> counts(hit, name, howMany) || countsOther(hit, name)))
                .toList();
        variants.forEach(name -> claim(name.start(), name.end()));
        // words skipped in its middle make no phrase longer: "đơn *giúp* em" is no more than "đơn em"
        competing.sort(Comparator.comparingInt(Reading::ownWords)
                .reversed()
                .thenComparingInt(Hit::start)
                .thenComparing(Comparator.comparingInt(Hit::length).reversed()));
        for (Hit hit : competing) {
            // "có bị đen không" asks how it wears; that it has "có … không" in it asks for none in stock
            boolean twin = hits.stream()
                    .anyMatch(other -> other.start() == hit.start()
                            && other.end() == hit.end()
                            && (!hit.gapped() || !other.gapped() || ownWords(other) == ownWords(hit)));
            boolean outdone = hit.gapped()
                    && hits.stream()
                            .anyMatch(other -> other.gapped()
                                    && other.start() == hit.start()
                                    && other.end() == hit.end()
                                    && ownWords(other) > ownWords(hit));
            boolean gapped = spansOthers(hit);
            if (hit.section().equals("remove_from_cart") && leadsToPlace(hit)) {
                continue;
            }
            if (outdone) {
                continue;
            }
            if (twin || gapped || free(hit.start(), hit.end())) {
                hits.add(hit);
                if (!gapped) {
                    claim(hit);
                }
            }
        }
        if (!has("availability_check")) {
            markers.stream()
                    .filter(mark -> Asking.whetherThere(this, mark))
                    .forEach(mark -> hits.add(mark.as("availability_check")));
        }
        hits.sort(Comparator.comparingInt(Hit::start));
        lacking = OtherVariants.of(this, surroundings);
    }

    /// "2 sổ vs 3 bút" compares nothing: in Vietnamese "vs" is how "với" is written in a hurry. "Karibu na Naivas"
    /// holds no Pidgin, "công ty" no "ty": the language that is spoken has the word itself.
    private boolean ofAnotherLanguage(Hit hit, Languages.Guess language) {
        String spoken = language.language();
        return hit.length() == 1
                && !hit.language().equals(spoken)
                && (lexicon.hurried(tokens.get(hit.start()), spoken)
                        || (hit.language().equals("pcm") || hit.section().equals("polite"))
                                && !spoken.equals("en")
                                && lexicon.knows(tokens.get(hit.start()).norm(), spoken));
    }

    /// "1 bo but": right behind a number a set ("bộ"), and nothing to be taken off ("bỏ"): a word that pieces are
    /// counted
    /// in is nothing else there.
    private boolean countsIn(Hit hit) {
        return hit.length() == 1 && number(hit.start() - 1) && marked("unit_pieces", hit.start());
    }

    /// "Don't remove the small one", "enlevez pas le petit": what is not to be taken off stays.
    private boolean keepsInstead(Hit hit) {
        return KEPT_FROM.contains(hit.section())
                && marks("keep")
                        .anyMatch(keep -> keep.length() > 1 && keep.start() <= hit.start() && hit.start() < keep.end());
    }

    /// "5 Peel St" complains of nothing that peels: one word between a house's number and a street.
    private boolean namesStreet(Hit hit) {
        return hit.length() == 1
                && !hit.section().equals("number")
                && number(hit.start() - 1)
                && tokens.get(hit.start()).norm().length() > 2
                && marked("street", hit.end());
    }

    private static final Set<String> KEPT_FROM = Set.of("negation", "remove_from_cart", "cancel_order", "no");

    /// "Njiro *block C*" blocks nobody, "45 *Hai* Bà Trưng" counts none and greets nobody.
    private boolean partOfAddress(Hit hit) {
        int next = hit.end();
        boolean opensName = hit.length() == 1
                && (hit.section().equals("number") || hit.section().equals("greeting"))
                && number(hit.start() - 1)
                && capital(hit.start())
                && tokens.get(hit.start()).word()
                && capital(next)
                && tokens.get(next).word();
        if (opensName) {
            return true;
        }
        return hit.length() == 1
                && next < tokens.size()
                && marked("street", hit.start())
                && (number(next) || capital(next) && tokens.get(next).norm().length() == 1);
    }

    private static int ownWords(Hit hit) {
        return Long.bitCount(hit.own());
    }

    /// "The big one", after bread of 400 g and 800 g, is the bigger bread, though another thing comes in "Large".
    private boolean picksOfFocus(NamedVariant name, List<Hit> competing, Surroundings at) {
        boolean bySize = competing.stream()
                .anyMatch(hit -> hit.section().equals("pick")
                        && (hit.value().equals("biggest") || hit.value().equals("smallest"))
                        && hit.start() <= name.start()
                        && hit.end() >= name.end());
        Set<UUID> having = catalogue.having(name.variants());
        return bySize
                && at.focus() != null
                && products.isEmpty()
                && catalogue.bySize(at.focus(), true).isPresent()
                && having.stream()
                        .noneMatch(p -> at.inHand().contains(p) || at.listed().contains(p));
    }

    /// "E fine no be small", "reduce small": nothing of size S.
    private static boolean withinPhrase(NamedVariant name, List<Hit> competing) {
        return name.end() - name.start() == 1
                && competing.stream()
                        .anyMatch(hit -> PHRASES.contains(hit.section())
                                && ownWords(hit) > 1
                                && hit.start() <= name.start()
                                && name.end() <= hit.end());
    }

    private static final Set<String> PHRASES = Set.of("positive", "discount_question", "chit_chat");

    /// "2 gói trà lài" are two, though another thing comes in a "Gói": a word that pieces are counted in.
    private boolean onlyCounts(NamedVariant name) {
        // "jozi moja" is one of what is spoken of, though socks come as "Pair 1"
        boolean counted =
                name.end() - name.start() == 2 && !tokens.get(name.start()).number();
        return marked("unit_pieces", name.start()) && (name.end() - name.start() == 1 || counted);
    }

    /// "Khác nhau sao", in a message with accents, names no flute ("sáo").
    private boolean saysAnother(Named name) {
        Token word = tokens.get(name.start());
        return name.end() - name.start() == 1
                && word.plain()
                && lexicon.everyday(word)
                && tokens.stream().anyMatch(token -> token.word() && !token.plain())
                && catalogue.onlyAccented(name.products(), word.norm());
    }

    /// "Loai do": "that kind", though written like "Đỏ".
    private boolean losesAccents(NamedVariant name) {
        Token word = tokens.get(name.start());
        return name.end() - name.start() == 1
                && word.plain()
                && lexicon.everyday(word)
                && catalogue.accented(name.variants(), word.norm());
    }

    /// Whether it is of a thing that is spoken of and can be had otherwise too.
    private boolean spokenOf(NamedVariant name, Surroundings at) {
        return catalogue.having(name.variants()).stream()
                .filter(p -> catalogue.choices(p) > 1)
                .anyMatch(p -> at.inHand().contains(p)
                        || at.listed().contains(p)
                        || products.stream().anyMatch(named -> named.products().contains(p)));
    }

    /// "Half a dozen" is six and no dozen, though a dozen is sold as one.
    private boolean counts(Hit hit, NamedVariant name, boolean howMany) {
        int length = name.end() - name.start();
        boolean article = hit.length() == length + 1 && is(hit.start(), Word.ARTICLE);
        return hit.section().equals("number")
                && hit.start() <= name.start()
                && hit.end() >= name.end()
                && (hit.length() > length && (howMany || !article) || howMany && length > 1);
    }

    /// "A dozen croissants" are twelve, where only bagels are sold by the dozen.
    private boolean countsOther(Hit hit, NamedVariant name) {
        return hit.section().equals("number")
                && hit.start() <= name.start()
                && hit.end() >= name.end()
                && products.stream()
                        .filter(p -> p.start() >= hit.end() && p.start() - hit.end() <= 1)
                        .anyMatch(p -> p.products().stream().noneMatch(catalogue.having(name.variants())::contains));
    }

    /// "Dusty rose" is a shade, though a rose toner is sold.
    private static boolean liesInVariant(Named name, List<NamedVariant> variants) {
        return !name.certain()
                && variants.stream()
                        .anyMatch(v -> v.start() <= name.start()
                                && v.end() >= name.end()
                                && v.end() - v.start() > name.end() - name.start());
    }

    /// "Small bag", to "150 g or 400 g?": what it comes in, and no bag of those that are sold.
    private boolean holdsAsked(Named name, List<Hit> competing, Surroundings at) {
        boolean sizes = at.awaited() == Surroundings.Awaited.VARIANT
                && at.focus() != null
                && !name.products().contains(at.focus())
                && catalogue.bySize(at.focus(), true).isPresent();
        return sizes
                && name.end() - name.start() == 1
                && marked("unit_pieces", name.start())
                && competing.stream()
                        .anyMatch(hit -> hit.section().equals("pick")
                                && (hit.value().equals("biggest") || hit.value().equals("smallest"))
                                && (hit.end() == name.start() || hit.end() == name.end()));
    }

    /// "Salmon treats 250g, two *bags*": so many of what stands before, and no bag of those that are sold.
    private boolean countsLast(Named name, List<Named> named, List<NamedVariant> variants) {
        int count = name.start() - 1;
        boolean counted = number(count)
                || everything.stream()
                        .anyMatch(hit ->
                                hit.section().equals("number") && hit.end() == name.start() && hit.length() == 1);
        boolean behind = named.stream().anyMatch(thing -> thing.end() == count)
                || variants.stream().anyMatch(variant -> variant.end() == count);
        return !name.certain()
                && name.end() - name.start() == 1
                && marked("unit_pieces", name.start())
                && counted
                && behind;
    }

    /// "Chocolate" says which doughnut, when that was asked, though a chocolate cake is sold.
    private static boolean answersWhich(Named name, List<NamedVariant> variants, Surroundings at) {
        return at.awaited() == Surroundings.Awaited.VARIANT
                && !name.certain()
                && variants.stream()
                        .anyMatch(v -> v.start() <= name.start()
                                && v.end() >= name.end()
                                && at.catalogue().having(v.variants()).stream().anyMatch(at.inHand()::contains));
    }

    /// "Rangi ya bluu", where a lipstick is called "rangi ya mdomo": a colour, and nothing for the lips.
    private boolean leadsToShade(Named name) {
        int next = name.end() < tokens.size()
                        && CatalogueIndex.links(tokens.get(name.end()).norm())
                ? name.end() + 1
                : name.end();
        return !name.certain()
                && name.end() - name.start() == 1
                && is(name.start(), Word.SHADE_BEFORE)
                && next < tokens.size()
                && is(next, Word.SHADE);
    }

    /// "Rose et rubis", of a lipstick that was told or is in the order: two of its shades, and not the rose toner.
    private static boolean namesShades(Named name, List<NamedVariant> variants, Surroundings at) {
        if (name.certain()) {
            return false;
        }
        return at.inHand().stream()
                .filter(told -> !name.products().contains(told))
                .anyMatch(told -> {
                    List<NamedVariant> ofTold = variants.stream()
                            .filter(v -> at.catalogue().having(v.variants()).contains(told))
                            .toList();
                    return ofTold.size() > 1
                            && ofTold.stream().anyMatch(v -> v.start() <= name.start() && v.end() >= name.end());
                });
    }

    /// "Drop at the gate" drops nothing.
    private boolean leadsToPlace(Hit hit) {
        return markers.stream()
                .anyMatch(mark -> mark.section().equals("place_before")
                        && mark.start() == hit.start()
                        && mark.length() > hit.length());
    }

    /// Whether the word is one for somebody: "my daughter".
    boolean person(int at) {
        return lexicon.person(tokens.get(at).norm());
    }

    boolean capital(int at) {
        return at >= 0
                && at < tokens.size()
                && tokens.get(at).word()
                && Character.isUpperCase(text.codePointAt(tokens.get(at).start()));
    }

    boolean number(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).number();
    }

    boolean numbered() {
        return tokens.stream().anyMatch(Token::number);
    }

    /// Whether a town's name begins here.
    boolean town(int at) {
        return towns.begin(tokens, at);
    }

    boolean endsMark(String section, int at) {
        return markers.stream().anyMatch(hit -> hit.section().equals(section) && hit.end() == at);
    }

    /// "battery for iphone 12", where a battery has that model: no phone is named.
    private boolean isVariantOfAnother(
            Named name, List<Named> named, List<NamedVariant> variants, CatalogueIndex catalogue) {
        return variants.stream()
                .filter(v -> v.start() <= name.start() && v.end() >= name.end())
                .anyMatch(v -> named.stream()
                        .anyMatch(other -> other != name
                                && (name.certain()
                                        ? of(name, other)
                                        : v.end() - v.start() > 1
                                                || touches(name, other) && other.certain()
                                                || leads(name, other))
                                && other.products().stream().anyMatch(catalogue.having(v.variants())::contains)));
    }

    /// "iPhone 11 battery", "battery for my iPhone 11": a phone is sold too, but a battery is meant.
    private boolean of(Named thing, Named part) {
        boolean before = thing.end() == part.start();
        boolean behind = part.end() < thing.start() && thing.start() - part.end() <= 3;
        for (int i = part.end(); behind && i < thing.start(); i++) {
            behind = is(i, Word.BELONGS);
        }
        return before || behind;
    }

    /// "The rose lipstick": the word before a thing is its shade.
    private static boolean leads(Named word, Named thing) {
        return word.end() == thing.start()
                && word.end() - word.start() == 1
                && thing.products().size() == 1;
    }

    private static boolean touches(Named one, Named other) {
        return one.end() == other.start() || other.end() == one.start();
    }

    /// "bánh eclair", "the cake quiche": a word for several things, right before the whole name of one,
    /// only says what kind it is.
    private static boolean describesNext(Named name, List<Named> named) {
        return !name.certain()
                && name.end() - name.start() == 1
                && named.stream()
                        .anyMatch(other -> other.certain()
                                && other.start() == name.end()
                                && !name.products().containsAll(other.products()));
    }

    /// "kigari cha mtoto", "poussette de bébé": tied to a thing that was named, the word only says whose it is.
    private boolean describesLast(Named name, List<Named> named) {
        return !name.certain()
                && name.start() > 1
                && CatalogueIndex.links(tokens.get(name.start() - 1).norm())
                && named.stream()
                        .anyMatch(other -> other.certain()
                                && other.end() == name.start() - 1
                                && !name.products().containsAll(other.products()));
    }

    /// "Kamba za viatu": what nobody knows, for shoes, is no shoe.
    private boolean belongsToOther(Named name) {
        int other = name.start() - 2;
        return name.category()
                && other >= 0
                && CatalogueIndex.links(tokens.get(name.start() - 1).norm())
                && tokens.get(other).word()
                && tokens.get(other).norm().length() > 2
                && !common(other)
                && !catalogue.knows(tokens.get(other).norm())
                && !catalogue.knows(CatalogueIndex.stem(tokens.get(other).norm()));
    }

    private static boolean beats(Hit hit, int start, int end, boolean whole) {
        // "diaper rash" asks for help, and for no diapers
        boolean certain = whole && !hit.section().equals("medical_question");
        int length = end - start;
        boolean covers = !hit.gapped() && hit.start() <= start && hit.end() >= end;
        return covers
                && hit.length() > length
                && !certain
                && !hit.section().equals("number")
                && !hit.section().equals("filler");
    }

    /// A phrase with a gap reaches over a product's name: it is a sign, but it does not own what lies between.
    private boolean spansOthers(Hit hit) {
        return Stream.concat(
                        products.stream().map(p -> new int[] {p.start(), p.end()}),
                        variants.stream().map(v -> new int[] {v.start(), v.end()}))
                .anyMatch(span -> hit.start() < span[0] && hit.end() > span[1]);
    }

    /// All it reaches over but numbers: "na 3 i want", "do it for 20". They keep their own meaning.
    private void claim(Hit hit) {
        boolean ownsNumbers = NUMBERED.contains(hit.section());
        for (int i = hit.start(); i < hit.end(); i++) {
            int at = i;
            boolean digits = number(i);
            boolean word = !hit.owns(i)
                    && everything.stream()
                            .anyMatch(other -> other.start() <= at
                                    && at < other.end()
                                    && other.start() >= hit.start()
                                    && other.end() <= hit.end()
                                    && !other.gapped()
                                    && (other.section().equals("number")
                                            || other.section().equals("pick") && other.length() > 1));
            claimed[i] |= ownsNumbers || !digits && !word;
        }
    }

    private static final Set<String> NUMBERED = Set.of("number", "pick", "filler");

    private void claim(int start, int end) {
        for (int i = start; i < end; i++) {
            claimed[i] = true;
        }
    }

    boolean free(int start, int end) {
        for (int i = start; i < end; i++) {
            if (claimed[i]) {
                return false;
            }
        }
        return true;
    }

    /// What was taken for something sold is only part of these names.
    void sellsNot(List<Unsold.Thing> things) {
        unsold = things;
        products = products.stream()
                .filter(name ->
                        things.stream().noneMatch(thing -> thing.start() <= name.start() && name.end() <= thing.end()))
                .toList();
    }

    boolean claimed(int at) {
        return claimed[at];
    }

    boolean has(String section) {
        return hits.stream().anyMatch(hit -> hit.section().equals(section));
    }

    Stream<Hit> all(String section) {
        return hits.stream().filter(hit -> hit.section().equals(section));
    }

    /// Phrases of a section, those included that a longer phrase has won over.
    Stream<Hit> found(String section) {
        return everything.stream().filter(hit -> hit.section().equals(section));
    }

    /// Whether a phrase of the section begins here, even one that a longer phrase has won over.
    boolean begins(String section, int at) {
        return everything.stream()
                .anyMatch(hit -> hit.start() == at && hit.section().equals(section));
    }

    /// Whether the word stands in a phrase of the section.
    boolean within(String section, int at) {
        return all(section).anyMatch(hit -> hit.start() <= at && at < hit.end());
    }

    /// Whether the name of something that is sold begins here.
    boolean thingAt(int at) {
        return products.stream().anyMatch(name -> name.start() == at);
    }

    boolean inVariant(int at) {
        return variants.stream().anyMatch(name -> name.start() <= at && at < name.end());
    }

    /// Whether words that lead to a place end here.
    boolean ledTo(int at) {
        return Stream.of("place_weak", "place_before", "place_near", "place_lead")
                .anyMatch(section -> endsMark(section, at));
    }

    boolean marked(String section, int at) {
        return markers.stream().anyMatch(hit -> hit.section().equals(section) && hit.start() == at);
    }

    Stream<Hit> marks(String section) {
        return markers.stream().filter(hit -> hit.section().equals(section));
    }

    /// What says that something of the order changes counts in whichever language it is said.
    Stream<Hit> changing(String section) {
        if (inAnyLanguage == null) {
            inAnyLanguage = lexicon.find(tokens, Lexicon.ALL);
        }
        return inAnyLanguage.stream().filter(hit -> hit.section().equals(section));
    }

    /// The token from which on these words stand, at the earliest the one given, where they stand there at all.
    int token(String words, int earliest) {
        List<String> sought = Token.read(words).stream().map(Token::norm).toList();
        return IntStream.rangeClosed(earliest, tokens.size() - sought.size())
                .filter(i -> IntStream.range(0, sought.size())
                        .allMatch(j -> tokens.get(i + j).norm().equals(sought.get(j))))
                .findFirst()
                .orElse(earliest);
    }

    /// A word of some language, so not the name of something unknown.
    boolean common(int at) {
        return lexicon.knows(tokens.get(at).norm());
    }

    /// Written otherwise than it is read: a slip, or a word that nobody knows.
    boolean respelled(int at) {
        Token token = tokens.get(at);
        return !Token.normal(text.substring(token.start(), token.end())).equals(token.norm());
    }

    boolean english(int at) {
        return tokens.get(at).word() && lexicon.knows(tokens.get(at).norm(), "en");
    }

    /// A word of a language that is spoken here.
    boolean spoken(int at) {
        String word = tokens.get(at).norm();
        return lexicon.knows(word) && languages.stream().anyMatch(language -> lexicon.knows(word, language));
    }

    /// Whether the word at this place plays the part; none does outside the message.
    boolean is(int at, Word part) {
        return at >= 0 && at < tokens.size() && lexicon.is(tokens.get(at).norm(), part);
    }

    /// Whether any word of the message plays the part.
    boolean says(Word part) {
        return tokens.stream().anyMatch(token -> lexicon.is(token.norm(), part));
    }

    /// "Make both of the *soaps*": something is to become of what stands there.
    boolean made(int thing) {
        for (int i = Math.max(0, thing - MADE_AHEAD_MAX); i < thing; i++) {
            if (is(i, Word.MAKES)) {
                return true;
            }
        }
        return false;
    }

    private static final int MADE_AHEAD_MAX = 4;

    /// Whether the product goes by just this word.
    boolean called(java.util.UUID product, String word) {
        return catalogue.called(product, word);
    }

    boolean is(String word, Word part) {
        return lexicon.is(word, part);
    }

    /// Whether it is sold by weight or length.
    boolean weighed(UUID product) {
        return catalogue.catalogue().product(product).stream()
                .flatMap(p -> p.variants().stream())
                .anyMatch(v -> Token.read(v.name()).stream().anyMatch(t -> is(t.norm(), Word.WEIGHT)));
    }

    /// Whether a mark or an "and" stands between.
    boolean parted(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.get(i).separates() || is(i, Word.AND)) {
                return true;
            }
        }
        return false;
    }

    /// Whether an "and" stands between.
    boolean joined(int from, int to) {
        for (int i = from; i < to; i++) {
            if (is(i, Word.AND)) {
                return true;
            }
        }
        return false;
    }

    /// Where the clause begins that the word stands in.
    int clauseStart(int at) {
        int from = at;
        while (from > 0 && !tokens.get(from - 1).separates()) {
            from--;
        }
        return from;
    }

    /// Where the clause ends that goes on here.
    int clauseEnd(int at) {
        int to = at;
        while (to < tokens.size() && !tokens.get(to).separates()) {
            to++;
        }
        return to;
    }

    /// A courtesy, or a little word that may stand beside a yes without changing it.
    boolean nicety(int at) {
        return marked("polite", at)
                || marked("particle", at)
                || hits.stream()
                        .anyMatch(hit -> hit.start() <= at && at < hit.end() && COURTESY.contains(hit.section()));
    }

    private static final Set<String> COURTESY = Set.of("yes", "weak_yes", "thanks", "greeting", "positive", "goodbye");

    /// A word that says nothing by itself.
    boolean everyday(int at) {
        return lexicon.everyday(tokens.get(at));
    }

    int wordCount() {
        return (int)
                tokens.stream().filter(token -> token.kind() != Token.Kind.MARK).count();
    }

    boolean question() {
        return tokens.stream().anyMatch(token -> token.is("?"));
    }

    /// The words from one token to another as the shopper wrote them.
    String words(int start, int end) {
        return start >= end
                ? ""
                : text.substring(tokens.get(start).start(), tokens.get(end - 1).end());
    }

    /// Whether nothing but marks lies before or after the hit in its clause.
    boolean standsAlone(int start, int end) {
        boolean before = start == 0 || tokens.get(start - 1).separates();
        boolean after = end >= tokens.size()
                || tokens.get(end).separates()
                || tokens.get(end).kind() == Token.Kind.EMOJI;
        return before && after;
    }

    /// Whether the place is an address and no mere town: it has a number.
    boolean house(Place place) {
        return tokens.subList(place.start(), place.end()).stream().anyMatch(Token::number);
    }
}
