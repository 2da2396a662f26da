package io.parley.conversation.understanding;

import io.parley.conversation.understanding.Lexicon.Hit;
import io.parley.conversation.understanding.Surroundings.Awaited;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where it should go, in the shopper's own words: after "to", "deliver to", "à", "kwa"; a known town; or, when the
/// place was asked for, whatever was answered.
final class Places {
    private static final int PLACE_WORDS_MAX = 30;
    private static final int PLACE_CHARS_MAX = 200;
    /// Courtesy around an address is no other message.
    private static final Set<Intent> COURTESY = Set.of(Intent.GREETING, Intent.THANKS, Intent.CONFIRM, Intent.GOODBYE);

    private final Map<String, String> towns = new HashMap<>();
    private final Set<String> townWords = new HashSet<>();
    private final int longestTown;

    /// @param said the message says that it is a place
    /// @param nearby only what it is near
    record Place(String words, int start, int end, boolean said, boolean nearby) {
        Place(String words, int start, int end, boolean said) {
            this(words, start, end, said, false);
        }
    }

    Places() {
        int longest = 1;
        for (String line : file().split("\n")) {
            String name = line.strip();
            if (!name.isEmpty() && !name.startsWith("#")) {
                List<Token> tokens = Token.read(name);
                longest = Math.max(longest, tokens.size());
                tokens.forEach(token -> townWords.add(token.norm()));
                towns.put(key(tokens, 0, tokens.size()), name);
            }
        }
        longestTown = longest;
    }

    private static String file() {
        try (InputStream in = Places.class.getResourceAsStream("/language/places.txt")) {
            if (in == null) {
                throw new IllegalStateException("no file of places");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String key(List<Token> tokens, int from, int to) {
        StringBuilder key = new StringBuilder();
        for (int i = from; i < to; i++) {
            key.append(tokens.get(i).norm()).append(' ');
        }
        return key.toString();
    }

    /// Whether the word is part of a town's name.
    boolean knows(String word) {
        return townWords.contains(word);
    }

    Optional<Place> find(Reading reading, Surroundings at) {
        return read(reading, at).map(place -> withPostcode(reading, place));
    }

    /// "M14 5TQ flat 3": a postcode of the United Kingdom's is not cut.
    private static Place withPostcode(Reading reading, Place place) {
        Matcher postcode = WHOLE_POSTCODE.matcher(reading.text);
        int from = reading.tokens.get(place.start()).start();
        while (postcode.find()) {
            if (postcode.start() < from && from < postcode.end()) {
                int start = place.start();
                while (start > 0 && reading.tokens.get(start).start() > postcode.start()) {
                    start--;
                }
                return new Place(reading.words(start, place.end()), start, place.end(), place.said(), place.nearby());
            }
        }
        return place;
    }

    private static final Pattern WHOLE_POSTCODE =
            Pattern.compile("\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b", Pattern.CASE_INSENSITIVE);

    private Optional<Place> read(Reading reading, Surroundings at) {
        boolean wanted = at.awaited() != Awaited.NOTHING
                || at.ordering()
                || at.awaited() == Awaited.LOCATION
                || !reading.products.isEmpty()
                || !reading.variants.isEmpty()
                || reading.has("buying_intent")
                || reading.has("add_to_cart")
                || reading.has("delivery_question")
                || reading.marks("place_weak")
                        .anyMatch(hit -> reading.is(hit.end() - 1, Word.TOWARDS) && isTown(reading, hit.end()))
                || reading.has("update_cart")
                || reading.marks("name_before").findAny().isPresent()
                || reading.marks("name_weak").findAny().isPresent();
        boolean tellsLater = reading.marks("undecided").findAny().isPresent();
        if (reading.has("why_asked") || tellsLater && at.awaited() == Awaited.LOCATION && !numbered(reading)) {
            return Optional.empty();
        }
        List<Hit> strong = reading.marks("place_before")
                .filter(hit -> !refused(reading, hit))
                .sorted(Comparator.comparingInt(Hit::length).reversed())
                .toList();
        for (Hit hit : strong) {
            Place place = inName(reading, hit, at) ? null : after(reading, hit, true, at);
            if (place != null
                    && (!pastDeeds(reading) || looksLikePlace(reading, place.start()))
                    && (at.awaited() == Awaited.LOCATION && !asksOfDelivery(reading)
                            || !reading.question() && at.awaited() != Awaited.LOCATION
                            || !reading.products.isEmpty()
                            || looksLikePlace(reading, place.start())
                            || !reading.common(place.start()))) {
                return Optional.of(place);
            }
        }
        if (reading.has("pickup") && wanted) {
            Hit hit = reading.all("pickup").findFirst().orElseThrow();
            return Optional.of(new Place("Pickup", hit.start(), hit.end(), true));
        }
        Optional<Place> street = wanted && at.awaited() != Awaited.LOCATION ? street(reading, at) : Optional.empty();
        if (street.isPresent()) {
            return street;
        }
        Optional<Place> house =
                at.ordering() && at.awaited() != Awaited.LOCATION ? numberedName(reading) : Optional.empty();
        if (house.isPresent()) {
            return house;
        }
        if (at.awaited() == Awaited.LOCATION && reading.marks("place_weak").noneMatch(hit -> hit.start() == 0)) {
            Optional<Place> answer = answer(reading);
            if (answer.isPresent()) {
                return answer;
            }
        }
        if (wanted) {
            for (Hit hit : reading.marks("place_near").toList()) {
                Place place = after(reading, hit, false, at);
                if (place != null
                        && !onlyEveryday(reading, place)
                        && !reading.question()
                        && (at.awaited() == Awaited.LOCATION
                                || looksLikePlace(reading, place.start())
                                || at.awaited() == Awaited.CONFIRMATION && leadsAll(reading, hit, place))) {
                    int start = fromName(reading, hit.start());
                    return Optional.of(new Place(
                            reading.words(start, place.end()),
                            start,
                            place.end(),
                            true,
                            leadsAll(reading, hit, place)));
                }
            }
            for (Hit hit : reading.marks("place_weak").toList()) {
                boolean ownsIt = reading.free(hit.start(), hit.end());
                // "delivery Karen"
                boolean leads = isTown(reading, hit.end()) || foreign(reading, hit.end()) && !reading.common(hit.end());
                Place place = ownsIt || leads ? after(reading, hit, false, at) : null;
                if (place != null
                        && (reading.is(hit.end() - 1, Word.TOWARDS) || !told(reading, hit.start()))
                        && (looksLikePlace(reading, place.start())
                                || numbered(reading, place.start())
                                || !reading.question()
                                        && (at.awaited() == Awaited.LOCATION
                                                        && !saysWhich(reading, place.start(), place.end())
                                                        && !somebody(reading, place.start(), place.end())
                                                        && !sentence(reading, place.start(), place.end())
                                                || isStranger(reading, place, hit)))) {
                    return Optional.of(place);
                }
            }
            if (at.awaited() != Awaited.LOCATION) {
                Optional<Place> town = town(reading);
                boolean buys = !reading.products.isEmpty()
                        && reading.marks("name_before").findAny().isEmpty();
                return town.isPresent() || !buys ? town : lastPart(reading);
            }
        }
        return at.awaited() == Awaited.LOCATION ? answer(reading) : Optional.empty();
    }

    /// "Westlands, Mpaka Road": a capital in the middle of the address that was asked for leads nowhere.
    private static boolean inName(Reading reading, Hit hit, Surroundings at) {
        return at.awaited() == Awaited.LOCATION
                && hit.length() == 1
                && hit.start() > 1
                && reading.tokens.get(hit.start() - 1).is(",")
                && reading.capital(hit.start())
                && reading.capital(hit.end());
    }

    /// "Don't deliver it there, deliver to 30 Lý Thường Kiệt": where it is not to go, when it is said where else.
    private static boolean refused(Reading reading, Hit leads) {
        return Stream.of("no", "negation").flatMap(reading::found).anyMatch(not -> not.end() == leads.start())
                && reading.marks("place_before").anyMatch(other -> other.start() > leads.end());
    }

    /// "Take off the pot": nothing that a place could be called.
    private static boolean onlyEveryday(Reading reading, Place place) {
        for (int i = place.start(); i < place.end(); i++) {
            if (!reading.everyday(i) || reading.capital(i)) {
                return false;
            }
        }
        return true;
    }

    /// "Kasarani, near Mwiki stage": the name that the message begins with belongs to what it is near.
    private int fromName(Reading reading, int near) {
        boolean name = near > 0
                && reading.free(0, near)
                && IntStream.range(0, near)
                        .allMatch(i -> reading.tokens.get(i).kind() == Token.Kind.MARK
                                || isTown(reading, i)
                                || reading.capital(i) && !reading.claimed(i) && !reading.spoken(i));
        return name ? 0 : near;
    }

    /// "Next to the blue gate" and nothing else.
    private static boolean leadsAll(Reading reading, Hit near, Place place) {
        return near.start() == 0 && place.end() >= reading.tokens.size() - 1 && reading.products.isEmpty();
    }

    /// Whether exactly these words are a town.
    boolean town(List<Token> tokens, int start, int end) {
        return towns.containsKey(key(tokens, start, end));
    }

    private boolean isTown(Reading reading, int at) {
        for (int length = Math.min(longestTown, reading.tokens.size() - at); length > 0; length--) {
            if (towns.containsKey(key(reading.tokens, at, at + length))) {
                return true;
            }
        }
        return false;
    }

    /// "Karibu *na* Naivas", "công *ty* Hoa Sen"
    private static boolean withinNear(Reading reading, int at) {
        return Stream.of("place_near", "street")
                .flatMap(reading::marks)
                .anyMatch(hit -> hit.start() < at && at < hit.end());
    }

    /// "Nha Trang", "can tho"
    private boolean withinTown(Reading reading, int at) {
        for (int start = Math.max(0, at - longestTown + 1); start <= at; start++) {
            for (int end = at + 1; end <= Math.min(reading.tokens.size(), start + longestTown); end++) {
                if (town(reading.tokens, start, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A town, or a name in capitals that is no word of any language and nothing the shop sells.
    private boolean looksLikePlace(Reading reading, int at) {
        Token token = reading.tokens.get(at);
        return isTown(reading, at)
                || token.word()
                        && Character.isUpperCase(reading.text.codePointAt(token.start()))
                        && at > 0
                        && !reading.claimed(at)
                        && !reading.spoken(at);
    }

    /// "La livraison coûte combien": asked without a mark.
    private static boolean asksOfDelivery(Reading reading) {
        return reading.question() || reading.has("question") || reading.has("price_check");
    }

    private static boolean numbered(Reading reading) {
        return reading.tokens.stream().anyMatch(token -> token.kind() == Token.Kind.NUMBER);
    }

    /// "At 35 Le Duan": a number and a name.
    private static boolean numbered(Reading reading, int at) {
        return reading.tokens.get(at).kind() == Token.Kind.NUMBER
                && at + 1 < reading.tokens.size()
                && reading.tokens.get(at + 1).word()
                && !reading.claimed(at + 1)
                && reading.capital(at + 1)
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

    /// "Dakar, Sacré-Coeur 3, villa 24": where the names before a number begin.
    private static int fromNames(Reading reading, int number) {
        int start = number;
        while (start > 0
                && (foreign(reading, start - 1) && reading.free(start - 1, start)
                        || start > 1
                                && (reading.tokens.get(start - 1).is(",")
                                        || reading.tokens.get(start - 1).is("-"))
                                && foreign(reading, start - 2))) {
            start--;
        }
        return start;
    }

    /// "5 Parklands Road", "14 rue de la Paix", "đường Láng": an address says itself what it is.
    private Optional<Place> street(Reading reading, Surroundings at) {
        for (Hit hit : reading.marks("street").toList()) {
            if (!reading.free(hit.start(), hit.end())) {
                continue;
            }
            int start = hit.start();
            int back = hit.start();
            while (back > 0
                    && hit.start() - back < 6
                    && (!reading.tokens.get(back - 1).separates() || listed(reading, back - 1, at))) {
                back--;
                if (reading.claimed(back) || reading.marked("place_weak", back)) {
                    break;
                }
                if (reading.tokens.get(back).kind() == Token.Kind.NUMBER && reading.free(back, back + 1)) {
                    start = foreign(reading, back - 1) ? fromNames(reading, back) : back;
                    break;
                }
            }
            boolean numbered = start < hit.start() || numberBehindName(reading, hit.end());
            boolean named = hit.start() > 0 && looksLikePlace(reading, hit.start() - 1)
                    || hit.end() < reading.tokens.size() && looksLikePlace(reading, hit.end());
            int begin = start;
            boolean overGoods = reading.products.stream().anyMatch(p -> p.start() >= begin && p.start() < hit.end());
            if ((numbered || named) && !overGoods) {
                while (numberOf(reading, start - 1)) {
                    start--;
                }
                while (start > 0
                        && start == hit.start()
                        && looksLikePlace(reading, start - 1)
                        && !reading.tokens.get(start - 1).separates()) {
                    start--;
                }
                boolean bare = start == hit.start();
                while (bare
                        && start > 1
                        && reading.tokens.get(start - 1).is(",")
                        && !reading.claimed(start - 2)
                        && looksLikePlace(reading, start - 2)) {
                    // "Kilimani, house 14"
                    start = before(reading, start - 2);
                }
                Place place = upToClauseEnd(reading, behindPreposition(reading, start), true);
                if (place != null && place.end() - place.start() > 1) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }

    /// "Rue Neuve 45"
    private static boolean numberBehindName(Reading reading, int from) {
        int at = from;
        while (at - from < NAME_WORDS_MAX && reading.capital(at)) {
            at++;
        }
        return at < reading.tokens.size() && reading.tokens.get(at).kind() == Token.Kind.NUMBER;
    }

    private static final int NAME_WORDS_MAX = 4;

    /// "25 Lạch Tray, Ngô Quyền": a clause that begins with a house's number and two names that nobody sells.
    private Optional<Place> numberedName(Reading reading) {
        for (int i = 0; i + 2 < reading.tokens.size(); i++) {
            boolean house = reading.tokens.get(i).kind() == Token.Kind.NUMBER
                    && reading.free(i, i + 1)
                    && (i == 0 || reading.tokens.get(i - 1).separates());
            if (house && foreign(reading, i + 1) && foreign(reading, i + 2)) {
                return Optional.ofNullable(upToClauseEnd(reading, i, true));
            }
        }
        return Optional.empty();
    }

    private static boolean foreign(Reading reading, int at) {
        return at >= 0 && reading.capital(at) && !reading.claimed(at) && !reading.marked("polite", at);
    }

    /// "22 Lê Lợi, Quận 1", "No 4, Admiralty Way", "Sacré-Coeur 3, villa 24": the comma lies within the address when a
    /// name stands before it, a number behind a name, or a number that opens it.
    private static boolean listed(Reading reading, int comma, Surroundings at) {
        if (comma < 1 || !reading.tokens.get(comma).is(",")) {
            return false;
        }
        int before = comma - 1;
        boolean house = reading.tokens.get(before).kind() == Token.Kind.NUMBER
                && (numberOf(reading, before - 1)
                        || foreign(reading, before - 1)
                        || at.awaited() != Awaited.QUANTITY
                                && (before == 0
                                        || reading.tokens.get(before - 1).separates()));
        return house || comma > 1 && reading.capital(before);
    }

    /// "No 4", "flat 3": the word that says that a number is a house's.
    private static boolean numberOf(Reading reading, int at) {
        return at >= 0 && (reading.is(at, Word.NO) || reading.marked("street", at));
    }

    /// "To Madina Zongo Junction": from the preposition on, when nothing of the shop lies between.
    private static int behindPreposition(Reading reading, int start) {
        for (int i = start - 1; i > 0 && start - i <= 3 && !reading.claimed(i); i--) {
            int at = i;
            if (reading.marks("place_weak").anyMatch(hit -> hit.end() == at)) {
                return i;
            }
            if (reading.tokens.get(i).separates() || !reading.tokens.get(i).word()) {
                return start;
            }
        }
        return start;
    }

    /// "…, brixton SW9", "…, East Legon": what an order ends with, in a part of its own, that no language knows.
    private Optional<Place> lastPart(Reading reading) {
        int end = reading.tokens.size();
        while (end > 0
                && (reading.tokens.get(end - 1).kind() != Token.Kind.WORD
                                && reading.tokens.get(end - 1).kind() != Token.Kind.NUMBER
                        || reading.marked("polite", end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && !reading.tokens.get(start - 1).separates()) {
            start--;
        }
        int run = end;
        while (run > 0 && isName(reading, run - 1)) {
            run--;
        }
        if (run < end && run > start && run > 0 && !reading.question() && counted(reading, run - 1)) {
            // "nitumie earbuds moja Nanyuki"
            return Optional.ofNullable(upToClauseEnd(reading, run, true));
        }
        if (start == 0 || end - start < 1 || end - start > 6 || reading.question()) {
            return Optional.empty();
        }
        boolean strange = reading.tokens.get(start).word()
                && reading.tokens.get(start).norm().length() > 2
                && !reading.common(start);
        boolean capital = Character.isUpperCase(
                reading.text.codePointAt(reading.tokens.get(start).start()));
        boolean postcode = POSTCODE.matcher(reading.words(start, end)).find();
        boolean free = true;
        for (int i = start; i < end; i++) {
            free &= !reading.claimed(i);
        }
        boolean counted = reading.tokens.get(start).kind() == Token.Kind.NUMBER;
        return free && !counted && (strange && capital || postcode)
                ? Optional.ofNullable(upToClauseEnd(reading, start, true))
                : Optional.empty();
    }

    /// "She lost it in the sea at Biarritz": where something was and not where it goes.
    private static boolean told(Reading reading, int at) {
        for (int i = at - 1;
                i >= 0 && at - i <= TOLD_MAX && !reading.tokens.get(i).separates();
                i--) {
            if (reading.is(i, Word.TELLS)) {
                return true;
            }
        }
        return false;
    }

    private static final int TOLD_MAX = 7;

    private static boolean isName(Reading reading, int at) {
        Token token = reading.tokens.get(at);
        return token.word()
                && token.norm().length() > 2
                && Character.isUpperCase(reading.text.codePointAt(token.start()))
                && !reading.claimed(at)
                && !reading.common(at);
    }

    /// Whether a count or a thing ends there.
    private static boolean counted(Reading reading, int at) {
        return reading.tokens.get(at).kind() == Token.Kind.NUMBER
                || reading.all("number").anyMatch(hit -> hit.end() == at + 1)
                || reading.products.stream().anyMatch(p -> p.end() == at + 1)
                || reading.variants.stream().anyMatch(v -> v.end() == at + 1);
    }

    private static final Pattern POSTCODE = Pattern.compile("\\b[A-Z]{1,2}\\d{1,2}[A-Z]?(?: ?\\d[A-Z]{2})?\\b");

    /// The town that is named; after a correction the one that follows it.
    private Optional<Place> town(Reading reading) {
        int corrected = reading.all("correction").mapToInt(Hit::end).max().orElse(0);
        Optional<Place> meant = corrected == 0 ? Optional.empty() : townFrom(reading, corrected);
        return meant.isPresent() ? meant : townFrom(reading, 0);
    }

    private Optional<Place> townFrom(Reading reading, int from) {
        for (int i = from; i < reading.tokens.size(); i++) {
            for (int length = Math.min(longestTown, reading.tokens.size() - i); length > 0; length--) {
                String name = towns.get(key(reading.tokens, i, i + length));
                int town = i;
                boolean notThere = reading.is(i - 1, Word.NOT)
                        || reading.found("negation").anyMatch(hit -> hit.end() == town)
                        || reading.found("correction").anyMatch(hit -> hit.end() == town && hit.length() > 1);
                if (name != null
                        && !(notThere && otherTown(reading, i + length))
                        && !onlyWord(reading, i, length, name)
                        && reading.free(i, i + length)
                        && !namesAThing(reading, i, i + length)
                        && !told(reading, i)) {
                    Place place = upToClauseEnd(reading, before(reading, i), true);
                    return Optional.of(
                            place == null
                                    ? new Place(asWritten(name, reading.words(i, i + length)), i, i + length, true)
                                    : place);
                }
            }
        }
        return Optional.empty();
    }

    /// "Si Siaya ni Busia": another town is named behind the one that is not meant.
    private boolean otherTown(Reading reading, int from) {
        for (int i = from; i < reading.tokens.size(); i++) {
            if (isTown(reading, i) && reading.capital(i)) {
                return true;
            }
        }
        return false;
    }

    /// "Với" is no Voi: one word in small letters, with accents that the town has not, or an everyday one ("voi") that
    /// nothing leads to.
    private static boolean onlyWord(Reading reading, int at, int length, String town) {
        if (length > 1 || reading.capital(at)) {
            return false;
        }
        boolean word = reading.everyday(at)
                && reading.spoken(at)
                && Stream.of("place_weak", "place_before", "place_near", "place_lead")
                        .flatMap(reading::marks)
                        .noneMatch(hit -> hit.end() == at);
        return word || !reading.tokens.get(at).plain() && Token.isPlain(town);
    }

    /// "Agege bread", "a paris mug": a town in small letters right before a common word, with nothing that leads to it.
    private static boolean namesAThing(Reading reading, int start, int end) {
        boolean lead = start == 0
                || reading.tokens.get(start - 1).separates()
                || Stream.of("place_weak", "place_before", "place_near", "place_lead")
                        .flatMap(reading::marks)
                        .anyMatch(hit -> hit.end() == start);
        return !lead
                && end < reading.tokens.size()
                && reading.tokens.get(end).word()
                && Character.isLowerCase(
                        reading.text.codePointAt(reading.tokens.get(start).start()))
                && reading.common(end)
                && !reading.everyday(end)
                && Stream.of("polite", "particle", "date", "date_before", "place_end", "place_weak", "street")
                        .noneMatch(section -> reading.marked(section, end))
                && !reading.claimed(end);
    }

    private static final int ADDRESS_WORDS_MAX = 9;

    /// "17 quai de la Fosse, Nantes": a message that begins with a number and goes on to the town in words that nothing
    /// claims, of which one is a name.
    private static int clauseOfNames(Reading reading, int town) {
        boolean house = town > 2
                && town < ADDRESS_WORDS_MAX
                && reading.tokens.getFirst().kind() == Token.Kind.NUMBER
                && reading.free(0, town)
                && !reading.marked("unit_pieces", 1)
                && !reading.marked("polite", 1)
                && !reading.is(1, Word.PAIR);
        boolean named = false;
        for (int i = 1; i < town && house; i++) {
            named |= reading.capital(i);
        }
        return named ? 0 : town;
    }

    /// "5 Harbour View Cape Coast": the names and the number that lead to the town.
    private static int before(Reading reading, int town) {
        int address = town;
        while (address > 0 && town - address < ADDRESS_WORDS_MAX) {
            Token token = reading.tokens.get(address - 1);
            if (address > 1 && token.is(",") && foreign(reading, address - 2)) {
                // "15 Võ Văn Ngân, Thủ Đức"
                address--;
                continue;
            }
            if (token.kind() == Token.Kind.NUMBER && address < town && reading.free(address - 1, address)) {
                return address - 1;
            }
            boolean capital = token.word()
                    && !reading.claimed(address - 1)
                    && Character.isUpperCase(reading.text.codePointAt(token.start()));
            if (!capital) {
                break;
            }
            address--;
        }
        int house = clauseOfNames(reading, town);
        if (house < town) {
            return house;
        }
        int start = town;
        while (start > 0) {
            Token token = reading.tokens.get(start - 1);
            boolean name = token.word()
                    && !reading.claimed(start - 1)
                    && !reading.spoken(start - 1)
                    && token.norm().length() > 1
                    && Character.isUpperCase(reading.text.codePointAt(token.start()))
                    && start > 1;
            boolean number = token.kind() == Token.Kind.NUMBER && start < town && reading.free(start - 1, start);
            if (!name && !number) {
                break;
            }
            start--;
            if (number) {
                break;
            }
        }
        return start;
    }

    private @Nullable Place after(Reading reading, Hit hit, boolean strong, Surroundings at) {
        boolean article = !strong
                && reading.is(hit.end(), Word.ARTICLE_OF_PLACE)
                && !isTown(reading, hit.end())
                && hit.end() + 1 < reading.tokens.size()
                && looksLikePlace(reading, hit.end() + 1);
        // "delivery to the Plateau"
        int start = behindFurtherLead(reading, hit.end() + (article ? 1 : 0));
        // "next to the blue gate" says more of the place that was shown
        boolean more = at.awaited() == Awaited.CONFIRMATION
                && hit.start() == 0
                && hit.section().equals("place_near");
        boolean own = (more || at.awaited() == Awaited.LOCATION) && ownWord(reading, start);
        if (start >= reading.tokens.size()
                || reading.marked("not_place", start)
                        && !own
                        && !(start > 0 && reading.capital(start) && reading.capital(start + 1)) // "ở Nhà Bè"
                        && !(reading.capital(start) && gluedNumber(reading, start + 1)) // "về K12/5"
                || reading.marked("polite", start)
                || reading.marked("date", start)
                || reading.marked("date_before", start)
                        && start + 1 < reading.tokens.size()
                        && reading.tokens.get(start + 1).kind() == Token.Kind.NUMBER
                || !strong
                        && (reading.tokens.get(start).is("the") && at.awaited() != Awaited.LOCATION && !more
                                || reading.begins("buying_intent", start))
                || reading.products.stream().anyMatch(p -> p.start() == start)
                || reading.variants.stream().anyMatch(v -> v.start() == start)) {
            return null;
        }
        Place place = upToClauseEnd(reading, start, true);
        if (place == null) {
            return null;
        }
        boolean onlyNumber = true;
        for (int i = place.start(); i < place.end(); i++) {
            int word = i;
            onlyNumber &= !reading.tokens.get(i).word()
                    || reading.all("number").anyMatch(number -> number.start() <= word && word < number.end());
        }
        boolean tooLong = !strong && place.end() - place.start() > 12;
        return onlyNumber || tooLong ? null : place;
    }

    /// "C'est pour livrer à Bron": one lead behind the other.
    private static int behindFurtherLead(Reading reading, int start) {
        return reading.marks("place_before")
                .filter(hit -> hit.start() == start)
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
    }

    private static boolean gluedNumber(Reading reading, int at) {
        return at < reading.tokens.size()
                && reading.tokens.get(at).kind() == Token.Kind.NUMBER
                && reading.tokens.get(at).glued();
    }

    /// "my office", "the shop": a place of their own words when a place was asked for.
    private static boolean ownWord(Reading reading, int at) {
        return at + 1 < reading.tokens.size() && reading.is(at, Word.OWN_PLACE);
    }

    private @Nullable Place upToClauseEnd(Reading reading, int start, boolean said) {
        int end = start;
        while (end < reading.tokens.size() && end - start < PLACE_WORDS_MAX && !stops(reading, end, start)) {
            end++;
        }
        return trimmed(reading, start, end, said);
    }

    private boolean stops(Reading reading, int at, int start) {
        Token token = reading.tokens.get(at);
        boolean abbreviation = token.is(".")
                && at > start
                && at + 1 < reading.tokens.size()
                && (reading.tokens.get(at - 1).norm().length() <= 3 || reading.marked("street", at - 1))
                && reading.tokens.get(at - 1).word();
        boolean mark = token.kind() == Token.Kind.MARK && "!?".contains(token.norm())
                || token.is(".") && !abbreviation
                || token.is(";")
                        && reading.text.charAt(token.start()) == '\n'
                        && at + 1 < reading.tokens.size()
                        && reading.claimed(at + 1);
        boolean when = at > start
                && (reading.marked("date", at)
                        || reading.marked("date_before", at)
                                && at + 1 < reading.tokens.size()
                                && (reading.marked("date", at + 1)
                                        || reading.tokens.get(at + 1).kind() == Token.Kind.NUMBER
                                                && at + 2 < reading.tokens.size()
                                                && reading.marked("unit_size", at + 2)
                                                && !reading.marked("street", at + 2)));
        boolean ends = at > start
                && reading.marked("place_end", at)
                && !Character.isUpperCase(reading.text.codePointAt(token.start()));
        boolean not = at > start
                && (reading.is(token.norm(), Word.NOT) || reading.marked("name_before", at) && namesOne(reading, at));
        return mark
                || when
                || ends
                || not
                || token.kind() == Token.Kind.EMOJI
                || at > start && reading.tokens.get(at - 1).separates() && asksNext(reading, at)
                || reading.marked("polite", at) && !withinTown(reading, at) && !withinNear(reading, at)
                || reading.products.stream().anyMatch(p -> p.start() == at)
                || at > start
                        && reading.hits.stream()
                                .anyMatch(hit -> hit.start() == at
                                        && !named(reading, hit)
                                        && !hit.section().equals("number")
                                        && !hit.section().equals("pick")
                                        && (hit.length() > 1 || hit.section().equals("but")));
    }

    /// "Niko Kakamega, mnaleta huku?"
    private static boolean asksNext(Reading reading, int at) {
        return Stream.of("delivery_question", "price_check", "availability_check", "payment_question", "question")
                .anyMatch(section -> reading.begins(section, at) && !reading.capital(at));
    }

    /// "77 Elm Road, her name is Joan": longer than the one word "name".
    private static boolean namesOne(Reading reading, int at) {
        return reading.marks("name_before").anyMatch(hit -> hit.start() == at && hit.length() > 1);
    }

    /// "The Total station": capitals in the middle of an address are a name.
    private static boolean named(Reading reading, Hit hit) {
        for (int i = hit.start(); i < hit.end(); i++) {
            Token token = reading.tokens.get(i);
            boolean capital = Character.isUpperCase(reading.text.codePointAt(token.start()));
            if (capital && hit.length() < 3 && token.norm().length() > 1) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Place trimmed(Reading reading, int from, int to, boolean said) {
        int start = from;
        int end = to;
        boolean productNext =
                to < reading.tokens.size() && reading.products.stream().anyMatch(p -> p.start() == to);
        while (end > start
                && (reading.tokens.get(end - 1).kind() == Token.Kind.MARK
                        || reading.is(end - 1, Word.TRAILS)
                        || reading.marked("particle", end - 1)
                                && end - 1 > start
                                && !Character.isUpperCase(reading.text.codePointAt(
                                        reading.tokens.get(end - 1).start()))
                        || productNext && reading.tokens.get(end - 1).kind() == Token.Kind.NUMBER)) {
            end--;
        }
        while (start < end && reading.tokens.get(start).kind() == Token.Kind.MARK) {
            start++;
        }
        start = behindLead(reading, start, end);
        if (start >= end) {
            return null;
        }
        String exact = towns.get(key(reading.tokens, start, end));
        String words = exact != null
                ? asWritten(exact, reading.words(start, end))
                : reading.words(start, end)
                        .replaceAll("\\s+", " ")
                        .replaceAll(",( ,)+", ",")
                        .strip();
        return words.codePoints().filter(Character::isLetter).count() < 2
                ? null
                : new Place(
                        words.length() > PLACE_CHARS_MAX ? words.substring(0, PLACE_CHARS_MAX) : words,
                        start,
                        end,
                        said);
    }

    /// "It's 12 Toyin street": what leads to the house's number is no part of the place.
    private static int behindLead(Reading reading, int start, int end) {
        return reading.marks("place_lead")
                .filter(hit -> hit.start() == start
                        && hit.end() < end
                        && reading.tokens.get(hit.end()).kind() == Token.Kind.NUMBER
                        && !reading.marked("street", start))
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
    }

    /// "Ba dinh" is Ba Dinh, and "ba đình" Ba Đình: who leaves out the marks is not corrected.
    private static String asWritten(String town, String written) {
        return unmarked(written).equals(written) ? unmarked(town) : town;
    }

    private static String unmarked(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    /// The whole answer to "where to?", without the niceties around it.
    private Optional<Place> answer(Reading reading) {
        int words = reading.tokens.size();
        boolean house = reading.tokens.stream().anyMatch(token -> token.kind() == Token.Kind.NUMBER);
        int close = house && addressLike(reading) ? sentenceEnd(reading, 0, words) : words;
        // "14 Mill Lane, York, and send me the invoice": what follows the address is another matter
        boolean asks = close == words && reading.question() || reading.begins("question", 0);
        boolean capital = Character.isUpperCase(
                reading.text.codePointAt(reading.tokens.getFirst().start()));
        if (capital && town(reading.tokens, 0, words)) {
            // "Nice", and not how nice
            return Optional.ofNullable(trimmed(reading, 0, words, false));
        }
        boolean goods = reading.products.stream()
                        .anyMatch(p -> p.certain() && p.end() - p.start() > 1
                                || countedGoods(reading, p)
                                || goesOn(reading, p))
                || !reading.products.isEmpty()
                        && (!addressLike(reading)
                                || reading.has("add_to_cart")
                                // "changez la robe en 38"
                                || reading.hits.stream()
                                        .anyMatch(hit -> hit.start() == 0 && UNDOES.contains(hit.section())));
        boolean somethingElse = asks
                || goods
                || reading.hits.stream()
                        .filter(hit -> hit.start() < close || UNDOES.contains(hit.section()))
                        .anyMatch(hit -> meansSomethingElse(reading, hit));
        if (somethingElse) {
            return town(reading).filter(_ -> !reading.question());
        }
        int start = 0;
        int end = reading.tokens.size();
        boolean[] nicety = new boolean[end];
        Arrays.fill(nicety, false);
        reading.hits.stream()
                .filter(hit -> !hit.section().equals("number")
                        && !houseNumber(reading, hit)
                        && !landmark(reading, hit)
                        && !townBehind(reading, hit)
                        && !opensStreet(reading, hit)
                        && !district(reading, hit))
                .forEach(hit -> Arrays.fill(nicety, hit.start(), hit.end(), true));
        reading.marks("polite").forEach(hit -> Arrays.fill(nicety, hit.start(), hit.end(), true));
        while (start < end && (nicety[start] && !tied(reading, start) || !letterOrNumber(reading.tokens.get(start)))) {
            start++;
        }
        while (end > start && (nicety[end - 1] || !letterOrNumber(reading.tokens.get(end - 1)))) {
            end--;
        }
        // "hmm" is no place
        boolean onlyParticles = true;
        for (int i = start; i < end; i++) {
            onlyParticles &=
                    reading.marked("particle", i) || reading.tokens.get(i).kind() == Token.Kind.MARK;
        }
        if (onlyParticles) {
            return Optional.empty();
        }
        int lead = start;
        start = Stream.of("place_lead", "place_before")
                .flatMap(reading::marks)
                .filter(hit -> hit.start() == lead)
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
        end = beforeName(reading, start, sentenceEnd(reading, start, end));
        start = behindRefused(reading, behindCount(reading, corrected(reading, start, end), end), end);
        if (saysWhen(reading, start)
                || countsPieces(reading, start, end)
                || remakes(reading, start, end)
                || somebody(reading, start, end)) {
            return town(reading);
        }
        boolean onlyNumbers = true;
        for (int i = start; i < end; i++) {
            int at = i;
            boolean number = reading.tokens.get(i).kind() == Token.Kind.NUMBER
                    || reading.all("number").anyMatch(hit -> hit.start() <= at && at < hit.end());
            // "Nhà Bè" is a name
            boolean name = reading.capital(i) && (i > start && reading.capital(i - 1) || reading.capital(i + 1));
            boolean said = reading.everyday(i)
                    || reading.marked("unit_pieces", i)
                    || reading.marked("particle", i)
                    || reading.tokens.get(i).kind() == Token.Kind.MARK
                    || !reading.capital(i) && picks(reading, i);
            onlyNumbers &= number || said && !name;
        }
        boolean mends = reading.has("correction") && !reading.variants.isEmpty() && !nameWithin(reading, start, end);
        if (onlyNumbers || mends || end - start > PLACE_WORDS_MAX || saysWhich(reading, start, end)) {
            return Optional.empty();
        }
        if (leftover(reading, start, end)
                || sentence(reading, start, end)
                || reading.is(start, Word.POINTER) && reading.is(end - 1, Word.PRONOUN)) {
            // "the blue one"
            return Optional.empty();
        }
        return Optional.ofNullable(trimmed(reading, start, end, false));
    }

    /// "N16 8BX": a letter with its number.
    private static boolean tied(Reading reading, int at) {
        return at + 1 < reading.tokens.size()
                && reading.tokens.get(at).word()
                && reading.tokens.get(at + 1).kind() == Token.Kind.NUMBER
                && reading.tokens.get(at).end() == reading.tokens.get(at + 1).start();
    }

    /// "Une petite et une grande": which ones, and nowhere.
    private static boolean picks(Reading reading, int at) {
        return Stream.of("pick", "no", "each", "but", "correction", "yes", "weak_yes", "filler", "more")
                .flatMap(reading::all)
                .anyMatch(hit -> hit.start() <= at && at < hit.end());
    }

    /// "Lyon 1er", "Paris 2e": a number behind a name picks nothing.
    private boolean district(Reading reading, Hit hit) {
        return hit.section().equals("pick")
                && hit.start() > 0
                && reading.tokens.get(hit.start()).kind() == Token.Kind.NUMBER
                && (reading.capital(hit.start() - 1) || isTown(reading, hit.start() - 1));
    }

    /// "Si Karen, ni Langata", "not Yaba, Ikeja": behind the comma, where what stands before it is refused.
    private static int behindRefused(Reading reading, int start, int end) {
        boolean refused = reading.is(start, Word.NOT)
                || reading.is(start - 1, Word.NOT)
                || reading.found("negation").anyMatch(hit -> hit.start() == start || hit.end() == start);
        // "No 4, Admiralty Way" refuses nothing
        boolean house = IntStream.of(start, start + 1)
                .anyMatch(
                        i -> i < end && reading.tokens.get(i).kind() == Token.Kind.NUMBER && numberOf(reading, i - 1));
        for (int i = start; refused && !house && i + 1 < end; i++) {
            if (reading.tokens.get(i).is(",")) {
                int behind = i + 1;
                return Stream.of("place_lead", "place_before", "place_weak")
                        .flatMap(reading::marks)
                        .filter(hit -> hit.start() == behind && hit.end() < end)
                        .mapToInt(Hit::end)
                        .max()
                        .orElse(behind);
            }
        }
        return start;
    }

    /// "Trước 9h sáng mai được không": asked where to, the shopper asks when.
    private static boolean saysWhen(Reading reading, int start) {
        boolean date = reading.marked("date", start + 1)
                || start + 1 < reading.tokens.size()
                        && reading.tokens.get(start + 1).kind() == Token.Kind.NUMBER
                        && !reading.capital(start + 2);
        return reading.marked("date_before", start) && date && !reading.capital(start);
    }

    /// "Hiyo 39 iwe 38", "nyeusi zifanye tatu": something is to become something else.
    private static boolean remakes(Reading reading, int start, int end) {
        boolean becomes = reading.all("update_cart")
                .anyMatch(hit -> hit.start() >= start
                        && hit.end() < end
                        && (reading.tokens.get(hit.end()).kind() == Token.Kind.NUMBER
                                || reading.begins("number", hit.end())
                                || reading.variants.stream()
                                        .anyMatch(v -> v.start() >= hit.end() && v.start() - hit.end() <= 1)));
        return becomes && !nameWithin(reading, start, end);
    }

    /// "2 bộ luôn cho 2 đứa": begins with a count and holds nothing that an address has.
    private static boolean countsPieces(Reading reading, int start, int end) {
        boolean counts = start + 1 < end
                && (reading.tokens.get(start).kind() == Token.Kind.NUMBER
                        || reading.all("number").anyMatch(hit -> hit.start() == start && hit.end() <= start + 1))
                && reading.marked("unit_pieces", start + 1);
        return counts
                && !nameWithin(reading, start, end)
                && reading.marks("street").findAny().isEmpty()
                && reading.tokens.subList(start, end).stream().noneMatch(token -> token.is(","));
    }

    /// "And 3 butter croissants": a count, with no more than a variant between it and the thing, and no word for a
    /// street behind it.
    private static boolean countedGoods(Reading reading, CatalogueIndex.Named thing) {
        int from = reading.variants.stream()
                .filter(v -> v.end() == thing.start())
                .mapToInt(CatalogueIndex.NamedVariant::start)
                .min()
                .orElse(thing.start());
        boolean counted = from > 0
                && (reading.tokens.get(from - 1).kind() == Token.Kind.NUMBER
                        || reading.all("number").anyMatch(hit -> hit.end() == from));
        int behind = thing.end();
        boolean countedBehind = behind < reading.tokens.size()
                && reading.tokens.get(behind).kind() == Token.Kind.NUMBER
                && (behind + 1 == reading.tokens.size()
                        || reading.tokens.get(behind + 1).separates()
                        || reading.marked("unit_pieces", behind + 1)
                        || reading.variants.stream().anyMatch(v -> v.start() == behind + 1))
                && !reading.capital(thing.start());
        return (counted || countedBehind) && !reading.marked("street", thing.end());
    }

    /// "And socks, 3 pairs": what opens with an "and" and a thing in small letters goes on ordering.
    private static boolean goesOn(Reading reading, CatalogueIndex.Named thing) {
        return reading.is(0, Word.AND) && thing.start() > 0 && thing.start() <= 2 && !reading.capital(thing.start());
    }

    /// "Not telling you", "haraka tafadhali": one common word is left of it, and nothing leads to it.
    private boolean leftover(Reading reading, int start, int end) {
        return end - start == 1
                && reading.wordCount() > 1
                && reading.common(start)
                && !reading.capital(start)
                && !isTown(reading, start)
                && Stream.of("place_weak", "place_before", "place_near", "place_lead")
                        .flatMap(reading::marks)
                        .noneMatch(hit -> hit.end() == start);
    }

    /// "It's for my sister": she may be somewhere, but is no place.
    private static boolean somebody(Reading reading, int start, int end) {
        return IntStream.range(start, end).anyMatch(reading::person)
                && !numbered(reading)
                && !nameWithin(reading, start, end);
    }

    /// "So it'll go straight to hers": everyday English from end to end, and nothing in it that a place could be
    /// called by.
    private boolean sentence(Reading reading, int start, int end) {
        if (end - start < SENTENCE_LEAST || nameWithin(reading, start, end)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            boolean may = !reading.english(i)
                    || reading.is(i, Word.OWN_PLACE)
                    || reading.marked("street", i)
                    || reading.marked("place_near", i)
                    || isTown(reading, i);
            if (may) {
                return false;
            }
        }
        return true;
    }

    private static final int SENTENCE_LEAST = 3;

    /// A capital that no sentence begins with.
    private static boolean nameWithin(Reading reading, int start, int end) {
        for (int i = Math.max(1, start); i < end; i++) {
            int at = i;
            if (reading.capital(i) && reading.variants.stream().noneMatch(v -> v.start() <= at && at < v.end())) {
                return true;
            }
        }
        return false;
    }

    /// "Actually 100ml is better": a variant, and else only words that every message may hold.
    private static boolean saysWhich(Reading reading, int start, int end) {
        boolean which = false;
        for (int i = start; i < end; i++) {
            int at = i;
            boolean variant = reading.variants.stream().anyMatch(v -> v.start() <= at && at < v.end());
            which |= variant;
            boolean capital = i > start
                    && Character.isUpperCase(
                            reading.text.codePointAt(reading.tokens.get(i).start()));
            boolean plain = reading.tokens.get(i).kind() == Token.Kind.MARK
                    || reading.common(i) && !reading.marked("street", i) && !capital;
            if (!variant && !plain) {
                return false;
            }
        }
        return which;
    }

    /// "77 Elm Road, Bristol, her name is Joan": the address ends where the name's clause begins.
    private static int beforeName(Reading reading, int start, int end) {
        int from = reading.marks("name_before")
                .filter(hit -> hit.length() > 1 && hit.start() > start && hit.start() < end)
                .mapToInt(Hit::start)
                .min()
                .orElse(end);
        while (from > start && from < end && !reading.tokens.get(from - 1).separates()) {
            from--;
        }
        return from > start ? from : end;
    }

    /// Said behind an address too, these are what is meant.
    private static final Set<String> UNDOES = Set.of(
            "cancel_order", "clear_cart", "remove_from_cart", "update_cart", "opt_out", "complaint", "return_request");

    /// "Near the bank" ends with no question of payment, and "61 Moss Lane, Sale" with none of prices.
    private static boolean landmark(Reading reading, Hit hit) {
        return hit.length() == 1
                && hit.start() > 2
                && hit.end() == reading.tokens.size()
                && (!reading.tokens.get(hit.start() - 1).separates()
                        || reading.tokens.get(hit.start() - 1).is(",") && reading.capital(hit.start()))
                && Intent.of(hit.section())
                        .filter(intent -> !COURTESY.contains(intent))
                        .isPresent();
    }

    /// "Block 3, Unity estate" blocks nobody.
    private static boolean opensStreet(Reading reading, Hit hit) {
        return hit.length() == 1
                && reading.marked("street", hit.start())
                && hit.end() < reading.tokens.size()
                && reading.tokens.get(hit.end()).kind() == Token.Kind.NUMBER;
    }

    /// "22, rue de la Paix, Nice" ends with a town, whatever else its name means.
    private boolean townBehind(Reading reading, Hit hit) {
        return hit.start() > 1
                && reading.tokens.get(hit.start() - 1).is(",")
                && reading.capital(hit.start())
                && isTown(reading, hit.start());
    }

    /// "Just two then, Kericho": a number spelled out, or with a word for pieces, before the comma is how many.
    private static int behindCount(Reading reading, int start, int end) {
        boolean counts = false;
        for (int i = start; i + 1 < end; i++) {
            int at = i;
            if (counts && reading.tokens.get(i).is(",")) {
                return i + 1;
            }
            boolean spelled = reading.all("number").anyMatch(hit -> hit.start() <= at && at < hit.end());
            boolean pieces = reading.tokens.get(i).kind() == Token.Kind.NUMBER && reading.marked("unit_pieces", i + 1);
            counts |= spelled || pieces;
            boolean beside = reading.everyday(i) || reading.marked("unit_pieces", i) || reading.marked("particle", i);
            if (!spelled && !pieces && (!beside || reading.capital(i) && i > start)) {
                return start;
            }
        }
        return start;
    }

    /// "Marseille, ah non, plutôt Nice": what comes last is meant.
    private static int corrected(Reading reading, int start, int end) {
        int from = reading.all("correction")
                .filter(hit -> hit.start() > start && hit.end() < end)
                .mapToInt(Hit::end)
                .max()
                .orElse(start);
        while (from > start
                && from < end
                && (!letterOrNumber(reading.tokens.get(from)) || reading.marked("particle", from))) {
            from++;
        }
        return from < end ? from : start;
    }

    /// "No 7 Unity Close" refuses nothing.
    private static boolean houseNumber(Reading reading, Hit hit) {
        int next = hit.end() < reading.tokens.size()
                        && reading.tokens.get(hit.end()).is(".")
                ? hit.end() + 1
                : hit.end();
        return (hit.section().equals("no") || hit.section().equals("negation"))
                && next < reading.tokens.size()
                && reading.tokens.get(next).kind() == Token.Kind.NUMBER;
    }

    /// "Acacia Estate, Kitengela. Call me": the next sentence is no address.
    private int sentenceEnd(Reading reading, int start, int end) {
        for (int i = start + 1; i + 1 < end; i++) {
            if (reading.marked("street", i - 1)
                    && reading.marked("place_end", i)
                    && reading.begins("human_request", i)) {
                // "Acacia Estate call me on …"
                return i;
            }
            boolean sentence = reading.tokens.get(i).is(".")
                    && reading.tokens.get(i - 1).norm().length() > 3
                    && (!reading.marked("street", i - 1) || reading.marked("place_end", i + 1))
                    && reading.tokens.get(i + 1).word()
                    && reading.common(i + 1);
            // "19 Nguyễn Huệ, Cần Thơ": a town, whatever its first word means
            boolean clause = reading.tokens.get(i).is(",")
                    && !isTown(reading, i + 1)
                    && (reading.is(i + 1, Word.NEXT_CLAUSE)
                            || reading.marked("place_end", i + 1)
                            || reading.is(i + 1, Word.AND) && reading.marked("place_end", i + 2));
            if (sentence || clause) {
                return i;
            }
        }
        return end;
    }

    /// "Custom House Road 5, Yaba" holds no custom request: in what looks like an address one word proves nothing.
    private static boolean meansSomethingElse(Reading reading, Hit hit) {
        boolean addressLike = addressLike(reading);
        boolean callMe = hit.section().equals("human_request")
                && hit.start() > 1
                && (reading.marked("place_end", hit.start()) || reading.marked("place_end", hit.start() - 1))
                && (reading.tokens.get(hit.start() - 1).separates()
                        || reading.is(hit.start() - 1, Word.AND)
                        || reading.marked("street", hit.start() - 1));
        if (callMe) {
            // "Acacia Estate. Call me on …"
            return false;
        }
        return Intent.of(hit.section())
                        .filter(intent -> !COURTESY.contains(intent))
                        .isPresent()
                && (hit.length() > 1 || !addressLike);
    }

    private static boolean addressLike(Reading reading) {
        return reading.wordCount() >= 4
                        && reading.tokens.stream().anyMatch(t -> t.kind() == Token.Kind.NUMBER || t.is(","))
                || reading.marks("street").findAny().isPresent();
    }

    private static boolean letterOrNumber(Token token) {
        return token.word() || token.kind() == Token.Kind.NUMBER;
    }
}
