package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Towns;
import io.parley.conversation.understanding.words.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One message taken apart: its words, and who of the catalogue and the language files lays claim to which of them.
/// Where readings overlap the longer one wins, and a product's name wins over a phrase of the same length.
public final class Reading {
    /// Found beside everything else: they mark what follows and claim nothing.
    private static final Set<String> MARKERS = Set.of(
            "pointed",
            "place_before",
            "place_weak",
            "place_near",
            "within_house",
            "to_address",
            "from_address",
            "area_before",
            "receiver",
            "receiver_behind",
            "place_lead",
            "place_end",
            "not_place",
            "polite",
            "unit_pieces",
            "place_of_person",
            "unit_size",
            "unit_money",
            "particle",
            "street",
            "date",
            "date_before",
            "name_before",
            "name_weak",
            "whose_number",
            "code_before",
            "order_before",
            "repair",
            "share",
            "share_own",
            "to_whom",
            "reason",
            "share_each",
            "let_go",
            "keep",
            "condition",
            "if_there",
            "spoken_of",
            "too_dear",
            "because",
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
            "note",
            "note_before",
            "note_says",
            "note_when",
            "brings",
            "brought_when",
            "carrier",
            "carried_by",
            "reckons",
            "measured",
            "day_before",
            "age_before",
            "price_told",
            "own_thing",
            "has",
            "bears_not");

    /// Words for streets that are called like goods weigh no more.
    public static final double STREET_WEAK = 0.4;

    public final String text;
    public final List<Token> tokens;
    public List<Named> products;

    /// Names of things that are sold for another model than the one that is said.
    final List<Named> otherModels = new ArrayList<>();

    /// Goods that are named and not sold here.
    public List<Unsold.Thing> unsold = List.of();

    /// What the shopper has: names, sizes and counts in it say nothing of what is wanted.
    private final List<Owned> owned;
    /// Nothing else is said.
    public final boolean onlyOwned;

    public final List<NamedVariant> variants;
    public final List<Hit> hits = new ArrayList<>();
    public final List<Hit> markers = new ArrayList<>();
    /// Every phrase in it, whoever owns its words.
    final List<Hit> everything;
    private @Nullable List<Hit> inAnyLanguage;
    /// How much is wanted of what is sold by weight or volume.
    public final List<Amount> amounts;

    public final Heard.@Nullable Lacking lacking;
    private final @Nullable SizeRange range;

    /// Shades and sizes that are counted and that the thing does not come in.
    public final List<KindsNotSold.Kind> kindsNotSold;

    /// A thing that is ordered is named, in small letters.
    public final boolean namesOrdered;

    private final boolean[] claimed;
    private final boolean[] postcode;
    public final Towns towns;
    public final Lexicon lexicon;
    public final CatalogueIndex catalogue;
    final Set<String> languages;
    /// That it is written in, above all.
    final String language;

    public Reading(
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
        this.language = language.language();
        this.catalogue = surroundings.catalogue();
        this.postcode = postcodes();
        // a word for goods that are not sold here claims nothing: it may be what is sought
        List<Hit> all = lexicon.find(tokens, languages);
        NoPhrase no = new NoPhrase(this, surroundings);
        List<Hit> found = all.stream()
                .filter(hit -> !hit.section().equals("means")
                        && !no.ofAnotherLanguage(hit, language)
                        && !NoPhrase.isGoods(hit, all)
                        && !(hit.length() == 1 && (state(hit.start()) || postcode[hit.start()])))
                .toList();
        everything = found;
        List<Hit> competing = new ArrayList<>();
        found.forEach(hit -> (MARKERS.contains(hit.section()) ? markers : competing).add(hit));
        markers.removeIf(no::isName);
        competing.removeIf(no::is);
        Found names = new Found(catalogue.products(tokens, lexicon), catalogue.variants(tokens, lexicon), competing);
        claimed = new boolean[tokens.size()];
        List<Owned> spokenOf = Owned.in(this, names, surroundings);
        onlyOwned = !spokenOf.isEmpty() && !Owned.more(this, names, spokenOf);
        owned = onlyOwned ? List.of() : spokenOf;
        products = new NamedThings(this, names, surroundings).meant();
        kindsNotSold = KindsNotSold.in(this, names, surroundings);
        products = products.stream()
                .filter(name -> kindsNotSold.stream().noneMatch(kind -> kind.covers(name.start(), name.end())))
                .toList();
        kindsNotSold.forEach(kind -> claim(kind.start(), kind.end()));
        products.forEach(name -> claim(name.start(), name.end()));
        names.things().stream()
                .filter(name -> owned(name.start(), name.end()))
                .forEach(name -> claim(name.start(), name.end()));
        otherModels.forEach(name -> claim(name.start(), name.end()));
        // "the *keep* cup in sage" keeps nothing
        markers.removeIf(mark -> mark.section().equals("keep")
                && products.stream().anyMatch(name -> name.start() <= mark.start() && mark.end() <= name.end()));
        namesOrdered = products.stream()
                .anyMatch(name ->
                        !capital(name.start()) && name.products().stream().allMatch(surroundings.settled()::contains));
        variants = new NamedVariants(this, names, surroundings).meant();
        variants.forEach(name -> claim(name.start(), name.end()));
        settle(competing);
        if (!has("availability_check")) {
            markers.stream()
                    .filter(mark -> Asking.whetherThere(this, mark))
                    .forEach(mark -> hits.add(mark.as("availability_check")));
        }
        hits.sort(Comparator.comparingInt(Hit::start));
        amounts = Amounts.of(this, surroundings);
        range = SizeRange.unsold(this, surroundings).orElse(null);
        lacking = lacking(surroundings, kindsNotSold, range, amounts);
    }

    private Heard.@Nullable Lacking lacking(
            Surroundings surroundings, List<KindsNotSold.Kind> kinds, @Nullable SizeRange range, List<Amount> amounts) {
        if (!kinds.isEmpty()) {
            return KindsNotSold.lacking(kinds, this);
        }
        if (range != null) {
            return range.lacking(this);
        }
        return amounts.isEmpty() ? OtherVariants.of(this, surroundings) : lacking(amounts);
    }

    /// "30 litres", of what comes in 4 and in 20 litres.
    private Heard.@Nullable Lacking lacking(List<Amount> amounts) {
        return amounts.stream()
                .filter(amount -> amount.measured() && amount.lots().isEmpty())
                .map(amount -> new Heard.Lacking(List.of(amount.thing()), words(amount.start(), amount.end())))
                .findFirst()
                .orElse(null);
    }

    /// Whether the number is of a size, told from this to that, in which the thing does not come.
    public boolean ofUnsoldRange(int at) {
        return range != null && range.holds(at);
    }

    /// Whether how much is wanted is said there.
    public boolean inAmount(int start, int end) {
        return amounts.stream().anyMatch(amount -> amount.covers(start, end));
    }

    /// Which phrases own which words, the longest first.
    private void settle(List<Hit> competing) {
        // words skipped in its middle make no phrase longer: "đơn *giúp* em" is no more than "đơn em"
        competing.sort(Comparator.comparingInt(Hit::ownWords)
                .reversed()
                .thenComparingInt(Hit::start)
                .thenComparing(Comparator.comparingInt(Hit::length).reversed()));
        for (Hit hit : competing) {
            // "có bị đen không" asks how it wears; that it has "có … không" in it asks for none in stock
            boolean twin = hits.stream()
                    .anyMatch(other -> other.start() == hit.start()
                            && other.end() == hit.end()
                            && (!hit.gapped() || !other.gapped() || other.ownWords() == hit.ownWords()));
            boolean outdone = hit.gapped()
                    && hits.stream()
                            .anyMatch(other -> other.gapped()
                                    && other.start() == hit.start()
                                    && other.end() == hit.end()
                                    && other.ownWords() > hit.ownWords());
            boolean gapped = spansOthers(hit);
            if (outdone
                    || hit.gapped() && ownedByName(hit)
                    || hit.section().equals("remove_from_cart") && leadsToPlace(hit)) {
                continue;
            }
            if (twin || gapped || free(hit.start(), hit.end())) {
                hits.add(hit);
                if (!gapped) {
                    claim(hit);
                }
            }
        }
    }

    /// "Drop at the gate" drops nothing.
    private boolean leadsToPlace(Hit hit) {
        return markers.stream()
                .anyMatch(mark -> mark.section().equals("place_before")
                        && mark.start() == hit.start()
                        && mark.length() > hit.length());
    }

    /// Whether it is of what the shopper has.
    public boolean owned(int from, int to) {
        return owned.stream().anyMatch(part -> part.holds(from, to));
    }

    /// Whether the word is one for somebody: "my daughter".
    public boolean person(int at) {
        return lexicon.person(tokens.get(at));
    }

    public boolean capital(int at) {
        return at >= 0
                && at < tokens.size()
                && tokens.get(at).word()
                && Character.isUpperCase(text.codePointAt(tokens.get(at).start()));
    }

    /// "Tulsa *OK*": two capitals right behind a name, where a state is written so.
    boolean state(int at) {
        String region = catalogue.region();
        return region != null
                && STATES.contains(region)
                && (capital(at - 1) || at > 0 && town(at - 1))
                && STATE.matcher(words(at, at + 1)).matches();
    }

    private static final Set<String> STATES = Set.of("US", "CA", "AU");

    private static final Pattern STATE = Pattern.compile("\\p{Lu}{2}");

    /// "LS6 1*HA*", "*PR*2 5BX": letters of a British postal code say nothing.
    private boolean[] postcodes() {
        boolean[] inside = new boolean[tokens.size()];
        if ("GB".equals(catalogue.region())) {
            POSTCODE.matcher(text)
                    .results()
                    .forEach(code -> IntStream.range(0, inside.length)
                            .filter(i -> code.start() <= tokens.get(i).start()
                                    && tokens.get(i).end() <= code.end())
                            .forEach(i -> inside[i] = true));
        }
        return inside;
    }

    /// Or only how it begins: "*N16*".
    private static final Pattern POSTCODE =
            Pattern.compile("\\b[A-Z]{1,2}\\d[A-Z\\d]?(?: ?\\d[A-Z&&[^CIKMOV]]{2})?\\b");

    /// Whether the word is part of a postal code of the United Kingdom.
    public boolean postcode(int at) {
        return postcode[at];
    }

    /// "Chez Mme *Petit*": somebody's name.
    public boolean calledByTitle(int at) {
        return capital(at) && is(at - 1, Word.TITLE);
    }

    /// In an address: "cho chị Trắng 2 cái" orders.
    boolean calledByTitle(int at, Surroundings asked) {
        return calledByTitle(at) && (asked.awaitsPlace() || ledTo(at - 1));
    }

    /// "A", "un", and not "à".
    public boolean article(int at) {
        return is(at, Word.A) && tokens.get(at).plain();
    }

    public boolean number(int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).number();
    }

    public boolean numbered() {
        return tokens.stream().anyMatch(Token::number);
    }

    /// "The 4s": those of that size, and no four of anything.
    public boolean plural(int at) {
        return number(at)
                && Character.isDigit(text.codePointAt(tokens.get(at).start()))
                && Character.isLetter(text.codePointBefore(tokens.get(at).end()));
    }

    /// Whether a town's name begins here.
    public boolean town(int at) {
        return towns.begin(tokens, at);
    }

    /// Whether a telephone number stood right behind the word, that has been taken out.
    public boolean takenOut(int at) {
        int end = tokens.get(at).end();
        int next = at + 1 < tokens.size() ? tokens.get(at + 1).start() : text.length();
        return next - end >= PHONE_LEAST
                && text.substring(end, end + PHONE_LEAST).isBlank();
    }

    /// Whether a note was taken out there, and left its full stop behind a gap.
    public boolean noteStood(int at) {
        return tokens.get(at).is(".")
                && at > 0
                && tokens.get(at - 1).end() < tokens.get(at).start();
    }

    /// As short as such a number is.
    private static final int PHONE_LEAST = 8;

    public boolean endsMark(String section, int at) {
        return markers.stream().anyMatch(hit -> hit.section().equals(section) && hit.end() == at);
    }

    /// A phrase with a gap reaches over a product's name: it is a sign, but it does not own what lies between.
    private boolean spansOthers(Hit hit) {
        return Stream.concat(
                        products.stream().map(p -> new int[] {p.start(), p.end()}),
                        variants.stream().map(v -> new int[] {v.start(), v.end()}))
                .anyMatch(span -> hit.start() < span[0] && hit.end() > span[1]);
    }

    /// "*Can I get* the hamper *for* two", which comes for two or for four, bids for nothing: a word of its own belongs
    /// to what is named.
    private boolean ownedByName(Hit hit) {
        return IntStream.range(hit.start(), hit.end()).anyMatch(i -> hit.owns(i) && (inThing(i) || inVariant(i)));
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

    public boolean free(int start, int end) {
        for (int i = start; i < end; i++) {
            if (claimed[i]) {
                return false;
            }
        }
        return true;
    }

    /// What was taken for something sold is only part of these names.
    public void sellsNot(List<Unsold.Thing> things) {
        unsold = things;
        products = products.stream()
                .filter(name ->
                        things.stream().noneMatch(thing -> thing.start() <= name.start() && name.end() <= thing.end()))
                .toList();
    }

    public boolean claimed(int at) {
        return claimed[at];
    }

    public boolean has(String section) {
        return hits.stream().anyMatch(hit -> hit.section().equals(section));
    }

    public Stream<Hit> all(String section) {
        return hits.stream().filter(hit -> hit.section().equals(section));
    }

    /// Phrases of a section, those included that a longer phrase has won over.
    public Stream<Hit> found(String section) {
        return everything.stream().filter(hit -> hit.section().equals(section));
    }

    /// Whether a phrase of the section begins here, even one that a longer phrase has won over.
    public boolean begins(String section, int at) {
        return everything.stream()
                .anyMatch(hit -> hit.start() == at && hit.section().equals(section));
    }

    /// Whether the word stands in a phrase of the section.
    public boolean within(String section, int at) {
        return all(section).anyMatch(hit -> hit.start() <= at && at < hit.end());
    }

    /// Whether the name of something that is sold begins here.
    public boolean thingAt(int at) {
        return products.stream().anyMatch(name -> name.start() == at);
    }

    public boolean inThing(int at) {
        return products.stream().anyMatch(name -> name.start() <= at && at < name.end());
    }

    public boolean inVariant(int at) {
        return variants.stream().anyMatch(name -> name.start() <= at && at < name.end());
    }

    /// Whether words that lead to a place end here.
    public boolean ledTo(int at) {
        return Stream.of("place_weak", "place_before", "place_near", "place_lead")
                .anyMatch(section -> endsMark(section, at));
    }

    public boolean marked(String section, int at) {
        return markers.stream().anyMatch(hit -> hit.section().equals(section) && hit.start() == at);
    }

    public Stream<Hit> marks(String section) {
        return markers.stream().filter(hit -> hit.section().equals(section));
    }

    /// What says that something of the order changes counts in whichever language it is said.
    public Stream<Hit> changing(String section) {
        if (inAnyLanguage == null) {
            inAnyLanguage = lexicon.find(tokens, Lexicon.ALL);
        }
        return inAnyLanguage.stream().filter(hit -> hit.section().equals(section));
    }

    /// The token from which on these words stand, at the earliest the one given, where they stand there at all.
    public int token(String words, int earliest) {
        List<String> sought = Token.read(words).stream().map(Token::norm).toList();
        return IntStream.rangeClosed(earliest, tokens.size() - sought.size())
                .filter(i -> text.startsWith(words, tokens.get(i).start())
                        || IntStream.range(0, sought.size())
                                .allMatch(j -> tokens.get(i + j).norm().equals(sought.get(j))))
                .findFirst()
                .orElseGet(() -> written(words, earliest));
    }

    /// Where the words were written, though they are read otherwise: "savon noir".
    private int written(String words, int earliest) {
        int from = words.isEmpty() || earliest >= tokens.size()
                ? -1
                : text.indexOf(words, tokens.get(earliest).start());
        return IntStream.range(earliest, from < 0 ? earliest : tokens.size())
                .filter(i -> tokens.get(i).start() >= from && tokens.get(i).start() < from + words.length())
                .findFirst()
                .orElse(earliest);
    }

    /// A word of some language, so not the name of something unknown.
    public boolean common(int at) {
        return lexicon.knows(tokens.get(at).norm());
    }

    /// Written otherwise than it is read: a slip, or a word that nobody knows.
    boolean respelled(int at) {
        return !said(at).equals(tokens.get(at).norm());
    }

    /// The word as it was written.
    String said(int at) {
        Token token = tokens.get(at);
        return Token.normal(text.substring(token.start(), token.end()));
    }

    boolean writtenIn(Set<String> some) {
        return some.contains(language);
    }

    /// A word that is so written in a hurry in some language that is spoken here.
    boolean hurried(int at) {
        return languages.stream().anyMatch(language -> lexicon.hurried(tokens.get(at), language));
    }

    public boolean english(int at) {
        return tokens.get(at).word() && lexicon.knows(tokens.get(at).norm(), "en");
    }

    /// A word of a language that is spoken here.
    public boolean spoken(int at) {
        String word = tokens.get(at).norm();
        return lexicon.knows(word) && languages.stream().anyMatch(language -> lexicon.knows(word, language));
    }

    /// Whether the word at this place plays the part; none does outside the message.
    public boolean is(int at, Word part) {
        return at >= 0 && at < tokens.size() && !postcode[at] && lexicon.is(tokens.get(at), part);
    }

    /// Whether any word of the message plays the part.
    public boolean says(Word part) {
        return tokens.stream().anyMatch(token -> lexicon.is(token, part));
    }

    /// "Make both of the *soaps*": something is to become of what stands there.
    public boolean made(int thing) {
        for (int i = Math.max(0, thing - MADE_AHEAD_MAX); i < thing; i++) {
            if (is(i, Word.MAKES)) {
                return true;
            }
        }
        return false;
    }

    private static final int MADE_AHEAD_MAX = 5;

    /// Whether the product goes by just this word.
    public boolean called(java.util.UUID product, String word) {
        return catalogue.called(product, word);
    }

    public boolean is(String word, Word part) {
        return lexicon.is(word, part);
    }

    /// Whether it is sold by weight or length.
    public boolean weighed(UUID product) {
        return catalogue.catalogue().product(product).stream()
                .flatMap(p -> p.variants().stream())
                .anyMatch(v -> Token.read(v.name()).stream().anyMatch(t -> is(t.norm(), Word.WEIGHT)));
    }

    /// Whether a mark or an "and" stands between.
    public boolean parted(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.get(i).separates() || is(i, Word.AND)) {
                return true;
            }
        }
        return false;
    }

    /// Whether an "and" stands between.
    public boolean joined(int from, int to) {
        for (int i = from; i < to; i++) {
            if (is(i, Word.AND)) {
                return true;
            }
        }
        return false;
    }

    /// "Not two", "not two please", "not two again": nothing more is said in the clause.
    public boolean closes(int end) {
        return end >= tokens.size()
                || marked("polite", end)
                || tokens.get(end).separates()
                || found("more").anyMatch(hit -> hit.start() == end);
    }

    /// Where the clause begins that the word stands in.
    public int clauseStart(int at) {
        int from = at;
        while (from > 0 && !tokens.get(from - 1).separates()) {
            from--;
        }
        return from;
    }

    /// Where the clause ends that goes on here.
    public int clauseEnd(int at) {
        int to = at;
        while (to < tokens.size() && !tokens.get(to).separates()) {
            to++;
        }
        return to;
    }

    /// A courtesy, or a little word that may stand beside a yes without changing it.
    public boolean nicety(int at) {
        return marked("polite", at)
                || marked("particle", at)
                || hits.stream()
                        .anyMatch(hit -> hit.start() <= at && at < hit.end() && COURTESY.contains(hit.section()));
    }

    private static final Set<String> COURTESY = Set.of("yes", "weak_yes", "thanks", "greeting", "positive", "goodbye");

    /// A word that says nothing by itself.
    public boolean everyday(int at) {
        return lexicon.everyday(tokens.get(at));
    }

    public int wordCount() {
        return (int)
                tokens.stream().filter(token -> token.kind() != Token.Kind.MARK).count();
    }

    public boolean question() {
        return tokens.stream().anyMatch(token -> token.is("?")) || is(tokens.size() - 1, Word.TAG);
    }

    /// The words from one token to another as the shopper wrote them.
    public String words(int start, int end) {
        return start >= end
                ? ""
                : text.substring(tokens.get(start).start(), tokens.get(end - 1).end());
    }

    /// The same, with what was taken out of the message between and right behind them: "*thiệp ghi "Mừng tuổi mới"*".
    public String span(String whole, int start, int end) {
        int from = tokens.get(start).start();
        int to = tokens.get(end - 1).end();
        int next = end < tokens.size() ? tokens.get(end).start() : text.length();
        boolean takenOut = next <= whole.length()
                && !whole.substring(to, next).isBlank()
                && text.substring(to, next).isBlank();
        return whole.substring(from, takenOut ? next : to).strip();
    }

    /// Whether nothing but marks lies before or after the hit in its clause.
    public boolean standsAlone(int start, int end) {
        boolean before = start == 0 || tokens.get(start - 1).separates();
        boolean after = end >= tokens.size()
                || tokens.get(end).separates()
                || tokens.get(end).kind() == Token.Kind.EMOJI;
        return before && after;
    }

    /// Whether the place is an address and no mere town: it has a number.
    public boolean house(Place place) {
        return tokens.subList(place.start(), place.end()).stream().anyMatch(Token::number);
    }
}
