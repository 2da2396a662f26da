package io.parley.conversation.dialogue;

import io.parley.conversation.files.TextFile;
import io.parley.conversation.understanding.words.Names;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a message names one of several placed orders: by number, by which of them it is, by where it goes, by who gets
/// it. Read from `dialogue/orders.txt`, which a speaker can correct.
final class OrderNames {
    private static final Map<String, List<String>> WORDS = TextFile.lists("/dialogue/orders.txt");
    private static final List<String> IN_TURN = List.of("first", "second", "third");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int NAME_LEAST = 3;
    private static final int NUMBER_LEAST = 4;
    private static final String BEFORE_NUMBER =
            "(?:(?:my|the|ma|la) )?(?:(?:order|commande|cmd|oda yangu|oda|agizo|don hang|don) )?(?:(?:number|no|numero|namba|so|ya) )?";

    /// @param order which of them, by its place among them
    /// @param not it is not that one
    private record Name(int start, int end, int order, boolean not) {}

    /// @param order by its place among those there are; −1 where none or more than one is named
    /// @param text what was said, the order called "my order ORD-7K3M9Q"
    /// @param alone nothing but the name was said
    /// @param asks it is asked about: "and the one to Dublin?"
    record Found(int order, String text, boolean alone, boolean asks) {}

    private OrderNames() {}

    /// @param placed the orders there are, the oldest first
    /// @param inHand the one spoken of, by its place among them
    /// @param awaited it was asked which is meant
    /// @return null where no order is named
    static @Nullable Found in(String said, List<Dialogue.Taken> placed, int inHand, boolean awaited, String language) {
        String text = Normalizer.normalize(said, Normalizer.Form.NFC);
        String flat = flat(text);
        int alone = awaited ? answered(flat, placed, inHand) : -1;
        if (alone >= 0) {
            return new Found(alone, "", true, false);
        }
        List<Name> names = names(flat, placed, inHand);
        if (names.isEmpty()) {
            return null;
        }
        Set<Integer> meant = names.stream()
                .filter(name -> !name.not())
                .map(Name::order)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Integer> not = names.stream().filter(Name::not).map(Name::order).collect(Collectors.toSet());
        if (meant.isEmpty()) {
            IntStream.range(0, placed.size()).filter(i -> !not.contains(i)).forEach(meant::add);
        }
        int order = meant.size() == 1 ? meant.iterator().next() : -1;
        String called = order < 0 ? "" : called(placed.get(order), language);
        boolean onlyNamed =
                BESIDE.matcher(replaced(flat, names, "")).replaceAll(" ").isBlank();
        boolean asks = text.contains("?") || ASKS.matcher(flat).find();
        return new Found(order, replaced(text, names, called), onlyNamed, asks);
    }

    /// What was said of one of them, or of none by name, as of another one.
    static String of(Dialogue.Taken other, String said, List<Dialogue.Taken> placed, int inHand, String language) {
        String text = Normalizer.normalize(said, Normalizer.Form.NFC);
        return replaced(text, names(flat(text), placed, inHand), called(other, language));
    }

    private static String replaced(String text, List<Name> names, String called) {
        StringBuilder rest = new StringBuilder(text);
        names.stream()
                .sorted(Comparator.comparingInt(Name::start).reversed())
                .forEach(name -> rest.replace(name.start(), name.end(), name.not() ? " " : called));
        return rest.toString().strip();
    }

    /// By its number, where it has one.
    private static String called(Dialogue.Taken order, String language) {
        String called = listed(language).isEmpty() ? "order" : listed(language).getFirst();
        return order.number() == null ? called : called + " " + order.number();
    }

    private static final Pattern ASKS = alone("(?:" + any("asks") + ")");

    private static final Pattern BESIDE = alone("(?:" + any("beside") + ")");

    /// Each is found once, the longest first; what stands in a longer one is no name.
    private static List<Name> names(String flat, List<Dialogue.Taken> placed, int inHand) {
        List<Name> all = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            int order = i;
            for (String pattern : patterns(placed, order, inHand)) {
                Matcher found = alone("(?:(?<not>" + any("not") + ") +(?:for +|de +)?)?(?:" + spaced(pattern) + ")")
                        .matcher(flat);
                while (found.find()) {
                    all.add(new Name(found.start(), found.end(), order, found.group("not") != null));
                }
            }
        }
        all.sort(Comparator.comparingInt(name -> name.start() - name.end()));
        List<Name> apart = new ArrayList<>();
        for (Name name : all) {
            if (apart.stream().noneMatch(other -> name.start() < other.end() && other.start() < name.end())) {
                apart.add(name);
            }
        }
        return apart;
    }

    private static List<String> patterns(List<Dialogue.Taken> placed, int order, int inHand) {
        List<String> patterns = new ArrayList<>();
        String number = placed.get(order).number();
        if (number != null) {
            String whole = plain(number);
            String end = whole.substring(whole.lastIndexOf(' ') + 1);
            patterns.add(BEFORE_NUMBER + "(?:" + whole + (end.length() < NUMBER_LEAST ? "" : "|" + end) + ")");
        }
        if (order < IN_TURN.size()) {
            patterns.add(any(IN_TURN.get(order)));
        }
        if (order == placed.size() - 1) {
            patterns.add(any("last"));
        }
        if (placed.size() == 2 && order != inHand) {
            patterns.add(any("other"));
        }
        names(placed, order)
                .ifPresent(called -> WORDS.getOrDefault("of", List.of()).stream()
                        .map(way -> way.replace("~", called))
                        .forEach(patterns::add));
        return patterns;
    }

    /// Where it goes and who gets it, in words that are of no other of them.
    private static Optional<String> names(List<Dialogue.Taken> placed, int order) {
        Set<String> others = IntStream.range(0, placed.size())
                .filter(i -> i != order)
                .boxed()
                .flatMap(i -> Stream.concat(
                        words(placed.get(i).place()), people(placed.get(i).whom())))
                .collect(Collectors.toSet());
        List<String> towns = words(placed.get(order).place())
                .filter(word -> !others.contains(word))
                .distinct()
                .toList();
        List<String> names = new ArrayList<>();
        if (!towns.isEmpty()) {
            String town = "(?:" + String.join("|", towns) + ")";
            // "27 Moseley Road", "Da Nang"
            String any = Stream.of(plain(placed.get(order).place()).split(" "))
                    .distinct()
                    .collect(Collectors.joining("|"));
            names.add("(?:(?:" + any + ") ){0,3}" + town + "(?: (?:" + any + ")){0,4}");
        }
        people(placed.get(order).whom())
                .filter(person -> !others.contains(person))
                .forEach(names::add);
        return names.isEmpty() ? Optional.empty() : Optional.of("(?:" + String.join("|", names) + ")");
    }

    private static Stream<String> words(String place) {
        return Stream.of(plain(place).split(" "))
                .filter(word -> word.length() >= NAME_LEAST && !word.matches("\\d+"))
                .filter(word ->
                        !Names.LITTLE.contains(word) && !Names.ARTICLES.contains(word) && !word.equals("order"));
    }

    /// "To my friend Niamh": the friend and her name.
    private static Stream<String> people(@Nullable String whom) {
        if (whom == null) {
            return Stream.empty();
        }
        List<String> people = new ArrayList<>(Signs.persons(whom));
        Matcher word = WORD.matcher(whom);
        while (word.find()) {
            if (word.group().length() >= NAME_LEAST
                    && Character.isUpperCase(word.group().charAt(0))) {
                people.add(plain(word.group()));
            }
        }
        return people.stream().distinct();
    }

    private static int answered(String flat, List<Dialogue.Taken> placed, int inHand) {
        String answer = flat.replaceAll(" +", " ").strip();
        for (int i = 0; i < placed.size(); i++) {
            boolean inTurn =
                    i < IN_TURN.size() && listed(IN_TURN.get(i) + "_alone").contains(answer)
                            || i == placed.size() - 1 && listed("last_alone").contains(answer);
            int order = i;
            boolean others =
                    IntStream.range(0, placed.size()).anyMatch(other -> other != order && calls(answer, placed, other));
            boolean named = !others && calls(answer, placed, order);
            if (inTurn || named && answer.split(" ").length <= ANSWER_WORDS_MAX) {
                return i;
            }
        }
        return -1;
    }

    private static final int ANSWER_WORDS_MAX = 5;

    private static boolean calls(String answer, List<Dialogue.Taken> placed, int order) {
        String number = placed.get(order).number();
        return number != null && plain(number).endsWith(answer) && answer.length() >= NUMBER_LEAST
                || names(placed, order)
                        .map(called -> alone(called).matcher(answer).find())
                        .orElse(false);
    }

    /// Where no letter and no digit stands right before it, nor behind it.
    private static Pattern alone(String pattern) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + pattern + "(?![\\p{L}\\p{N}])");
    }

    private static List<String> listed(String section) {
        return WORDS.getOrDefault(section, List.of());
    }

    private static String any(String section) {
        return listed(section).stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
    }

    /// However many marks stand between two words.
    private static String spaced(String pattern) {
        return pattern.replace(" ", " +");
    }

    private static String plain(String text) {
        return flat(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" +", " ")
                .strip();
    }

    /// Lower case, without accents, each mark a blank: as long as the text itself.
    private static String flat(String text) {
        StringBuilder flat = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            String bare = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT);
            boolean word = bare.length() > 0 && Character.isLetterOrDigit(bare.charAt(0));
            flat.append(!word ? ' ' : bare.charAt(0) == 'đ' ? 'd' : bare.charAt(0));
        }
        return flat.toString();
    }
}
