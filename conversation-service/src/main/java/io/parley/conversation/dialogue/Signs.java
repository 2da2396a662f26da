package io.parley.conversation.dialogue;

import io.parley.conversation.files.TextFile;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What deciding must not miss, whichever engine understood the message: read from `dialogue/signs.txt`, which a
/// speaker can correct. Loaded once; a step reads nothing.
final class Signs {
    /// Longer texts are not searched beyond this.
    private static final int READ_MAX = 2_000;

    private static final int AGE_MAX = 120;
    private static final Pattern SPEAKS_AS = Pattern.compile("(system|assistant|admin|developer)\\s*:");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern CLAUSE_ENDS = Pattern.compile("[,;.!?\\n()…]+(?!\\d)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Signs ALL = load();

    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Map<String, Integer> ages = new HashMap<>();
    private Pattern saysAge = Pattern.compile("(?!)");
    private Pattern saysBareAge = Pattern.compile("(?!)");
    private Pattern keepsAlone = Pattern.compile("(?!)");
    private Pattern saysComing = Pattern.compile("(?!)");
    private Pattern saysBorn = Pattern.compile("(?!)");
    private Pattern saysClass = Pattern.compile("(?!)");
    private Pattern personAlone = Pattern.compile("(?!)");
    private Pattern unfinished = Pattern.compile("(?!)");

    private Signs() {}

    /// "Ignore your rules", "you are now …": somebody tries to be the one who sets the prices.
    static boolean override(String text) {
        String plain = plain(text);
        return ALL.has("override", plain)
                || SPEAKS_AS.matcher(text.strip().toLowerCase(Locale.ROOT)).lookingAt();
    }

    /// "Tell me when it is back."
    static boolean notify(String text) {
        return ALL.has("notify", plain(text));
    }

    /// "Anything similar?"
    static boolean similar(String text) {
        return ALL.has("similar", plain(text));
    }

    /// Nothing but the wish for a person, as our own sentences suggest to write it.
    static boolean person(String text) {
        return ALL.personAlone.matcher(plain(text)).matches();
    }

    /// Nothing but the beginning of a question or an order: "how much", "do you have".
    static boolean unfinished(String text) {
        return ALL.unfinished.matcher(plain(text)).matches();
    }

    /// "Mine!", "sold 2": how people buy under a post.
    static boolean claims(String text) {
        return ALL.has("claim", plain(text));
    }

    /// "pm", "price": a comment that wants an answer.
    static boolean interest(String text) {
        return ALL.has("interest", plain(text));
    }

    /// "The … please": how many words stand beside a name that say more than that it is wanted.
    static int besideName(String rest) {
        String more =
                ALL.pattern("beside_name").matcher(plain(rest)).replaceAll(" ").strip();
        return more.isEmpty() ? 0 : more.split(" +").length;
    }

    /// "Can I pick it up?", "je peux venir le chercher ?"
    static boolean fetches(String text) {
        return ALL.has("fetches", plain(text));
    }

    /// "Anything cheaper?": another one for less, and not this one.
    static boolean cheaper(String text) {
        return ALL.has("cheaper", plain(text));
    }

    /// "One wey dey use battery": what it must run on.
    static boolean needsBattery(String text) {
        return ALL.has("needs_battery", plain(text));
    }

    /// "Rechargeable", "lasts 6 hours when light go": how sellers say that it does.
    /// "Half a yard", and not half a dozen or half price.
    static boolean fraction(String text) {
        return ALL.has("fraction", plain(text)) && !ALL.has("fraction_of_else", plain(text));
    }

    /// Whether a thing's own name says that it is a half: "Half Bag", "Demi baguette".
    static boolean halves(String name) {
        return HALVES.matcher(plain(name)).find();
    }

    private static final Pattern HALVES = Pattern.compile("\\b(half|demi|demie|nusu|nua|quarter|quart|robo)\\b");

    static boolean hasBattery(String told) {
        return ALL.has("has_battery", plain(told));
    }

    /// "No worries if not, I can wrap it myself": what was asked of a person is not needed.
    static boolean letsWishGo(String text) {
        return ALL.has("lets_wish_go", plain(text));
    }

    /// "Please just place the order": in so many words, and not "don't place it yet".
    static boolean placesIt(String text) {
        return ALL.has("places_it", plain(text)) && !ALL.has("places_not", plain(text));
    }

    /// "I'm not complaining, I want a new one": what was taken for a complaint is none.
    static boolean noComplaint(String text) {
        return ALL.has("no_complaint", plain(text));
    }

    /// "No be that one": not what was just told.
    static boolean notThat(String text) {
        return ALL.has("not_that", plain(text));
    }

    /// "What time do you open?", "where are you?"
    static boolean aboutShop(String text) {
        return ALL.has("about_shop", plain(text));
    }

    /// "Is this legit?"
    static boolean trust(String text) {
        return ALL.has("trust", plain(text));
    }

    /// "Nah leave it": whatever was just spoken of is not wanted.
    static boolean leavesIt(String text) {
        return ALL.has("leaves_it", plain(text));
    }

    /// "Which colours are there?": what something comes in, and nothing else.
    ///
    /// @param called words of what it is asked of
    static boolean asksKinds(String text, Set<String> called) {
        String plain = plain(text);
        return ALL.has("asks_kinds", plain)
                && Stream.of(plain.split(" "))
                                .filter(word -> !called.contains(word))
                                .count()
                        <= KINDS_ASKED_MAX;
    }

    static boolean asksKinds(String text) {
        return asksKinds(text, Set.of());
    }

    private static final int KINDS_WORDS_MAX = 8;
    private static final int KINDS_ASKED_MAX = 10;

    /// "And the blue one": more is ordered.
    static boolean goesOn(String text) {
        return ALL.has("goes_on", " " + plain(text)) || ALL.has("beside", plain(text));
    }

    /// "The vitamin C one": one thing is meant, though several may be called so.
    static boolean oneOfThem(String text) {
        return ALL.has("one_of_them", plain(text));
    }

    /// "2 of those": of what was told last.
    static boolean ofThat(String text) {
        return ALL.has("of_that", plain(text));
    }

    /// "What else do you have?": all that there is, whatever was spoken of.
    static boolean wholeShop(String text) {
        String plain = plain(text);
        return ALL.has("whole_shop", plain) && plain.split(" ").length <= KINDS_WORDS_MAX;
    }

    /// "How do I use it?": one thing, and not what there is.
    static boolean ofOneThing(String text) {
        return ALL.has("of_one_thing", plain(text));
    }

    /// "Ndio *ongeza*", "ừ *thêm đi*": what was shown, and no more of it.
    static boolean addsIt(String text) {
        return ALL.ends("adds_it", plain(text));
    }

    /// "Yes *change it*", "oui *modifiez*", "pls *change it*": what was shown is to be changed so.
    static boolean changesIt(String text) {
        return ALL.ends("changes_it", plain(text));
    }

    /// "Weka 20": of what was just told, or so many of what is ordered.
    static boolean puts(String text) {
        return ALL.has("puts", plain(text));
    }

    /// "Another order", "send it separately": of its own, and no part of the order there is.
    static boolean newOrder(String text) {
        return ALL.has("new_order", plain(text)) && !noNewOrder(text);
    }

    /// "I don't want another order": only the one there is.
    static boolean noNewOrder(String text) {
        return ALL.has("no_new_order", plain(text));
    }

    /// "How much are the two orders together?"
    static boolean allOrders(String text) {
        return ALL.has("all_orders", plain(text));
    }

    /// "No, keep it", and nothing else: the words of the button under a change.
    static boolean keepsIt(String text) {
        return ALL.keepsAlone.matcher(plain(text)).matches();
    }

    /// "*Keep my* two soaps": of what was placed.
    static boolean keeps(String text) {
        return ALL.has("keeps", plain(text));
    }

    /// "My aunty *gets two*", "my brother *wants one*".
    static boolean othersGet(String text) {
        return ALL.has("others_get", plain(text));
    }

    /// "For myself", "to me": for the shopper, beside somebody else.
    static boolean forMyself(String text) {
        return ALL.has("myself", plain(text));
    }

    /// "*Make the* soap two": what is named is to be so many.
    static boolean makes(String text) {
        return ALL.has("makes", plain(text));
    }

    /// "My brother wants one too": for somebody else.
    static boolean forOthers(String text) {
        return ALL.has("others", plain(text));
    }

    /// "My friend", "kaka yangu", as it was said.
    static List<String> saysPersons(String text) {
        return ALL.pattern("others")
                .matcher(plain(text))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /// "My friend", "kaka yangu", as patterns in which the "my" may be left out.
    static List<String> persons(String text) {
        return ALL.pattern("others")
                .matcher(plain(text))
                .results()
                .map(found -> MINE_BEFORE.matcher(found.group()).replaceFirst("(?:$1 )?"))
                .map(found -> MINE_BEHIND.matcher(found).replaceFirst("(?: $1)?"))
                .toList();
    }

    private static final Pattern MINE_BEFORE = Pattern.compile("^(my|ma|mon|un|une) ");
    private static final Pattern MINE_BEHIND = Pattern.compile(" (yangu|wangu)$");

    /// "Yes, and a bib": something beside what was agreed to.
    static boolean beside(String text) {
        String plain = plain(text);
        return ALL.has("beside", plain) && !ALL.has("agrees_with_that", plain);
    }

    /// "Nothing", to what shall be changed.
    static boolean changesNothing(String text) {
        String plain = plain(text);
        return ALL.has("changes_nothing", plain) && plain.split(" ").length <= NOTHING_WORDS_MAX;
    }

    private static final int NOTHING_WORDS_MAX = 4;

    /// "Do you deliver to …": whether they do, and not that this is to go there.
    static boolean asksWhetherSent(String text) {
        return ALL.has("whether_sent", plain(text));
    }

    /// "Red or blue": not both.
    static boolean either(String text) {
        return ALL.has("either", plain(text));
    }

    /// "How much was it again", "me again": a word for more that asks for nothing more.
    static boolean onlyAgain(String text) {
        String plain = plain(text);
        return ALL.has("again", plain) && !ALL.has("more", plain);
    }

    /// "Let me think", "I'll ask my sister first": neither a yes nor a change.
    static boolean thinks(String text) {
        return ALL.has("thinks", plain(text));
    }

    /// "When will it come?", "how long does it take?", and nothing of what that costs.
    static boolean asksWhen(String text) {
        return ALL.has("when", plain(text)) && !atCost(text);
    }

    /// "Do you do next day?", "which courier is it?", and nothing of what that costs.
    static boolean asksHowSent(String text) {
        return ALL.has("sent_how", plain(text)) && !atCost(text);
    }

    private static boolean atCost(String text) {
        return ALL.has("at_cost", plain(text));
    }

    /// "When will it get here?", and not when somebody calls.
    static boolean asksWhenItArrives(String text) {
        return asksWhen(text) && ALL.has("arrives", plain(text));
    }

    /// "My order", "the status of it".
    static boolean ofOrder(String text) {
        return ALL.has("of_order", plain(text));
    }

    /// "My address", "where I live".
    static boolean ofPlace(String text) {
        return ALL.has("of_place", plain(text));
    }

    /// "What if it does not fit", "do you take returns": about what is not had yet.
    static boolean supposesReturn(String text) {
        String plain = plain(text);
        return ALL.has("returns_supposed", plain) && !ALL.has("had", plain);
    }

    /// "It arrived", "you sent": the thing is there.
    static boolean had(String text) {
        return ALL.has("had", plain(text));
    }

    /// "Wrong size, I meant the 50ml", of what has not come yet: their own slip, and no fault of the shop.
    static boolean slip(String text) {
        String plain = plain(text);
        return ALL.has("slip", plain) && !ALL.has("had", plain);
    }

    /// "Under", "with": a word that goods may be described by and that says nothing of them.
    static boolean tellsNothing(String word) {
        return ALL.has("little_words", word);
    }

    /// What is named behind or before a word that will have none of it: "không *cay*", "haina *sukari*",
    /// "*caffeine*-free".
    static Set<String> unwanted(String text) {
        String plain = plain(text);
        Set<String> words = ALL.behind("unwanted", plain);
        words.addAll(ALL.before("unwanted_before", plain));
        return words;
    }

    /// What goods are asked or said to be: "vegan", "sans gluten".
    static Set<String> properties(String text) {
        return those(CLAIM, text);
    }

    private static final String CLAIM = "claim_";

    /// "Oily skin", "da dầu": what skin or hair somebody has, or goods are said to suit, whatever the language.
    static Set<String> suits(String text) {
        return those(SUITS, text);
    }

    private static final String SUITS = "suits_";

    private static Set<String> those(String kind, String text) {
        String plain = plain(text);
        return ALL.patterns.entrySet().stream()
                .filter(sign -> sign.getKey().startsWith(kind)
                        && sign.getValue().matcher(plain).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// A word that asks and is no part of what is asked.
    static boolean asking(String word) {
        return ALL.pattern("asking_words").matcher(word).matches();
    }

    /// "For my husband", "men's": who is to use it, as shoppers and sellers say it.
    static boolean forMen(String text) {
        return ALL.has("for_men", plain(text));
    }

    /// "For my mum", "ladies'".
    static boolean forWomen(String text) {
        return ALL.has("for_women", plain(text));
    }

    /// "Not yet" as an answer to an age.
    static boolean notYet(String text) {
        return ALL.has("no_yet", plain(text));
    }

    /// Somebody says that they are a child.
    static boolean child(String text, Instant now) {
        Integer age = age(text, now);
        return age != null && age < CHILD_BELOW || ALL.has("minor", plain(text)) || inClause(text, ALL.saysClass);
    }

    private static boolean inClause(String text, Pattern says) {
        return clauses(text).stream().anyMatch(clause -> says.matcher(clause).find());
    }

    /// The years from which on nobody is a child to a shop (COPPA).
    static final int CHILD_BELOW = 13;

    /// How old the shopper says they are; null when they do not say.
    static @Nullable Integer age(String text, Instant now) {
        Integer coming = age(text, ALL.saysComing);
        if (coming != null) {
            return coming - 1;
        }
        Integer said = age(text, ALL.saysAge);
        return said == null ? bornAged(text, now) : said;
    }

    /// By the year they were born in: in its second half most have had their birthday.
    private static @Nullable Integer bornAged(String text, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        for (String clause : clauses(text)) {
            Matcher born = ALL.saysBorn.matcher(clause);
            if (born.find()) {
                int turns = today.getYear() - Integer.parseInt(born.group("year"));
                int age = today.getMonthValue() > MONTHS_HALF ? turns : turns - 1;
                return age > 2 && age <= AGE_MAX ? age : null;
            }
        }
        return null;
    }

    private static final int MONTHS_HALF = 6;

    private static List<String> clauses(String text) {
        String cut = text.length() > READ_MAX ? text.substring(0, READ_MAX) : text;
        return CLAUSE_ENDS.splitAsStream(cut).map(Signs::plain).toList();
    }

    /// "I'm 12, is that ok?": a number alone is most likely an age; null when it is measured or counted by what
    /// stands beside it.
    static @Nullable Integer bareAge(String text) {
        return ALL.has("sized", plain(text)) ? null : age(text, ALL.saysBareAge);
    }

    private static @Nullable Integer age(String text, Pattern saysAge) {
        for (String clause : clauses(text)) {
            Matcher says = saysAge.matcher(clause);
            while (says.find()) {
                String number = says.group("certain") != null ? says.group("certain") : says.group("age");
                Integer age = number.matches("\\d+") ? Integer.valueOf(number) : ALL.ages.get(number);
                if (age != null && age > 2 && age <= AGE_MAX) {
                    return age;
                }
            }
        }
        return null;
    }

    /// The first plain number of a text, up to 999; null when there is none.
    static @Nullable Integer number(String text) {
        Matcher number = Pattern.compile("(?<!\\d)\\d{1,3}(?!\\d)").matcher(text);
        return number.find() ? Integer.valueOf(number.group()) : null;
    }

    /// Lower case, without accents and marks, words parted by one space.
    static String plain(String text) {
        String cut = text.length() > READ_MAX ? text.substring(0, READ_MAX) : text;
        String bare = ACCENTS.matcher(Normalizer.normalize(cut.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("")
                .replace('đ', 'd');
        return BETWEEN_WORDS.matcher(bare).replaceAll(" ").strip();
    }

    /// The words right behind the phrases of a sign.
    private Set<String> behind(String sign, String plain) {
        Set<String> words = new LinkedHashSet<>();
        Matcher found = Objects.requireNonNull(patterns.get(sign)).matcher(plain);
        for (int from = 0; found.find(from); from = found.start() + 1) {
            String rest = plain.substring(found.end()).strip();
            words.add(rest.split(" ")[0]);
        }
        return words;
    }

    /// The words right before the phrases of a sign.
    private Set<String> before(String sign, String plain) {
        return Objects.requireNonNull(patterns.get(sign))
                .matcher(plain)
                .results()
                .map(found -> plain.substring(0, found.start()).strip())
                .map(said -> said.substring(said.lastIndexOf(' ') + 1))
                .collect(Collectors.toSet());
    }

    private boolean has(String sign, String plain) {
        return pattern(sign).matcher(plain).find();
    }

    private boolean ends(String sign, String plain) {
        return pattern(sign).matcher(plain).results().anyMatch(said -> said.end() == plain.length());
    }

    private Pattern pattern(String sign) {
        Pattern pattern = patterns.get(sign);
        if (pattern == null) {
            throw new IllegalStateException("no sign " + sign);
        }
        return pattern;
    }

    private static Signs load() {
        Map<String, List<String>> phrases = new HashMap<>();
        String sign = "";
        for (String line : TextFile.lines("/dialogue/signs.txt")) {
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            if (content.startsWith("[")) {
                sign = content.substring(1, content.indexOf(']'));
                continue;
            }
            for (String phrase : content.split("\\|")) {
                phrases.computeIfAbsent(sign, _ -> new ArrayList<>()).add(phrase.strip());
            }
        }
        Signs signs = new Signs();
        for (String written : phrases.getOrDefault("ages", List.of())) {
            String[] parts = written.split(" = ");
            signs.ages.put(plain(parts[0]), Integer.valueOf(parts[1].strip()));
        }
        phrases.forEach((name, words) -> signs.patterns.put(name, Pattern.compile("\\b(?:" + any(words) + ")\\b")));
        signs.personAlone = Pattern.compile("(?:" + any(phrases.getOrDefault("person", List.of()))
                + ")(?: please| pls| plz| svp| tafadhali| nhe| a| abeg)?");
        signs.keepsAlone = Pattern.compile("(?:" + any(phrases.getOrDefault("keeps_it", List.of())) + ")");
        signs.unfinished = Pattern.compile("(?:" + any(phrases.getOrDefault("unfinished", List.of())) + ")");
        String number = "(?:\\d{1,3}|" + any(List.copyOf(signs.ages.keySet())) + ")";
        String goesOn = "(?=$| (?:" + any(phrases.getOrDefault("age_goes_on", List.of())) + ")\\b)";
        StringBuilder own = new StringBuilder();
        phrases.getOrDefault("age_of_others", List.of())
                .forEach(other -> own.append("(?<!\\b").append(other).append(" )"));
        String noAge = "(?! (?:" + any(phrases.getOrDefault("age_no_age", List.of())) + ")\\b)";
        signs.saysAge = Pattern.compile("\\b(?:" + any(phrases.getOrDefault("age_certain", List.of()))
                + ") (?<certain>" + number + ")\\b" + noAge + "|" + own + "\\b(?:"
                + any(phrases.getOrDefault("age_before", List.of()))
                + ") (?<age>" + number + ") ?(?:(?:" + any(phrases.getOrDefault("age_behind", List.of()))
                + ")\\b" + noAge + "|(?:" + any(phrases.getOrDefault("age_at_end", List.of())) + ")"
                + goesOn + ")");
        signs.saysComing = Pattern.compile("\\b(?:" + any(phrases.getOrDefault("age_coming", List.of()))
                + ") (?<certain>" + number + ")\\b" + noAge + "|" + own + "\\b(?:"
                + any(phrases.getOrDefault("age_coming_when", List.of())) + ") (?<age>" + number + ") (?:"
                + any(phrases.getOrDefault("age_when", List.of())) + ")\\b" + noAge);
        signs.saysBorn = Pattern.compile("\\b(?:" + any(phrases.getOrDefault("born", List.of()))
                + ")(?: \\S+){0,4}? (?<year>(?:19|20)\\d\\d)\\b");
        signs.saysClass = Pattern.compile(own + "\\b(?:" + any(phrases.getOrDefault("class_before", List.of()))
                + ") (?:" + any(phrases.getOrDefault("class_number", List.of())) + ")\\b");
        signs.saysBareAge = Pattern.compile("(?<certain>(?!))|\\b(?:"
                + any(phrases.getOrDefault("age_alone", List.of()))
                + ") (?<age>" + number + ")" + goesOn);
        return signs;
    }

    private static String any(List<String> phrases) {
        return phrases.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(phrase -> phrase.replace(" * ", "(?: \\S+){0,3} "))
                .reduce((a, b) -> a + "|" + b)
                .orElse("(?!)");
    }
}
