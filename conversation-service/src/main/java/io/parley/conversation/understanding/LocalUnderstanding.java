package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Heard.Answer;
import io.parley.conversation.understanding.Heard.Details;
import io.parley.conversation.understanding.Heard.Emotion;
import io.parley.conversation.understanding.Heard.Loose;
import io.parley.conversation.understanding.Heard.Manner;
import io.parley.conversation.understanding.Heard.Meaning;
import io.parley.conversation.understanding.Heard.Pick;
import io.parley.conversation.understanding.Heard.Tap;
import io.parley.conversation.understanding.Lexicon.Hit;
import io.parley.conversation.understanding.Numbers.Kind;
import io.parley.conversation.understanding.Numbers.Number;
import io.parley.conversation.understanding.Surroundings.Awaited;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The engine without a model: words and phrases per language, the shop's own catalogue, and what was asked last.
/// Deterministic, no I/O after it is built, safe for any number of threads.
public final class LocalUnderstanding implements Understanding {
    private final Lexicon lexicon = Lexicon.load();
    private final Towns towns = new Towns();
    private final Languages languages = new Languages(lexicon);
    private static final Set<String> ALL_LANGUAGES = Set.copyOf(Lexicon.LANGUAGES);
    private static final int SIZE_BEHIND_MAX = 4;
    private static final int COUNT_BEFORE_PICK = 2;

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
        String text = utterance.text().length() > Utterance.READ_MAX
                ? utterance.text().substring(0, Utterance.READ_MAX)
                : utterance.text();
        Marked marked = Marked.in(text, at.catalogue().region());
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
        List<Token> tokens = corrected(whole, rest, at, spoken);
        Languages.Guess language = languages.guess(tokens, at);
        Set<String> inPlay = new LinkedHashSet<>(spoken);
        inPlay.addAll(language.inPlay());
        Reading reading = new Reading(rest, tokens, at, lexicon, language, inPlay, towns);
        return heard(utterance, at, marked, code == null ? null : code.code(), reading, language);
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
                Emotion.NEUTRAL,
                at.language(),
                0,
                utterance.media(),
                tap,
                1);
    }

    private Particulars.@Nullable Code code(String text, List<Token> tokens) {
        List<Hit> announced = lexicon.find(tokens, ALL_LANGUAGES).stream()
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

    /// Long words one slip away from a known word are read as that word, unless the shop sells
    /// something so called. Words for what it sells in another language or another English
    /// ("savon", "lippy") are read as the shop's.
    private List<Token> corrected(List<Token> tokens, String text, Surroundings at, Set<String> spoken) {
        List<Token> corrected = new ArrayList<>(tokens.size());
        List<Hit> phrases = lexicon.find(tokens, spoken);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String norm = token.norm();
            int next = i + 1;
            if (token.kind() == Token.Kind.NUMBER) {
                i = number(tokens, i, at, corrected);
                continue;
            }
            boolean name = at.awaited() == Awaited.LOCATION && Character.isUpperCase(text.codePointAt(token.start()));
            String pair = i + 1 < tokens.size() ? norm + tokens.get(i + 1).norm() : norm;
            boolean splitWord = token.word()
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).word()
                    && pair.length() >= 6
                    && at.catalogue().knows(pair)
                    && !(at.catalogue().knows(norm)
                            && at.catalogue().knows(tokens.get(i + 1).norm()));
            if (splitWord && !name) {
                corrected.add(new Token(
                        pair,
                        pair,
                        token.kind(),
                        token.start(),
                        tokens.get(i + 1).end(),
                        token.glued(),
                        false));
                i++;
                continue;
            }
            if (!token.word() || name || at.catalogue().knows(norm)) {
                corrected.add(token);
                continue;
            }
            boolean town = towns.contain(tokens, i, i + 1) && Character.isUpperCase(text.codePointAt(token.start()));
            Hit goods = town ? null : lexicon.goods(tokens, i, spoken, value -> sold(value, at));
            boolean somebody = goods != null
                    && goods.language().equals("sw")
                    && goods.length() == 1
                    && lexicon.person(norm)
                    && !describes(corrected, at);
            if (somebody) {
                // "zawadi ya mtoto" is for a child, "sabuni ya mtoto" a baby's soap
                goods = null;
            }
            if (goods == null && !town && (token.plain() || spoken.contains("fr"))) {
                String one = token.plain() ? singular(norm, spoken) : null;
                if (one != null && at.catalogue().knows(one)) {
                    corrected.add(token.as(one));
                    continue;
                }
                // "paniers" where the file has "panier"
                String stem = one == null ? CatalogueIndex.stem(norm) : one;
                if (!stem.equals(norm) && !lexicon.knows(norm)) {
                    List<Token> singly = new ArrayList<>(tokens);
                    singly.set(i, token.as(stem));
                    goods = lexicon.goods(singly, i, spoken, value -> sold(value, at));
                }
            }
            if (goods != null && (namesStreet(tokens, i, text, phrases) || partOfPhrase(goods, phrases))) {
                goods = null;
            }
            if (goods != null && leadsToDate(phrases, i, goods.end()) && !closes(tokens, goods.end(), corrected, at)) {
                goods = null;
            }
            if (goods != null) {
                Token last = tokens.get(goods.end() - 1);
                Token span = new Token(norm, norm, token.kind(), token.start(), last.end(), token.glued(), false);
                Token.read(goods.value()).forEach(word -> corrected.add(span.as(word.norm())));
                i = goods.end() - 1;
                continue;
            }
            boolean measured =
                    i + 1 < tokens.size() && lexicon.measures(tokens.get(i + 1).norm())
                            || i > 0 && lexicon.measures(tokens.get(i - 1).norm());
            Integer counted = measured ? lexicon.number(token.norm(), spoken) : null;
            if (counted != null
                    && !at.catalogue().sized(Integer.toString(counted)).isEmpty()
                    && !isSize(tokens, i + 1, at)) {
                // "ten inch"
                corrected.add(new Token(
                        Integer.toString(counted), "", Token.Kind.NUMBER, token.start(), token.end(), false, false));
                continue;
            }
            String inFull = i + 1 == tokens.size()
                    ? null
                    : lexicon.inFull(
                            token,
                            spoken,
                            full -> at.catalogue()
                                    .variantBegins(full, tokens.get(next).norm()));
            if (inFull != null) {
                // "ko cay" for "Không cay"
                corrected.add(token.as(inFull));
                continue;
            }
            boolean unknown = !lexicon.knows(norm) && !towns.knows(norm);
            String agreeing = unknown && (spoken.contains("sw") || norm.length() >= SwahiliVerbs.LONG)
                    ? SwahiliVerbs.known(norm, lexicon)
                    : null;
            if (agreeing != null) {
                corrected.add(token.as(agreeing));
                continue;
            }
            List<String> apart = unknown ? at.catalogue().apart(norm) : List.of();
            String whole = unknown && apart.isEmpty() ? at.catalogue().abbreviated(norm) : null;
            if (!apart.isEmpty() || whole != null) {
                (whole == null ? apart : List.of(whole)).forEach(word -> corrected.add(token.as(word)));
                continue;
            }
            boolean leaveIt = towns.knows(norm)
                    || at.catalogue().describes(norm)
                    || at.catalogue().nearlyKnows(norm)
                    || laterInName(tokens, i, text);
            String meant = leaveIt ? null : lexicon.meant(norm);
            corrected.add(meant == null ? token : token.as(meant));
        }
        return corrected;
    }

    /// "Jezi moja L" is one in L, though a bottle holds 1 L: a letter that is a size of what was named before it.
    private boolean isSize(List<Token> tokens, int letter, Surroundings at) {
        if (letter >= tokens.size() || tokens.get(letter).norm().length() > 1) {
            return false;
        }
        List<Token> before = tokens.subList(Math.max(0, letter - SIZE_BEHIND_MAX), letter);
        List<Token> alone = List.of(tokens.get(letter));
        return at.catalogue().variants(alone, lexicon).stream()
                .flatMap(v -> at.catalogue().having(v.variants()).stream())
                .anyMatch(p -> at.inHand().contains(p)
                        || at.catalogue().products(before, lexicon).stream()
                                .anyMatch(name -> name.products().contains(p)));
    }

    /// "5 rue des Lilas" holds no lilac: a capital close behind a word for a street.
    private static boolean namesStreet(List<Token> tokens, int at, String text, List<Hit> phrases) {
        if (at == 0 || !Character.isUpperCase(text.codePointAt(tokens.get(at).start()))) {
            return false;
        }
        List<Hit> streets =
                phrases.stream().filter(hit -> hit.section().equals("street")).toList();
        for (int i = at;
                i > 0 && at - i <= STREET_LINKS_MAX && tokens.get(i - 1).word();
                i--) {
            int end = i;
            if (streets.stream().anyMatch(hit -> hit.end() == end)) {
                return true;
            }
        }
        return false;
    }

    /// "Lipa na pochi la biashara" pays and wants no purse; "saa ngapi" asks the time and for no clock.
    private static boolean partOfPhrase(Hit goods, List<Hit> phrases) {
        return phrases.stream()
                .anyMatch(hit -> !hit.gapped()
                        && (hit.section().equals("filler")
                                || hit.length() > 2
                                        && Intent.of(hit.section())
                                                .filter(LocalUnderstanding::business)
                                                .isPresent())
                        && hit.length() > goods.length()
                        && hit.start() <= goods.start()
                        && hit.end() >= goods.end());
    }

    /// "rue de la Lune"
    private static final int STREET_LINKS_MAX = 2;

    /// "Avant", "trước": before a day, or the front one.
    private static boolean leadsToDate(List<Hit> phrases, int start, int end) {
        return phrases.stream()
                .anyMatch(hit -> hit.section().equals("date_before") && hit.start() == start && hit.end() == end);
    }

    /// "Les plaquettes avant, 1 jeu": right behind a thing of the shop, with nothing behind it in its clause.
    private static boolean closes(List<Token> tokens, int end, List<Token> before, Surroundings at) {
        return !before.isEmpty()
                && at.catalogue().knows(before.getLast().norm())
                && (end == tokens.size() || tokens.get(end).separates());
    }

    /// Whether what was read last is a thing of the shop and a word that ties what follows to it.
    private static boolean describes(List<Token> before, Surroundings at) {
        int size = before.size();
        return size > 1
                && at.catalogue().knows(before.get(size - 2).norm())
                && CatalogueIndex.links(before.getLast().norm());
    }

    /// Swahili makes plurals in front: "viondo" of "kiondo", "mikeka" of "mkeka", "magauni" of "gauni".
    private static @Nullable String singular(String word, Set<String> spoken) {
        if (!spoken.contains("sw") || word.length() < 5) {
            return null;
        }
        String rest = word.substring(2);
        return switch (word.substring(0, 2)) {
            case "vi" -> "ki" + rest;
            case "vy" -> "ch" + rest;
            case "mi" -> "m" + rest;
            case "ma" -> rest;
            default -> null;
        };
    }

    /// "20k mah" where 20000mAh are sold, "100 000", "send 2 kisumu", "4 me".
    private int number(List<Token> tokens, int i, Surroundings at, List<Token> into) {
        Token token = tokens.get(i);
        if (i + 1 == tokens.size()) {
            into.add(token);
            return i;
        }
        Token next = tokens.get(i + 1);
        boolean thousands = next.is("k")
                && next.glued()
                && !at.catalogue().sized(token.norm() + "000").isEmpty();
        if (thousands) {
            String digits = token.norm() + "000";
            into.add(new Token(digits, "", token.kind(), token.start(), next.end(), token.glued(), false));
            return i + 1;
        }
        boolean parted = next.is("000") && !next.glued() && token.norm().matches("\\d{1,3}");
        if (parted) {
            // "100 000", as French and Vietnamese write it
            String digits = token.norm() + "000";
            into.add(new Token(digits, "", token.kind(), token.start(), next.end(), token.glued(), false));
            return i + 1;
        }
        if (next.is("s") && next.glued() && !at.catalogue().sized(token.norm()).isEmpty()) {
            // "the 42s"
            into.add(token);
            return i + 1;
        }
        boolean between = i > 0 && tokens.get(i - 1).word() && !token.glued() && !next.glued();
        boolean to = between
                && token.is("2")
                && towns.contain(tokens, i + 1, i + 2)
                && !at.catalogue().knows(next.norm());
        boolean forWhom = between && token.is("4") && lexicon.is(next.norm(), Word.TO_WHOM);
        into.add(
                to || forWhom
                        ? new Token(
                                to ? "to" : "for",
                                to ? "to" : "for",
                                Token.Kind.WORD,
                                token.start(),
                                token.end(),
                                false,
                                false)
                        : token);
        return i;
    }

    private static boolean sold(String goods, Surroundings at) {
        return Token.read(goods).stream().allMatch(word -> at.catalogue().knows(word.norm()));
    }

    /// "I'm Wanjiku": a capital in the middle of a sentence makes a name, not a slip.
    private static boolean laterInName(List<Token> tokens, int at, String text) {
        return at > 0
                && !tokens.get(at - 1).separates()
                && Character.isUpperCase(text.codePointAt(tokens.get(at).start()));
    }

    private Heard heard(
            Utterance utterance,
            Surroundings at,
            Marked marked,
            @Nullable String code,
            Reading reading,
            Languages.Guess language) {
        Particulars.Name name = Particulars.name(reading, lexicon, at, language.language());
        Optional<Place> found = utterance.sharedPlace() != null
                ? Optional.of(new Place(utterance.sharedPlace(), 0, 0, true))
                : Places.find(reading, at);
        List<Number> numbers = Numbers.of(reading).stream()
                .filter(n -> found.filter(p -> n.start() >= p.start() && n.end() <= p.end())
                        .isEmpty())
                .toList();
        List<Number> limits = limits(reading, numbers);
        Shares.Result shares = Shares.of(
                reading, at, numbers.stream().filter(n -> !limits.contains(n)).toList());
        Optional<Place> place = shares.severalPlaces() ? Optional.empty() : found;
        Items.Result assembled = Items.assemble(reading, at, shares.numbers(), shares.summed());
        Answer answer = answer(reading);
        Map<Intent, Double> meanings =
                intents(reading, at, answer, assembled, place.orElse(null), !limits.isEmpty(), name);
        boolean grave = meanings.keySet().stream().anyMatch(LocalUnderstanding::grave);
        boolean offAgain = meanings.containsKey(Intent.REMOVE_FROM_CART)
                && reading.has("cancel_order")
                && assembled.items().size() == 1
                && !assembled.items().getFirst().negated();
        if (offAgain) {
            assembled = assembled.refused();
        }
        grave |= meanings.containsKey(Intent.RECOMMEND)
                && assembled.items().stream().noneMatch(item -> item.products().size() > 1);
        boolean praise = (meanings.containsKey(Intent.CHIT_CHAT) || meanings.containsKey(Intent.THANKS))
                && meanings.keySet().stream().noneMatch(intent -> ordering(intent) || intent.asks());
        Items.Result items = grave || praise ? assembled.clear(reading) : assembled;
        boolean named = !items.items().isEmpty() || !items.variants().isEmpty();
        UUID described =
                named || place.isPresent() && !reading.question() ? null : Described.asked(reading, at, meanings);
        if (described != null) {
            // "is it sewn in Aba?" tells no place
            place = Optional.empty();
            meanings.put(Intent.PRODUCT_INQUIRY, 0.8);
            items = items.of(described);
        }
        boolean ofCode = code != null
                && place.isEmpty()
                && items.items().isEmpty()
                && (meanings.containsKey(Intent.DELIVERY_QUESTION) || meanings.containsKey(Intent.PRODUCT_INQUIRY));
        if (ofCode) {
            // "where do I enter the code?", "does it still work?"
            meanings.remove(Intent.DELIVERY_QUESTION);
            meanings.remove(Intent.PRODUCT_INQUIRY);
            meanings.put(Intent.DISCOUNT_QUESTION, 0.8);
        }
        if (code != null && items.items().isEmpty() && meanings.containsKey(Intent.COMPLAINT)) {
            // "code MAMA10 isn't working"
            meanings.putIfAbsent(Intent.DISCOUNT_QUESTION, 0.8);
        }
        boolean callsOnly = place.isPresent()
                && reading.all("human_request")
                        .allMatch(hit -> reading.marked("place_end", hit.start())
                                || reading.marked("place_end", hit.start() - 1));
        if (at.awaited() == Awaited.LOCATION && (marked.phone() != null || callsOnly)) {
            // "gate B, call me on 0722 114 908" tells where to, and asks for nobody
            meanings.remove(Intent.HUMAN_REQUEST);
        }
        if (marked.orderNumber() != null && meanings.keySet().stream().noneMatch(LocalUnderstanding::aboutOrder)) {
            meanings.put(Intent.ORDER_STATUS, 0.8);
            meanings.remove(Intent.VIEW_CART);
        }
        if (meanings.isEmpty() && code != null) {
            meanings.put(Intent.DISCOUNT_QUESTION, 0.8);
        } else if (meanings.isEmpty() && name != null && items.items().isEmpty()) {
            meanings.put(Intent.GREETING, 0.6);
        }
        boolean cheaper = meanings.containsKey(Intent.DISCOUNT_QUESTION)
                && items.items().isEmpty()
                && items.numbers().stream().noneMatch(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES);
        if (cheaper) {
            // "bớt 50k" takes something off the price and nothing out of the cart
            meanings.remove(Intent.REMOVE_FROM_CART);
        }
        boolean ofShop =
                at.focus() == null && at.listed().isEmpty() && items.items().isEmpty();
        Loose said = loose(reading, items, meanings, at.awaited() == Awaited.LOCATION, ofShop, place.orElse(null));
        boolean houseNumber = place.isEmpty()
                && items.items().isEmpty()
                && reading.marks("street").anyMatch(hit -> hit.weight() > 0.5);
        boolean ownPrice = ownPrice(reading, at, answer, said, meanings);
        if (ownPrice) {
            meanings.putIfAbsent(Intent.DISCOUNT_QUESTION, 0.7);
        }
        // "wrong street number, it's 81"
        Loose loose = ownPrice || houseNumber ? said.numberless() : said;
        double confidence = confidence(reading, at, answer, items, loose, place.orElse(null), meanings, utterance);
        if (meanings.isEmpty()) {
            meanings.put(Intent.UNKNOWN, 0.2);
        }
        return new Heard(
                utterance.text(),
                meanings.entrySet().stream()
                        .map(e -> new Meaning(e.getKey(), e.getValue()))
                        .toList(),
                answer,
                items.items(),
                loose,
                new Details(
                        place.map(Place::words).orElse(null),
                        place.map(Place::said).orElse(false),
                        marked.orderNumber(),
                        marked.phone(),
                        marked.email(),
                        name == null ? null : name.name(),
                        limits.isEmpty() ? null : limits.getFirst().value(),
                        onlyCourtesy(meanings) ? null : Particulars.date(reading),
                        code,
                        place.filter(Place::nearby).isPresent(),
                        place.filter(p -> asked(reading, p)).isPresent()),
                new Manner(
                        reading.has("correction")
                                || reading.has("order_modification")
                                || reading.has("update_cart")
                                || meanings.containsKey(Intent.UPDATE_CART)
                                || answer == Answer.NO
                                        && (!items.items().isEmpty()
                                                || !items.variants().isEmpty()
                                                || loose.pick() != null)
                                || items.items().stream().anyMatch(Heard.Item::negated)
                                        && items.items().stream()
                                                .anyMatch(item -> !item.negated() && item.quantity() == null),
                        reading.all("correction").anyMatch(hit -> hit.value().equals("instead")),
                        (reading.all("more").anyMatch(hit -> !ofRefused(reading, hit)) || shares.more())
                                && !shares.summed()
                                && !(at.ordering() && reaches(reading)),
                        reading.has("each") && !shares.summed(),
                        reading.has("same_again"),
                        ownPrice
                                || reading.has("but")
                                || reading.marks("undecided").findAny().isPresent()
                                || conditional(reading, at, answer, items, numbers),
                        described != null
                                || reading.question()
                                || reading.has("question")
                                || asksAfter(reading)
                                || asksFirst(reading)),
                emotion(reading, meanings),
                language.language(),
                language.confidence(),
                utterance.media(),
                null,
                confidence);
    }

    /// "What about the red one", and weaker "thế màu đỏ" when that is all.
    private static boolean asksAfter(Reading reading) {
        return reading.all("asks_after")
                .anyMatch(hit -> hit.weight() > 0.5
                        || reading.variants.stream()
                                .anyMatch(v -> v.start() == hit.end() && reading.standsAlone(hit.start(), v.end())));
    }

    /// "Do you deliver to South B?", and not "I'm in South B, do you deliver here?"
    private static boolean asked(Reading reading, Place place) {
        int from = place.start();
        while (from > 0 && !reading.tokens.get(from - 1).separates()) {
            from--;
        }
        int to = place.end();
        while (to < reading.tokens.size() && !reading.tokens.get(to).separates()) {
            to++;
        }
        int begin = from;
        int end = to;
        return to < reading.tokens.size() && reading.tokens.get(to).is("?")
                || reading.hits.stream()
                        .filter(hit -> hit.start() >= begin && hit.end() <= end)
                        .anyMatch(hit -> hit.section().equals("question")
                                || hit.section().equals("delivery_question")
                                || hit.section().equals("price_check"));
    }

    /// "Yes if you do it for 40", "6500 and I say yes": what the shopper would pay, and no count.
    private static boolean ownPrice(
            Reading reading, Surroundings at, Answer answer, Loose said, Map<Intent, Double> meanings) {
        boolean yes = answer == Answer.YES || answer == Answer.WEAK_YES;
        return yes
                && said.number() != null
                && at.awaited() != Awaited.QUANTITY
                && (said.number() >= OWN_PRICE_LEAST
                        || reading.has("but") && meanings.keySet().stream().noneMatch(LocalUnderstanding::ordering));
    }

    /// More than anybody orders in a chat.
    private static final int OWN_PRICE_LEAST = 1000;

    private static boolean onlyCourtesy(Map<Intent, Double> meanings) {
        return !meanings.isEmpty()
                && meanings.keySet().stream().allMatch(intent -> switch (intent) {
                    case GREETING, THANKS, GOODBYE, CHIT_CHAT -> true;
                    default -> false;
                });
    }

    private static List<Number> limits(Reading reading, List<Number> numbers) {
        for (int i = 0; i + 1 < numbers.size(); i++) {
            Number low = numbers.get(i);
            Number high = numbers.get(i + 1);
            boolean range = high.start() - low.end() == 1
                    && low.value().compareTo(high.value()) < 0
                    && (high.kind() == Kind.MONEY || high.whole() >= LIMIT_LEAST)
                    && (reading.is(low.start() - 1, Word.BETWEEN)
                            || reading.is(low.start() - 1, Word.OF) && reading.is(low.start() - 2, Word.BETWEEN));
            if (range) {
                // "between 2000 and 3000"
                return List.of(high, low);
            }
        }
        List<Number> said = numbers.stream().filter(n -> limit(reading, n)).toList();
        List<Number> money =
                numbers.stream().filter(n -> n.kind() == Kind.MONEY).toList();
        boolean wished = said.isEmpty()
                && money.size() == 1
                && reading.has("recommend")
                && !reading.has("discount_question")
                && reading.is(money.getFirst().start() - 1, Word.SERVES);
        // "anything for 300 cedis"
        return wished ? money : said;
    }

    /// Fewer are pieces or hours: "between 2 and 4".
    private static final int LIMIT_LEAST = 50;

    private static boolean limit(Reading reading, Number number) {
        boolean amount = number.value().signum() > 0 && (number.kind() == Kind.BARE || number.kind() == Kind.MONEY);
        boolean announced = reading.found("price_limit")
                .anyMatch(hit -> hit.end() <= number.start()
                        && number.start() - hit.end() <= 2
                        && reading.marks("date").noneMatch(date -> date.end() == hit.start())
                        && (hit.start() == 0
                                || !reading.is(hit.start() - 1, Word.FEEDS)
                                        && !reading.is(hit.start() - 1, Word.SERVES)));
        boolean added = reading.found("price_limit_after")
                .anyMatch(hit -> hit.start() >= number.end() && hit.start() - number.end() <= 1);
        return amount && (announced || added);
    }

    /// "Yes, for 2pm" is more than a yes to what was shown.
    private static boolean conditional(
            Reading reading, Surroundings at, Answer answer, Items.Result items, List<Number> numbers) {
        boolean yes = answer == Answer.YES || answer == Answer.WEAK_YES;
        return yes
                && at.awaited() == Awaited.CONFIRMATION
                && (Particulars.date(reading) != null
                        || numbers.stream().anyMatch(n -> items.numbers().contains(n))
                        || numbers.stream().anyMatch(n -> n.kind() == Kind.OTHER)
                        || items.items().stream().anyMatch(Heard.Item::negated)
                        || reading.has("same_again")
                        || takenBack(reading)
                        || reading.has("remove_from_cart")
                        || !reading.question() && asksBehind(reading)
                        || reading.found("but").anyMatch(hit -> outsideYes(reading, hit)));
    }

    /// "Oui, enfin non": a yes that is mended right away.
    private static boolean takenBack(Reading reading) {
        return Stream.of("correction", "no")
                .flatMap(reading::all)
                .anyMatch(hit ->
                        Stream.of("yes", "weak_yes").flatMap(reading::all).anyMatch(yes -> yes.end() <= hit.start()));
    }

    /// "Confirm what", "yes what time": asked without a mark.
    private static boolean asksBehind(Reading reading) {
        return reading.all("question").anyMatch(hit -> hit.start() > 0);
    }

    /// "Perfect, except the colour", not "if you say so".
    private static boolean outsideYes(Reading reading, Hit hit) {
        return reading.hits.stream()
                .noneMatch(other -> other != hit
                        && !other.section().equals("negation")
                        && other.length() > hit.length()
                        && other.start() <= hit.start()
                        && other.end() >= hit.end());
    }

    /// "ok how do I pay": a word that asks opens the message, or follows only a courtesy.
    private static boolean asksFirst(Reading reading) {
        for (int i = 0; i < reading.tokens.size(); i++) {
            int at = i;
            if (reading.begins("question", i)) {
                return true;
            }
            boolean courtesy = reading.marked("polite", i)
                    || reading.marked("particle", i)
                    || reading.tokens.get(i).separates()
                    || reading.hits.stream()
                            .anyMatch(hit -> hit.start() <= at && at < hit.end() && COURTESY.contains(hit.section()));
            if (!courtesy) {
                return false;
            }
        }
        return false;
    }

    private static Answer answer(Reading reading) {
        boolean no = reading.all("no").anyMatch(hit -> answers(reading, hit) && !waits(reading, hit));
        List<Hit> yesses =
                reading.all("yes").filter(hit -> answers(reading, hit)).toList();
        boolean yes = yesses.stream().anyMatch(hit -> !askedBack(reading, hit));
        boolean weak = !yesses.isEmpty() || reading.all("weak_yes").anyMatch(hit -> answers(reading, hit));
        if (no) {
            return yes ? Answer.NONE : Answer.NO;
        }
        return yes ? Answer.YES : weak ? Answer.WEAK_YES : Answer.NONE;
    }

    /// "Not yet, let me ask my mum": neither a yes nor a no; somebody is asked first.
    private static boolean waits(Reading reading, Hit hit) {
        boolean wait = reading.found("but").anyMatch(but -> but.start() == hit.start() && but.end() == hit.end());
        return wait && reading.all("but").anyMatch(but -> but.start() >= hit.end());
    }

    /// "Yes? How much is delivery": no yes to rely on.
    private static boolean askedBack(Reading reading, Hit hit) {
        return hit.end() < reading.tokens.size()
                && reading.tokens.get(hit.end()).is("?");
    }

    /// "no bag" and "is that ok for daily use" hold no answer; "no, the red one" and "yes please" do.
    private static boolean answers(Reading reading, Hit hit) {
        if (reading.marks("place_before").anyMatch(place -> place.start() == hit.start())) {
            // "ship it to Jinja"
            return false;
        }
        if (hit.length() == 1
                && hit.start() > 0
                && reading.tokens.get(hit.start()).is("thoi")
                && !reading.tokens.get(hit.start() - 1).separates()) {
            // "một đôi thôi": only that
            return false;
        }
        boolean houseNumber = hit.section().equals("no")
                && hit.end() < reading.tokens.size()
                && reading.tokens.get(hit.end()).kind() == Token.Kind.NUMBER
                && reading.marks("street").findAny().isPresent();
        if (houseNumber) {
            return false;
        }
        if (hit.weight() <= 0.5 && hit.section().equals("no")) {
            // "not like the picture at all"
            return reading.standsAlone(hit.start(), hit.end()) || onlyNiceties(reading, hit);
        }
        boolean firstYes = hit.start() == 0 && !hit.section().equals("no") && !praisesNext(reading, hit);
        boolean firstNo = opens(reading, hit)
                && hit.section().equals("no")
                && !asksAtOnce(reading, hit)
                && reading.products.stream().noneMatch(p -> p.start() == hit.end());
        return firstYes
                || firstNo
                || reading.standsAlone(hit.start(), hit.end())
                || hit.length() > 1
                        && hit.end() == reading.tokens.size()
                        && !(hit.section().equals("no")
                                && reading.all("discount_question").findAny().isPresent())
                || hit.end() == reading.tokens.size() && hit.section().equals("yes") && !reading.question()
                || !reading.question() && onlyNiceties(reading, hit);
    }

    /// "So no discount at all?" asks.
    private static boolean asksAtOnce(Reading reading, Hit no) {
        return reading.question()
                && no.length() == 1
                && reading.hits.stream()
                        .filter(hit -> hit.start() == no.end())
                        .anyMatch(hit -> ASKED_OF.contains(hit.section()));
    }

    private static final Set<String> ASKED_OF =
            Set.of("discount_question", "delivery_question", "payment_question", "return_request", "loyalty_question");

    /// "Euh non": with nothing but little words before it.
    private static boolean opens(Reading reading, Hit hit) {
        for (int i = 0; i < hit.start(); i++) {
            boolean little =
                    reading.marked("particle", i) || reading.tokens.get(i).kind() == Token.Kind.EMOJI;
            if (!little || reading.marked("negation", i)) {
                return false;
            }
        }
        return true;
    }

    /// "Lovely page btw" agrees to nothing: a word of praise, said of what stands right behind it.
    private static boolean praisesNext(Reading reading, Hit hit) {
        int next = hit.end();
        return hit.section().equals("weak_yes")
                && hit.length() == 1
                && reading.is(hit.start(), Word.PRAISES)
                && next < reading.tokens.size()
                && reading.tokens.get(next).word()
                && !reading.everyday(next)
                && !reading.marked("polite", next)
                && !reading.marked("particle", next)
                && reading.hits.stream()
                        .noneMatch(other -> other.start() == next && COURTESY.contains(other.section()));
    }

    /// "chị đồng ý nha", "go on then": nothing else is said in its clause than courtesies.
    private static boolean onlyNiceties(Reading reading, Hit answer) {
        int from = answer.start();
        while (from > 0 && !reading.tokens.get(from - 1).separates()) {
            from--;
        }
        int to = answer.end();
        while (to < reading.tokens.size() && !reading.tokens.get(to).separates()) {
            to++;
        }
        for (int i = from; i < to; i++) {
            int at = i;
            boolean inside = at >= answer.start() && at < answer.end();
            boolean nicety = reading.tokens.get(i).kind() == Token.Kind.EMOJI
                    || reading.marked("polite", i)
                    || reading.marked("particle", i)
                    || reading.hits.stream()
                            .anyMatch(hit -> hit.start() <= at && at < hit.end() && COURTESY.contains(hit.section()));
            if (!inside && !nicety) {
                return false;
            }
        }
        return true;
    }

    private static final Set<String> THANKS_WITHIN = Set.of("yes", "weak_yes", "goodbye");

    private static final Set<String> COURTESY = Set.of("yes", "weak_yes", "thanks", "greeting", "positive", "goodbye");

    private Map<Intent, Double> intents(
            Reading reading,
            Surroundings at,
            Answer answer,
            Items.Result items,
            @Nullable Place place,
            boolean limited,
            Particulars.@Nullable Name name) {
        Map<Intent, Double> found = new LinkedHashMap<>();
        for (Hit hit : reading.hits) {
            boolean inPlace = place != null && hit.start() >= place.start() && hit.end() <= place.end();
            // "call me Zawadi" asks for no call
            boolean namesOne = name != null && hit.end() == name.start();
            // "c'est parti", to what was summed up, asks for no parcel
            boolean agrees = hit.section().equals("order_status")
                    && at.awaited() == Awaited.CONFIRMATION
                    && reading.found("yes").anyMatch(yes -> yes.start() == hit.start() && yes.end() == hit.end());
            if (!inPlace && !namesOne && !agrees) {
                Intent.of(hit.section())
                        .filter(_ -> !supposed(reading, hit) && !timeOfDay(reading, hit))
                        .ifPresent(intent -> found.merge(intent, hit.weight(), Math::max));
            }
        }
        boolean waits = answer == Answer.WEAK_YES
                && at.awaited() == Awaited.CONFIRMATION
                && reading.found("but").anyMatch(hit -> outsideYes(reading, hit));
        if (waits) {
            // "ok let me ask my husband" agrees to nothing yet
            found.remove(Intent.CONFIRM);
        } else if (answer == Answer.YES || answer == Answer.WEAK_YES) {
            found.putIfAbsent(Intent.CONFIRM, answer == Answer.YES ? 0.95 : 0.7);
        } else if (answer == Answer.NO) {
            found.putIfAbsent(Intent.DENY, 0.95);
        } else if (reading.all("no").anyMatch(hit -> answers(reading, hit) && waits(reading, hit))) {
            found.putIfAbsent(Intent.DENY, 0.6);
        }
        takenOff(reading, found, items);
        boolean ours = reading.tokens.stream().anyMatch(token -> reading.is(token.norm(), Word.RECEIVED));
        if (at.awaited() == Awaited.CONFIRMATION && found.containsKey(Intent.REMOVE_FROM_CART) && !ours) {
            // "remove the glass, my screen is cracked anyway": why, and no fault of the shop
            found.remove(Intent.COMPLAINT);
        }
        if (at.awaited() == Awaited.CONFIRMATION && place != null && place.said() && !ours) {
            // "wrong one sorry, home instead: 3 Oak Close": the address, and nothing that came
            found.remove(Intent.COMPLAINT);
        }
        mended(reading, at, found, items);
        if (at.awaited() == Awaited.NOTHING && otherCame(reading)) {
            // "I ordered navy, you sent beige"
            found.putIfAbsent(Intent.COMPLAINT, 0.85);
        }
        boolean thanksToo = reading.hits.stream()
                .filter(hit -> THANKS_WITHIN.contains(hit.section()))
                .anyMatch(hit -> reading.found("thanks")
                        .anyMatch(thanks -> thanks.start() > hit.start() && thanks.end() <= hit.end()));
        if (thanksToo && at.awaited() == Awaited.NOTHING) {
            // "ok thank you", "c'est bon merci"
            found.putIfAbsent(Intent.THANKS, 0.8);
        }
        boolean onlyToo = (reading.question() || found.keySet().stream().anyMatch(Intent::asks))
                && !at.ordering()
                && reading.all("add_to_cart")
                        .allMatch(hit -> reading.is(Token.normal(reading.words(hit.start(), hit.end())), Word.TOO));
        if (onlyToo) {
            // "does it do for the gym too?"
            found.remove(Intent.ADD_TO_CART);
        }
        boolean remade = at.awaited() == Awaited.CONFIRMATION
                && reading.found("correction").findAny().isPresent()
                && (!items.items().isEmpty() || !items.variants().isEmpty());
        if (remade) {
            // "can you make it decaf"
            found.remove(Intent.CUSTOM_REQUEST);
            boolean instead =
                    reading.all("correction").anyMatch(hit -> hit.value().equals("instead"));
            if (instead && items.items().stream().anyMatch(item -> ofOrder(item, at))) {
                // "could I have the teddy in caramel instead?"
                found.remove(Intent.PRODUCT_INQUIRY);
                found.remove(Intent.AVAILABILITY_CHECK);
                found.putIfAbsent(Intent.ORDER_MODIFICATION, 0.85);
            }
        }
        boolean asksWhether = reading.question() || asksFirst(reading);
        if (place != null
                && place.said()
                && asksWhether
                && items.items().isEmpty()
                && at.awaited() == Awaited.NOTHING
                && found.keySet().stream().allMatch(LocalUnderstanding::courteous)) {
            // "can you bus it to Kumasi?"
            found.put(Intent.DELIVERY_QUESTION, 0.75);
        }
        boolean priceOfWay = place != null
                && place.said()
                && !place.words().equals("Pickup")
                && found.containsKey(Intent.PRICE_CHECK)
                && items.items().isEmpty()
                && items.variants().isEmpty()
                && (at.awaited() == Awaited.NOTHING || at.ordering())
                && found.keySet().stream().allMatch(intent -> intent == Intent.PRICE_CHECK || courteous(intent));
        if (priceOfWay) {
            // "how much to Kumasi"
            found.put(Intent.DELIVERY_QUESTION, 0.8);
        }
        boolean mends = at.awaited() == Awaited.CONFIRMATION
                && (answer == Answer.NO
                        || reading.has("but")
                        || reading.all("negation").findAny().isPresent())
                && (place != null
                        || reading.has("but") && Particulars.date(reading) != null
                        || !items.variants().isEmpty()
                        || items.numbers().stream().anyMatch(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                        || items.items().stream().anyMatch(item -> !item.negated()));
        if (mends && reading.marks("condition").findAny().isEmpty()) {
            found.putIfAbsent(Intent.ORDER_MODIFICATION, 0.8);
        }
        boolean asks = found.entrySet().stream().anyMatch(e -> e.getKey().asks() && e.getValue() >= Heard.UNSURE);
        boolean counted = items.items().stream().anyMatch(item -> item.quantity() != null && !item.negated());
        boolean articles = asksWhether
                && !found.containsKey(Intent.BUYING_INTENT)
                && at.awaited() == Awaited.NOTHING
                && items.items().stream().allMatch(item -> item.quantity() == null || item.quantity() == 1)
                && items.items().stream().anyMatch(item -> item.quantity() == null)
                && reading.all("number").findAny().isEmpty()
                && reading.tokens.stream().noneMatch(token -> token.kind() == Token.Kind.NUMBER && token.is("1"));
        // "does the phone come with a charger?" counts nothing
        counted &= !articles;
        boolean named = items.items().stream().anyMatch(item -> !item.negated());
        if (decided(reading) && !reading.question()) {
            // "rope it is, green"
            found.putIfAbsent(Intent.BUYING_INTENT, 0.85);
        }
        // "2 please, and the broom", when a cushion was offered
        boolean takesOffer =
                at.awaited() == Awaited.YES_OR_NO && items.numbers().stream().anyMatch(n -> n.kind() == Kind.PIECES);
        boolean edits = found.containsKey(Intent.REMOVE_FROM_CART) || found.containsKey(Intent.CANCEL_ORDER);
        if (named
                && !asks
                && !edits
                && (counted
                        || place != null && place.said()
                        || at.awaited() == Awaited.PRODUCT
                        || takesOffer && !asksWhether
                        || listed(items) && !reading.question() && !reading.has("question")
                        || at.ordering() && !reading.question() && !asksFirst(reading))) {
            found.putIfAbsent(Intent.BUYING_INTENT, counted ? 0.85 : 0.7);
        } else if (named && !asks && !edits && found.keySet().stream().noneMatch(LocalUnderstanding::ordering)) {
            found.putIfAbsent(Intent.PRODUCT_INQUIRY, 0.7);
        }
        boolean asksAbout = at.awaited() == Awaited.VARIANT
                && reading.question()
                && (asksFirst(reading) || saysMore(reading))
                && !items.variants().isEmpty()
                && found.isEmpty();
        if (asksAbout) {
            // "is the beige very light?"
            found.put(Intent.PRODUCT_INQUIRY, 0.8);
        }
        boolean removes = reading.marks("let_go").findAny().isPresent()
                        && items.items().stream().anyMatch(Heard.Item::negated)
                || reading.all("negation").anyMatch(hit -> reading.begins("remove_from_cart", hit.start()));
        boolean onlyPolite =
                found.keySet().stream().allMatch(i -> i == Intent.THANKS || i == Intent.GREETING || i == Intent.DENY);
        boolean refuses = items.items().stream().anyMatch(Heard.Item::negated);
        if (refuses && (removes || !named && onlyPolite)) {
            found.putIfAbsent(Intent.REMOVE_FROM_CART, removes ? 0.9 : 0.6);
        }
        if (place != null
                && (place.said() || at.awaited() == Awaited.LOCATION)
                && !reading.question()
                && !asksFirst(reading)
                && !priceOfWay
                && reading.all("delivery_question").noneMatch(hit -> hit.start() >= place.end())
                && (at.ordering() || found.containsKey(Intent.BUYING_INTENT))) {
            found.remove(Intent.DELIVERY_QUESTION);
        }
        boolean onlyKinds = items.items().stream()
                .allMatch(item -> item.category() || item.products().size() > 1);
        boolean asksElse = found.keySet().stream()
                .anyMatch(intent ->
                        intent.asks() && intent != Intent.PRODUCT_INQUIRY && intent != Intent.AVAILABILITY_CHECK);
        boolean looksAround = !counted
                && found.containsKey(Intent.PRODUCT_INQUIRY)
                && found.keySet().stream().noneMatch(LocalUnderstanding::ordering);
        if (limited && (onlyKinds || looksAround) && !asksElse) {
            found.putIfAbsent(Intent.RECOMMEND, 0.7);
        }
        if (reading.has("correction")
                && (!items.items().isEmpty()
                        || !items.numbers().isEmpty()
                        || !items.variants().isEmpty()
                        || place != null)) {
            found.putIfAbsent(Intent.ORDER_MODIFICATION, 0.8);
        }
        boolean answered = name != null
                || (at.awaited() != Awaited.NOTHING || at.ordering())
                        && (answer != Answer.NONE
                                || place != null
                                || !items.numbers().isEmpty()
                                || !items.variants().isEmpty()
                                || reading.has("pick"));
        List<Heard.Item> choice =
                items.items().stream().filter(item -> !item.negated()).toList();
        boolean eitherOf = choice.size() == 2
                && !counted
                && between(reading, Word.OR)
                && found.keySet().stream().noneMatch(intent -> ordering(intent) || grave(intent))
                && found.keySet().stream().noneMatch(intent -> intent.asks() && intent != Intent.PRODUCT_INQUIRY);
        if (eitherOf && at.awaited() == Awaited.NOTHING) {
            // "bucket hat or dad cap for a big head"
            found.remove(Intent.PRODUCT_INQUIRY);
            found.put(Intent.COMPARE, 0.8);
        }
        boolean laughs = found.size() == 1
                && found.getOrDefault(Intent.PRODUCT_INQUIRY, 1.0) < 0.75
                && !reading.question()
                && !asksFirst(reading)
                && at.awaited() == Awaited.NOTHING
                && reading.wordCount() > 3
                && (reading.tokens.stream().anyMatch(token -> reading.is(token.norm(), Word.LAUGHS))
                        || reading.all("positive").count()
                                        > reading.all("negative").count()
                                && reading.all("positive").anyMatch(hit -> hit.weight() > 0.5));
        boolean appeals = named && reading.has("appeals") && at.awaited() == Awaited.NOTHING && found.size() <= 1;
        if (appeals && found.keySet().stream().allMatch(intent -> intent == Intent.PRODUCT_INQUIRY)) {
            // "the gloss sounds nice"
            found.put(Intent.PRODUCT_INQUIRY, 0.8);
        } else if (laughs) {
            found.clear();
            found.put(Intent.CHIT_CHAT, 0.7);
        }
        boolean asksAfter = reading.all("asks_after").anyMatch(hit -> hit.weight() > 0.5)
                && items.items().isEmpty()
                && items.variants().isEmpty()
                && place == null
                && at.awaited() == Awaited.NOTHING
                && found.keySet().stream().allMatch(intent -> intent == Intent.CONFIRM)
                && strangerBehind(
                                reading,
                                reading.all("asks_after")
                                        .mapToInt(Hit::end)
                                        .min()
                                        .orElse(0),
                                null)
                        != null;
        if (asksAfter) {
            // "ok what about mascara"
            found.clear();
            found.put(Intent.AVAILABILITY_CHECK, 0.75);
        }
        boolean onlyNo = at.awaited() == Awaited.YES_OR_NO
                && answer == Answer.NO
                && reading.all("cancel_order")
                        .allMatch(cancel -> reading.found("no")
                                .anyMatch(no -> no.start() <= cancel.start() && no.end() >= cancel.end()));
        if (onlyNo) {
            // "thôi khỏi", to what was offered
            found.remove(Intent.CANCEL_ORDER);
        }
        // "attendez, je demande à ma collègue": time is wanted, whatever the rest is like
        boolean hesitates = (at.awaited() == Awaited.CONFIRMATION || at.awaited() == Awaited.YES_OR_NO)
                && reading.has("but")
                && !asksWhether;
        // "it's a present btw" says enough by itself
        boolean remarks = at.ordering() && reading.all("positive").anyMatch(hit -> hit.length() > 2);
        if (!hesitates) {
            guess(reading, found, answered || remarks || place != null && place.said() && reading.house(place));
        }
        boolean offersPrice = (at.focus() != null || at.ordering())
                && Set.of(Intent.UPDATE_CART, Intent.ORDER_MODIFICATION).containsAll(found.keySet())
                && place == null
                && items.items().isEmpty()
                && items.variants().isEmpty()
                && items.numbers().size() == 1
                && items.numbers().getFirst().kind() == Kind.MONEY;
        if (offersPrice) {
            // "abeg do am 50k"
            found.clear();
            found.put(Intent.DISCOUNT_QUESTION, 0.7);
        }
        boolean elsewhere = place != null
                && place.said()
                && reading.marks("place_before")
                        .anyMatch(leads -> leads.end() == place.start()
                                && reading.all("cancel_order").allMatch(off -> off.end() <= leads.start()));
        if (elsewhere) {
            // "don't send it to York, deliver to Leeds": not the order is cancelled
            found.remove(Intent.CANCEL_ORDER);
        }
        boolean goesOn = reading.found("buying_intent")
                        .anyMatch(wants -> wants.weight() > 0.7
                                && reading.all("cancel_order").allMatch(off -> off.end() <= wants.start()))
                && (reading.has("pick") || !items.numbers().isEmpty());
        if (goesOn) {
            // "tant pis, je prends les deux"
            found.remove(Intent.CANCEL_ORDER);
        }
        if (at.ordering() && countsGoods(reading, found, items)) {
            // "can you do 3 of the compost" bargains for nothing
            found.remove(Intent.DISCOUNT_QUESTION);
            found.putIfAbsent(Intent.UPDATE_CART, 0.85);
        }
        if (counted && found.getOrDefault(Intent.ADD_TO_CART, 0.0) > found.getOrDefault(Intent.CUSTOM_REQUEST, 1.0)) {
            // "vous pouvez ajouter un savon noir ?": it is sold here
            found.remove(Intent.CUSTOM_REQUEST);
        }
        if (remakes(reading, at, items)) {
            // "could you make the soap three": of what is ordered, and no special request
            found.remove(Intent.CUSTOM_REQUEST);
            found.putIfAbsent(Intent.UPDATE_CART, 0.85);
        }
        if (at.ordering() && reaches(reading)) {
            // "punguza ziwe tano" takes off pieces and nothing off the price
            found.remove(Intent.ADD_TO_CART);
            found.remove(Intent.DISCOUNT_QUESTION);
            found.putIfAbsent(Intent.UPDATE_CART, 0.85);
        }
        boolean chosen = items.items().size() == 1
                && items.items().getFirst().products().size() == 1
                && !items.items().getFirst().category()
                && !items.items().getFirst().negated()
                && !reading.question()
                && reading.found("question").findAny().isEmpty();
        if (chosen && found.getOrDefault(Intent.BUYING_INTENT, 0.0) >= 0.9) {
            // "I'd like to order the roses, for my mum": whom they are for asks for no advice
            found.remove(Intent.RECOMMEND);
        }
        settle(found, at, items, named, counted, place);
        if (found.containsKey(Intent.BOT_QUESTION) && asksForPersonNext(reading)) {
            found.put(Intent.HUMAN_REQUEST, 0.9);
        }
        return found;
    }

    /// "Are you a bot? Get me a person": in a clause of its own, behind the question.
    private static boolean asksForPersonNext(Reading reading) {
        return reading.all("human_request")
                .anyMatch(wish -> reading.all("bot_question")
                        .anyMatch(bot -> bot.end() < wish.start()
                                && reading.tokens.get(bot.end()).is("?")
                                && bot.end() + 1 == wish.start()));
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

    /// Another variant of a thing that is in the order.
    private static boolean ofOrder(Heard.Item item, Surroundings at) {
        return !item.negated()
                && !item.variants().isEmpty()
                && item.products().stream().anyMatch(at.inHand()::contains);
    }

    /// Whether what sounded like an offer of a price ends with the count of a thing that stands right behind it.
    private static boolean countsGoods(Reading reading, Map<Intent, Double> found, Items.Result items) {
        return found.containsKey(Intent.DISCOUNT_QUESTION)
                && items.items().stream().anyMatch(item -> item.quantity() != null && !item.negated())
                && reading.all("discount_question")
                        .allMatch(hit -> reading.tokens.get(hit.end() - 1).kind() == Token.Kind.NUMBER
                                && reading.products.stream()
                                        .anyMatch(p -> p.start() >= hit.end() && p.start() - hit.end() <= 2));
    }

    /// "Could you make the soap three", "fanya rangi iwe cream": another count or variant of what is in the order.
    private static boolean remakes(Reading reading, Surroundings at, Items.Result items) {
        boolean changes = at.ordering()
                && items.items().stream()
                        .anyMatch(item -> !item.negated()
                                && (item.quantity() != null || !item.variants().isEmpty())
                                && (item.products().stream().anyMatch(at.inHand()::contains)
                                        || at.catalogue().having(item.variants()).stream()
                                                .anyMatch(at.inHand()::contains)));
        OptionalInt named = IntStream.concat(
                        reading.products.stream().mapToInt(CatalogueIndex.Named::start),
                        reading.variants.stream().mapToInt(CatalogueIndex.NamedVariant::start))
                .min();
        if (!changes || named.isEmpty()) {
            return false;
        }
        int thing = named.getAsInt();
        return reading.made(thing)
                && reading.all("custom_request")
                        .allMatch(hit -> hit.end() <= thing && reading.is(hit.end() - 1, Word.MAKES));
    }

    /// "No be two again", "not 2 any more": a word for more behind a number that is not wanted adds nothing.
    private static boolean ofRefused(Reading reading, Hit more) {
        return Stream.of("negation", "correction")
                .flatMap(reading::found)
                .anyMatch(no -> no.end() <= more.start()
                        && more.start() - no.end() <= 1
                        && reading.found("number").anyMatch(n -> n.end() == more.start() && n.end() >= no.end())
                        && !reading.tokens.get(more.start() - 1).separates());
    }

    /// "Ongeza ziwe nane", "add some, 8 in total": what it shall come to, and not how many more.
    private static boolean reaches(Reading reading) {
        List<Number> counts = Numbers.of(reading).stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .toList();
        if (counts.isEmpty() || reading.question()) {
            return false;
        }
        Number last = counts.getLast();
        boolean adds = Stream.of("add_to_cart", "more", "discount_question")
                .flatMap(reading::found)
                .anyMatch(hit -> hit.start() < last.start());
        boolean said = reading.is(last.start() - 1, Word.REACHES)
                || reading.found("update_cart").anyMatch(hit -> hit.end() == last.start());
        return adds && said || inAll(reading, last.end());
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

    /// "Medium snake plant + white pot": a list of things, each with its variant, is an order.
    private static boolean listed(Items.Result items) {
        return items.items().size() > 1
                && items.items().stream()
                        .allMatch(item -> !item.negated()
                                && item.products().size() == 1
                                && item.variants().size() == 1);
    }

    private static boolean otherCame(Reading reading) {
        boolean ordered = reading.tokens.stream().anyMatch(token -> reading.is(token.norm(), Word.ORDERED));
        boolean came = reading.tokens.stream().anyMatch(token -> reading.is(token.norm(), Word.CAME));
        boolean two = reading.variants.size() > 1
                || reading.products.size() == 2
                        && reading.products.stream().allMatch(p -> p.products().size() == 1)
                        && !reading.products
                                .getFirst()
                                .products()
                                .equals(reading.products.getLast().products());
        return ordered
                && came
                && two
                && !reading.question()
                && !asksFirst(reading)
                && !reading.has("buying_intent")
                && reading.found("number").allMatch(hit -> hit.value().equals("1"));
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

    /// "My screen is cracked, can you change it": what is broken did not come from the shop, which mends such things.
    private static void mended(Reading reading, Surroundings at, Map<Intent, Double> found, Items.Result items) {
        boolean asked = reading.marks("repair").findAny().isPresent()
                || items.items().stream()
                        .flatMap(item -> item.products().stream())
                        .anyMatch(product -> at.catalogue().mends(product, reading));
        boolean ours = reading.tokens.stream().anyMatch(token -> reading.is(token.norm(), Word.RECEIVED));
        if (!asked || ours) {
            return;
        }
        boolean broken = found.remove(Intent.COMPLAINT) != null;
        boolean changes = !at.ordering() && found.remove(Intent.UPDATE_CART) != null;
        boolean nothing = found.keySet().stream().allMatch(intent -> intent == Intent.GREETING);
        if (broken || changes || nothing && reading.marks("repair").findAny().isPresent()) {
            found.putIfAbsent(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    private static boolean courteous(Intent intent) {
        return switch (intent) {
            case GREETING, THANKS, CHIT_CHAT, PRODUCT_INQUIRY, LOYALTY_QUESTION, DISCOUNT_QUESTION -> true;
            default -> false;
        };
    }

    /// "Can I return it if it does not work": nothing is wrong yet. "A better price if I take both" is only asked.
    private static boolean supposed(Reading reading, Hit hit) {
        boolean perhaps = hit.section().equals("buying_intent")
                && reading.marks("undecided").anyMatch(mark -> mark.start() <= hit.start() && mark.end() > hit.start());
        if (perhaps) {
            // "might get one next month"
            return true;
        }
        boolean doubtful = hit.section().equals("complaint")
                || hit.section().equals("buying_intent") && reading.has("discount_question");
        return doubtful
                && reading.marks("condition")
                        .anyMatch(mark -> mark.end() <= hit.start()
                                && hit.start() - mark.end() <= 3
                                && reading.tokens.subList(mark.end(), hit.start()).stream()
                                        .noneMatch(Token::separates));
    }

    /// "For tmrw morning" greets nobody.
    private static boolean timeOfDay(Reading reading, Hit hit) {
        return hit.section().equals("greeting")
                && hit.length() == 1
                && (hit.start() > 2
                        || reading.marks("date")
                                .anyMatch(date -> date.start() < hit.start() && date.end() >= hit.end()))
                && reading.is(hit.start(), Word.TIME_OF_DAY);
    }

    /// "I don't want the speaker any more": not the order is cancelled but a thing of it, when one is named
    /// and no word for an order is in what cancels.
    private static void takenOff(Reading reading, Map<Intent, Double> found, Items.Result items) {
        boolean whole = reading.all("cancel_order")
                .anyMatch(hit -> reading.tokens.subList(hit.start(), hit.end()).stream()
                        .anyMatch(token -> reading.is(token.norm(), Word.ORDER)));
        boolean thing = items.items().stream().anyMatch(item -> item.products().size() == 1 && !item.category());
        boolean says = reading.has("cancel_order") && !whole && thing;
        if (says
                && (reading.found("remove_from_cart").findAny().isPresent()
                        || items.items().stream().anyMatch(Heard.Item::negated))) {
            found.remove(Intent.CANCEL_ORDER);
            found.put(Intent.REMOVE_FROM_CART, 0.85);
        }
    }

    /// What no phrase told is guessed from what the message is like: boldly when nothing else was found, else only when
    /// very much speaks for it. A yes, a no and what clears or buys are never guessed.
    private void guess(Reading reading, Map<Intent, Double> found, boolean answered) {
        // "the first one, 4 pieces" chooses, whatever it is like
        boolean chooses = reading.has("pick") && reading.wordCount() <= CHOOSING_MAX && !reading.question();
        if (reading.tokens.size() > GUESSED_MAX
                || reading.wordCount() < GUESSED_MIN
                || chooses
                || reading.has("each")
                || reading.has("same_again")) {
            return;
        }
        Likeness.Guess guess = lexicon.likeness().guess(Likeness.words(reading));
        if (guess == null || !guessable(guess.intent()) || found.containsKey(guess.intent())) {
            return;
        }
        boolean sure = guess.score() >= 10 && guess.ahead() >= 5;
        boolean likely = guess.score() >= 5 && guess.ahead() >= (grave(guess.intent()) ? 3 : 2);
        boolean nothing = found.isEmpty() && !answered;
        boolean onlyNamed = !answered
                && found.getOrDefault(Intent.PRODUCT_INQUIRY, 1.0) < 0.75
                && found.keySet().stream()
                        .allMatch(intent -> intent == Intent.PRODUCT_INQUIRY
                                || intent == Intent.GREETING
                                || intent == Intent.THANKS);
        boolean second = grave(guess.intent())
                && guess.intent() != Intent.RETURN_REQUEST
                && found.keySet().stream().anyMatch(LocalUnderstanding::grave);
        boolean beside = sure && !second && (!answered || reading.question() || asksFirst(reading));
        if (beside || likely && (nothing || onlyNamed)) {
            found.put(guess.intent(), sure ? 0.75 : 0.6);
            if (onlyNamed) {
                found.remove(Intent.PRODUCT_INQUIRY);
            }
        }
    }

    /// Longer messages say too many things to be like one sentence.
    private static final int GUESSED_MAX = 40;

    private static final int GUESSED_MIN = 3;

    private static final int CHOOSING_MAX = 6;

    private static boolean guessable(Intent intent) {
        return switch (intent) {
            case CONFIRM, DENY, CLEAR_CART, UNKNOWN, GREETING -> false;
            default -> true;
        };
    }

    /// What follows from what stands beside it: who wants an exchange wants to buy nothing;
    /// "how much is delivery" asks for no product's price.
    private static void settle(
            Map<Intent, Double> found,
            Surroundings at,
            Items.Result items,
            boolean named,
            boolean counted,
            @Nullable Place place) {
        if (found.getOrDefault(Intent.COMPLAINT, 1.0) <= 0.5 && found.getOrDefault(Intent.CONFIRM, 0.0) >= 0.9) {
            // "yes, brilliant"
            found.remove(Intent.COMPLAINT);
        }
        boolean business = found.keySet().stream().anyMatch(LocalUnderstanding::business);
        boolean goods = named || !items.numbers().isEmpty() || !items.variants().isEmpty();
        boolean grave = found.keySet().stream().anyMatch(LocalUnderstanding::grave);
        if (business && !goods || grave && !counted) {
            found.remove(Intent.BUYING_INTENT);
        }
        boolean clear = found.entrySet().stream()
                .anyMatch(e -> e.getValue() >= 0.75 && (e.getKey().asks() || business(e.getKey())));
        if (clear) {
            found.entrySet().removeIf(e -> e.getValue() <= 0.6 && doubtful(e.getKey()));
        }
        if (found.containsKey(Intent.DELIVERY_QUESTION) && !named) {
            found.remove(Intent.PRICE_CHECK);
            found.remove(Intent.AVAILABILITY_CHECK);
        }
        boolean nothingShown = at.awaited() == Awaited.NOTHING && !at.ordering();
        if (nothingShown && counted && found.getOrDefault(Intent.CONFIRM, 1.0) < 0.9) {
            // "ok so 2 mats": there is nothing yet to say yes to
            found.remove(Intent.CONFIRM);
        }
        if (found.containsKey(Intent.ADD_TO_CART) && at.ordering()) {
            found.remove(Intent.BUYING_INTENT);
        }
        if (found.containsKey(Intent.RETURN_REQUEST) && !at.ordering()) {
            // "I want to change the size, it is too wide": of what was bought
            found.remove(Intent.UPDATE_CART);
            found.remove(Intent.ORDER_MODIFICATION);
        }
        if (found.containsKey(Intent.MEDICAL_QUESTION)) {
            found.remove(Intent.CLEAR_CART);
            found.remove(Intent.REMOVE_FROM_CART);
        }
        if (found.containsKey(Intent.BOT_QUESTION)) {
            found.remove(Intent.HUMAN_REQUEST);
        }
        if (found.containsKey(Intent.CANCEL_ORDER) || found.containsKey(Intent.CLEAR_CART)) {
            found.remove(Intent.REMOVE_FROM_CART);
            found.remove(Intent.OPT_OUT);
        }
        if (found.containsKey(Intent.OPT_OUT)) {
            // "take me off this list, I'm fed up"
            found.remove(Intent.REMOVE_FROM_CART);
            found.remove(Intent.COMPLAINT);
        }
        if (found.containsKey(Intent.PAYMENT_CLAIM)) {
            found.remove(Intent.PAYMENT_QUESTION);
        }
        if (found.containsKey(Intent.ORDER_STATUS)) {
            if (!counted && !at.ordering() && !found.containsKey(Intent.ADD_TO_CART)) {
                // "i order sneakers since last week, una never send"
                found.remove(Intent.BUYING_INTENT);
            }
            found.remove(Intent.VIEW_CART);
            found.remove(Intent.DELIVERY_QUESTION);
        }
        if (found.containsKey(Intent.COMPLAINT)) {
            found.remove(Intent.PAYMENT_CLAIM);
            found.remove(Intent.THANKS);
            if (found.getOrDefault(Intent.CONFIRM, 1.0) < 0.9) {
                found.remove(Intent.CONFIRM);
            }
        }
        if (found.containsKey(Intent.VIEW_CART) && !named) {
            found.remove(Intent.PRICE_CHECK);
            found.remove(Intent.PRODUCT_INQUIRY);
        }
        boolean praises = found.containsKey(Intent.THANKS) || found.containsKey(Intent.CHIT_CHAT);
        if (praises && found.getOrDefault(Intent.PRODUCT_INQUIRY, 1.0) < 0.75) {
            found.remove(Intent.PRODUCT_INQUIRY);
        }
        if (found.containsKey(Intent.COMPARE)) {
            found.remove(Intent.PRODUCT_INQUIRY);
        }
        if (found.containsKey(Intent.ADD_TO_CART) && !goods && !at.ordering()) {
            found.remove(Intent.ADD_TO_CART);
        }
        boolean asks = found.keySet().stream().anyMatch(intent -> intent.asks() && intent != Intent.PRODUCT_INQUIRY);
        if (asks && found.getOrDefault(Intent.PRODUCT_INQUIRY, 1.0) < 0.75) {
            found.remove(Intent.PRODUCT_INQUIRY);
        }
        if (found.size() > 1) {
            found.remove(Intent.CHIT_CHAT);
        }
    }

    /// A weak sign of these yields to a clear one of something else.
    private static boolean doubtful(Intent intent) {
        return switch (intent) {
            case AVAILABILITY_CHECK,
                    PRICE_CHECK,
                    DELIVERY_QUESTION,
                    DISCOUNT_QUESTION,
                    VIEW_CART,
                    UPDATE_CART,
                    PAYMENT_QUESTION,
                    MEDICAL_QUESTION,
                    CUSTOM_REQUEST,
                    CHIT_CHAT -> true;
            default -> false;
        };
    }

    /// Who says this is not picking goods, unless goods are named too.
    private static boolean business(Intent intent) {
        return switch (intent) {
            case CANCEL_ORDER,
                    CLEAR_CART,
                    ORDER_STATUS,
                    DELIVERY_QUESTION,
                    DISCOUNT_QUESTION,
                    PAYMENT_QUESTION,
                    PAYMENT_CLAIM,
                    HUMAN_REQUEST,
                    BOT_QUESTION,
                    WHY_ASKED,
                    OPT_OUT,
                    LOYALTY_QUESTION,
                    RECOMMEND,
                    COMPARE,
                    VIEW_CART -> true;
            default -> grave(intent);
        };
    }

    /// What may be said of an order by its number, other than to ask for it.
    private static boolean aboutOrder(Intent intent) {
        return switch (intent) {
            case PAYMENT_CLAIM, PAYMENT_QUESTION, UPDATE_CART, ORDER_MODIFICATION, ORDER_STATUS -> true;
            case HUMAN_REQUEST, REMOVE_FROM_CART, ADD_TO_CART, DISCOUNT_QUESTION -> true;
            default -> grave(intent);
        };
    }

    private static boolean grave(Intent intent) {
        return switch (intent) {
            case COMPLAINT, RETURN_REQUEST, MEDICAL_QUESTION, CUSTOM_REQUEST, CANCEL_ORDER -> true;
            default -> false;
        };
    }

    private static boolean ordering(Intent intent) {
        return switch (intent) {
            case BUYING_INTENT, ADD_TO_CART, UPDATE_CART, ORDER_MODIFICATION -> true;
            default -> false;
        };
    }

    /// @param whereTo that was asked: "3rd avenue" picks nothing
    /// @param ofShop nothing was spoken of: "what is your cheapest thing" is of all that is sold
    private static Loose loose(
            Reading reading,
            Items.Result items,
            Map<Intent, Double> meanings,
            boolean whereTo,
            boolean ofShop,
            @Nullable Place place) {
        boolean placed = whereTo && place != null;
        Integer number = items.numbers().stream()
                .filter(n -> n.kind() == Kind.BARE)
                .map(Number::whole)
                .findFirst()
                .or(() -> ofEach(reading))
                .orElse(null);
        Integer pieces = items.numbers().stream()
                .filter(n -> n.kind() == Kind.PIECES)
                .map(Number::whole)
                .findFirst()
                .orElse(null);
        List<Pick> picks = reading.all("pick")
                .filter(hit -> !placed && !items.picked().contains(hit) && !inPassing(reading, hit))
                .filter(hit -> ofShop && byPrice(hit) || !asked(reading, meanings, hit))
                .map(hit -> pick(hit, items.numbers()))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        items.numbers().stream()
                .filter(n -> n.kind() == Kind.INDEX)
                .forEach(n -> picks.add(new Pick("index", n.whole(), null)));
        return new Loose(
                number,
                pieces,
                items.variants(),
                picks,
                items.items().isEmpty() ? sought(reading, meanings, place) : null);
    }

    /// "One of each", "moja moja": the count is part of how it is said.
    private static Optional<Integer> ofEach(Reading reading) {
        return reading.all("each")
                .filter(each -> reading.marks("share_each").noneMatch(mark -> mark.end() > each.start())
                        && reading.marks("person")
                                .noneMatch(who -> who.start() >= each.end() && who.start() - each.end() <= 1))
                .flatMap(each -> each.value().isEmpty()
                        ? reading.found("number")
                                .filter(number -> number.start() >= each.start() && number.end() <= each.end())
                                .map(number -> Integer.valueOf(number.value()))
                        : Stream.of(Integer.valueOf(each.value())))
                .findFirst();
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

    /// "Is the bigger one better value?" asks about it and picks nothing yet.
    private static boolean asked(Reading reading, Map<Intent, Double> meanings, Hit hit) {
        return hit.start() > 0
                && (reading.question() || asksFirst(reading))
                && (meanings.containsKey(Intent.PRODUCT_INQUIRY) || meanings.containsKey(Intent.COMPARE))
                && meanings.keySet().stream().noneMatch(LocalUnderstanding::ordering);
    }

    private static boolean byPrice(Hit hit) {
        return hit.value().equals("cheapest") || hit.value().equals("dearest");
    }

    /// "What is the delivery first?": no first of anything.
    private static boolean inPassing(Reading reading, Hit hit) {
        return hit.length() == 1
                && hit.start() > 1
                && reading.is(hit.start(), Word.IN_PASSING)
                && !reading.is(hit.start() - 1, Word.POINTER);
    }

    /// "2 of the big" counts it, and so does "2 big ones".
    private static Pick pick(Hit hit, List<Number> numbers) {
        Integer count = numbers.stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .filter(n -> n.end() <= hit.start() && hit.start() - n.end() <= COUNT_BEFORE_PICK)
                .reduce((_, last) -> last)
                .map(Number::whole)
                .orElse(null);
        String[] parts = hit.value().split(" ");
        return new Pick(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 0, count);
    }

    /// What stands behind "do you have" or "how much is" and belongs to nothing we know.
    private static @Nullable String sought(Reading reading, Map<Intent, Double> meanings, @Nullable Place place) {
        boolean looking = meanings.containsKey(Intent.AVAILABILITY_CHECK)
                || meanings.containsKey(Intent.PRICE_CHECK)
                || meanings.containsKey(Intent.BUYING_INTENT)
                || meanings.containsKey(Intent.PRODUCT_INQUIRY);
        if (!looking || reading.tokens.size() > 25) {
            return null;
        }
        int after = reading.hits.stream()
                .filter(hit -> hit.section().equals("asks_after")
                        || Intent.of(hit.section())
                                .filter(LocalUnderstanding::looking)
                                .isPresent())
                .mapToInt(Hit::end)
                .min()
                .orElse(0);
        return strangerBehind(reading, after, place);
    }

    /// The first words behind a position that belong to nothing we know.
    private static @Nullable String strangerBehind(Reading reading, int after, @Nullable Place place) {
        List<String> words = new ArrayList<>();
        for (int i = after; i < reading.tokens.size() && words.size() < 3; i++) {
            Token token = reading.tokens.get(i);
            boolean stranger = token.word()
                    && !reading.claimed(i)
                    && (place == null || i < place.start() || i >= place.end())
                    && !reading.marked("polite", i)
                    && token.norm().length() > 2
                    && !reading.common(i);
            if (stranger) {
                words.add(reading.words(i, i + 1));
            } else if (!words.isEmpty()) {
                break;
            }
        }
        return words.isEmpty() ? null : String.join(" ", words);
    }

    private static boolean looking(Intent intent) {
        return intent == Intent.AVAILABILITY_CHECK
                || intent == Intent.PRICE_CHECK
                || intent == Intent.BUYING_INTENT
                || intent == Intent.PRODUCT_INQUIRY;
    }

    private static Emotion emotion(Reading reading, Map<Intent, Double> meanings) {
        long negative = reading.all("negative").count()
                + (meanings.getOrDefault(Intent.COMPLAINT, 0.0) >= Heard.UNSURE ? 3 : 0);
        boolean praises = meanings.containsKey(Intent.CHIT_CHAT);
        long positive = (praises ? reading.found("positive") : reading.all("positive")).count()
                + (meanings.containsKey(Intent.THANKS) ? 1 : 0);
        return negative > positive ? Emotion.NEGATIVE : positive > negative ? Emotion.POSITIVE : Emotion.NEUTRAL;
    }

    private static double confidence(
            Reading reading,
            Surroundings at,
            Answer answer,
            Items.Result items,
            Loose loose,
            @Nullable Place place,
            Map<Intent, Double> meanings,
            Utterance utterance) {
        double best = meanings.values().stream().max(Comparator.naturalOrder()).orElse(0.2);
        if (items.items().stream().anyMatch(item -> !item.products().isEmpty())) {
            best = Math.max(best, 0.75);
        }
        boolean answered = switch (at.awaited()) {
            case QUANTITY -> loose.number() != null || loose.quantity() != null;
            case VARIANT -> !loose.variants().isEmpty() || loose.pick() != null || loose.number() != null;
            case PRODUCT -> loose.pick() != null || !items.items().isEmpty();
            case LOCATION -> place != null;
            case CONFIRMATION, YES_OR_NO -> answer != Answer.NONE || loose.number() != null;
            case NOTHING -> place != null && place.said() && (at.ordering() || reading.house(place));
        };
        boolean changes = at.ordering()
                && (!loose.variants().isEmpty()
                        || loose.pick() != null
                        || loose.number() != null
                        || loose.quantity() != null
                        || place != null);
        if (answered || changes) {
            best = Math.max(best, 0.85);
        }
        if (!loose.variants().isEmpty() || loose.pick() != null) {
            best = Math.max(best, 0.6);
        }
        if (reading.tokens.isEmpty() && !utterance.media().isEmpty()) {
            return 1;
        }
        boolean onlyCourtesy = meanings.keySet().stream()
                .allMatch(
                        i -> i == Intent.GREETING || i == Intent.THANKS || i == Intent.CONFIRM || i == Intent.GOODBYE);
        long known = java.util.stream.IntStream.range(0, reading.tokens.size())
                .filter(reading::claimed)
                .count();
        return onlyCourtesy && !answered && reading.wordCount() > 7 && known < reading.wordCount() * 0.3 ? 0.4 : best;
    }
}
