package io.parley.conversation.dialogue;

import io.parley.conversation.files.TextFile;
import java.text.Normalizer;
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

/// What deciding must not miss, whichever engine understood the message: read from `dialogue/signs.txt`, which a
/// speaker can correct. Loaded once; a step reads nothing.
final class Signs {
    /// Longer texts are not searched beyond this.
    static final int READ_MAX = 2_000;

    private static final Pattern SPEAKS_AS = Pattern.compile("(system|assistant|admin|developer)\\s*:");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Signs ALL = load();

    private final Map<String, Pattern> patterns = new HashMap<>();
    private Pattern keepsAlone = Pattern.compile("(?!)");
    private Pattern personAlone = Pattern.compile("(?!)");
    private Pattern unfinished = Pattern.compile("(?!)");

    private Signs() {}

    /// "Ignore your rules", "you are now …": somebody tries to be the one who sets the prices.
    static boolean override(String text) {
        String plain = plain(text);
        return ALL.found("override", plain)
                || SPEAKS_AS.matcher(text.strip().toLowerCase(Locale.ROOT)).lookingAt();
    }

    /// "Tell me when it is back."
    static boolean notify(String text) {
        return ALL.found("notify", plain(text));
    }

    /// "Anything similar?"
    static boolean similar(String text) {
        return ALL.found("similar", plain(text));
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
        return ALL.found("claim", plain(text));
    }

    /// "pm", "price": a comment that wants an answer.
    static boolean interest(String text) {
        return ALL.found("interest", plain(text));
    }

    /// "The … please": how many words stand beside a name that say more than that it is wanted.
    static int besideName(String rest) {
        String more =
                ALL.pattern("beside_name").matcher(plain(rest)).replaceAll(" ").strip();
        return more.isEmpty() ? 0 : more.split(" +").length;
    }

    /// "Can I pick it up?", "je peux venir le chercher ?"
    static boolean fetches(String text) {
        return ALL.found("fetches", plain(text));
    }

    /// "Anything cheaper?": another one for less, and not this one.
    static boolean cheaper(String text) {
        return ALL.found("cheaper", plain(text));
    }

    /// "One wey dey use battery": what it must run on.
    static boolean needsBattery(String text) {
        return ALL.found("needs_battery", plain(text));
    }

    /// "Half a yard", and not half a dozen or half price.
    static boolean fraction(String text) {
        return ALL.found("fraction", plain(text)) && !ALL.found("fraction_of_else", plain(text));
    }

    /// Whether a thing's own name says that it is a half: "Half Bag", "Demi baguette".
    static boolean halves(String name) {
        return HALVES.matcher(plain(name)).find();
    }

    private static final Pattern HALVES = Pattern.compile("\\b(half|demi|demie|nusu|nua|quarter|quart|robo)\\b");

    /// "Rechargeable", "lasts 6 hours when light go": how sellers say that it does.
    static boolean hasBattery(String told) {
        return ALL.found("has_battery", plain(told));
    }

    /// "No worries if not, I can wrap it myself": what was asked of a person is not needed.
    static boolean letsWishGo(String text) {
        return ALL.found("lets_wish_go", plain(text));
    }

    /// "Please just place the order": in so many words, and not "don't place it yet".
    static boolean placesIt(String text) {
        return ALL.found("places_it", plain(text)) && !ALL.found("places_not", plain(text));
    }

    /// "I'm not complaining, I want a new one": what was taken for a complaint is none.
    static boolean noComplaint(String text) {
        return ALL.found("no_complaint", plain(text));
    }

    /// "What time do you open?", "where are you?"
    static boolean aboutShop(String text) {
        return ALL.found("about_shop", plain(text));
    }

    /// "Is this legit?"
    static boolean trust(String text) {
        return ALL.found("trust", plain(text));
    }

    /// "Send me pictures", "cho xem hình đi".
    static boolean pictures(String text) {
        return ALL.found("pictures", plain(text));
    }

    /// "Nah leave it": whatever was just spoken of is not wanted.
    static boolean leavesIt(String text) {
        return ALL.found("leaves_it", plain(text));
    }

    /// "Which colours are there?": what something comes in, and nothing else.
    ///
    /// @param called words of what it is asked of
    static boolean asksKinds(String text, Set<String> called) {
        String plain = plain(text);
        return ALL.found("asks_kinds", plain)
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
        return ALL.found("goes_on", " " + plain(text)) || ALL.found("beside", plain(text));
    }

    /// "The vitamin C one": one thing is meant, though several may be called so.
    static boolean oneOfThem(String text) {
        return ALL.found("one_of_them", plain(text));
    }

    /// "2 of those": of what was told last.
    static boolean ofThat(String text) {
        return ALL.found("of_that", plain(text));
    }

    /// "What else do you have?": all that there is, whatever was spoken of.
    static boolean wholeShop(String text) {
        String plain = plain(text);
        return ALL.found("whole_shop", plain) && plain.split(" ").length <= KINDS_WORDS_MAX;
    }

    /// "How do I use it?": one thing, and not what there is.
    static boolean ofOneThing(String text) {
        return ALL.found("of_one_thing", plain(text));
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
        return ALL.found("puts", plain(text));
    }

    /// "Another order", "send it separately": of its own, and no part of the order there is.
    static boolean newOrder(String text) {
        return ALL.found("new_order", plain(text)) && !noNewOrder(text);
    }

    /// "I don't want another order": only the one there is.
    static boolean noNewOrder(String text) {
        return ALL.found("no_new_order", plain(text));
    }

    /// "How much are the two orders together?"
    static boolean allOrders(String text) {
        return ALL.found("all_orders", plain(text));
    }

    /// "No, keep it", and nothing else: the words of the button under a change.
    static boolean keepsIt(String text) {
        return ALL.keepsAlone.matcher(plain(text)).matches();
    }

    /// "*Keep my* two soaps": of what was placed.
    static boolean keeps(String text) {
        return ALL.found("keeps", plain(text));
    }

    /// "My aunty *gets two*", "my brother *wants one*".
    static boolean othersGet(String text) {
        return ALL.found("others_get", plain(text));
    }

    /// "For myself", "to me": for the shopper, beside somebody else.
    static boolean forMyself(String text) {
        return ALL.found("myself", plain(text));
    }

    /// "*Make the* soap two": what is named is to be so many.
    static boolean makes(String text) {
        return ALL.found("makes", plain(text));
    }

    /// "My brother wants one too": for somebody else.
    static boolean forOthers(String text) {
        return ALL.found("others", plain(text));
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
        return ALL.found("beside", plain) && !ALL.found("agrees_with_that", plain);
    }

    /// "Add the turban *too*": beside what was offered, and not in its place.
    static boolean joinsOffered(String text) {
        return ALL.found("joins_offered", plain(text));
    }

    /// "Nothing", to what shall be changed.
    static boolean changesNothing(String text) {
        String plain = plain(text);
        return ALL.found("changes_nothing", plain) && plain.split(" ").length <= NOTHING_WORDS_MAX;
    }

    private static final int NOTHING_WORDS_MAX = 4;

    /// "Do you deliver to …": whether they do, and not that this is to go there.
    static boolean asksWhetherSent(String text) {
        return ALL.found("whether_sent", plain(text));
    }

    /// "Red or blue": not both.
    static boolean either(String text) {
        return ALL.found("either", plain(text));
    }

    /// "How much was it again", "me again": a word for more that asks for nothing more.
    static boolean onlyAgain(String text) {
        String plain = plain(text);
        return ALL.found("again", plain) && !ALL.found("more", plain);
    }

    /// "Let me think", "I'll ask my sister first": neither a yes nor a change.
    static boolean thinks(String text) {
        return asksFirst(text) || ALL.found("unsure", plain(text));
    }

    /// The same, and no mere "not sure".
    static boolean asksFirst(String text) {
        return ALL.found("thinks", plain(text));
    }

    /// "I'll order tomorrow", "bye for now": nothing more of it today.
    static boolean later(String text) {
        return ALL.found("later", plain(text));
    }

    /// "When will it come?", "how long does it take?", and nothing of what that costs.
    static boolean asksWhen(String text) {
        return ALL.found("when", plain(text)) && !atCost(text);
    }

    /// "Do you do next day?", "which courier is it?", and nothing of what that costs.
    static boolean asksHowSent(String text) {
        return ALL.found("sent_how", plain(text)) && !atCost(text);
    }

    private static boolean atCost(String text) {
        return ALL.found("at_cost", plain(text));
    }

    /// "When will it get here?", and not when somebody calls.
    static boolean asksWhenItArrives(String text) {
        return asksWhen(text) && ALL.found("arrives", plain(text));
    }

    /// "Still hasn't come", "it's been a week": what is waited for should be there.
    static boolean overdue(String text) {
        return ALL.found("overdue", plain(text));
    }

    /// "My order", "the status of it".
    static boolean ofOrder(String text) {
        return ALL.found("of_order", plain(text));
    }

    /// "My address", "where I live".
    static boolean ofPlace(String text) {
        return ALL.found("of_place", plain(text));
    }

    /// "What if it does not fit", "do you take returns": about what is not had yet.
    static boolean supposesReturn(String text) {
        String plain = plain(text);
        boolean supposed = ALL.found("returns_supposed", plain)
                && ALL.pattern("had").matcher(plain).results().allMatch(there -> supposed(plain, there.start()));
        return supposed || fearsFault(text);
    }

    /// "Too small", "inabana".
    static boolean misfit(String text) {
        return ALL.found("misfit", plain(text));
    }

    /// "What if it arrives broken?": of what may be ordered already, and has not come.
    static boolean fearsFault(String text) {
        return ALL.found("fault_feared", plain(text));
    }

    /// "*Si* ça casse, vous échangez ?"
    private static boolean supposed(String plain, int fault) {
        return ALL.pattern("supposes")
                .matcher(plain)
                .results()
                .anyMatch(said -> said.end() <= fault && fault - said.end() <= SUPPOSED_WITHIN);
    }

    /// Letters from what supposes to what may happen: three short words.
    private static final int SUPPOSED_WITHIN = 20;

    /// "It arrived", "you sent": the thing is there.
    static boolean had(String text) {
        return ALL.found("had", plain(text));
    }

    /// "Wrong size, I meant the 50ml", of what has not come yet: their own slip, and no fault of the shop.
    static boolean slip(String text) {
        String plain = plain(text);
        return ALL.found("slip", plain) && !ALL.found("had", plain);
    }

    /// "Under", "with": a word that goods may be described by and that says nothing of them.
    static boolean tellsNothing(String word) {
        return ALL.found("little_words", word);
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
        return ALL.found("for_men", plain(text));
    }

    /// "For my mum", "ladies'".
    static boolean forWomen(String text) {
        return ALL.found("for_women", plain(text));
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

    /// Whether the text has a phrase of the sign.
    static boolean has(String sign, String text) {
        return ALL.found(sign, plain(text));
    }

    private boolean found(String sign, String plain) {
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

    /// All phrases of the file, by the sign they are of.
    static Map<String, List<String>> phrases() {
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
        return phrases;
    }

    private static Signs load() {
        Map<String, List<String>> phrases = phrases();
        Signs signs = new Signs();
        phrases.forEach((name, words) -> signs.patterns.put(name, Pattern.compile("\\b(?:" + any(words) + ")\\b")));
        signs.personAlone = Pattern.compile("(?:" + any(phrases.getOrDefault("person", List.of()))
                + ")(?: please| pls| plz| svp| tafadhali| nhe| a| abeg)?");
        signs.keepsAlone = Pattern.compile("(?:" + any(phrases.getOrDefault("keeps_it", List.of())) + ")");
        signs.unfinished = Pattern.compile("(?:" + any(phrases.getOrDefault("unfinished", List.of())) + ")");
        return signs;
    }

    /// Any of them, the longest first; nothing where there are none.
    static String any(List<String> phrases) {
        return phrases.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(phrase -> phrase.replace(" * ", "(?: \\S+){0,3} "))
                .reduce((a, b) -> a + "|" + b)
                .orElse("(?!)");
    }
}
