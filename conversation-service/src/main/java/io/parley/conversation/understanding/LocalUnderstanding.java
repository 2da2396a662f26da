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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The engine without a model: words and phrases per language, the shop's own catalogue, and what was asked last.
/// Deterministic, no I/O after it is built, safe for any number of threads.
public final class LocalUnderstanding implements Understanding {
    private final Lexicon lexicon = Lexicon.load();
    private final Places places = new Places();
    private final Languages languages = new Languages(lexicon);

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
        Marked marked = Marked.in(text);
        List<Token> tokens = corrected(Token.read(marked.rest()), marked.rest(), at);
        Languages.Guess language = languages.guess(tokens, at);
        Reading reading = new Reading(marked.rest(), tokens, at, lexicon, language.inPlay());
        return heard(utterance, at, marked, reading, language);
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

    /// Long words one slip away from a known word are read as that word, unless the shop sells something so called.
    /// Words of other languages for what the shop sells ("savon") are read as the shop's.
    private List<Token> corrected(List<Token> tokens, String text, Surroundings at) {
        List<Token> corrected = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            String norm = token.norm();
            boolean name = at.awaited() == Awaited.LOCATION && Character.isUpperCase(text.codePointAt(token.start()));
            if (token.word() && !name && !at.catalogue().knows(norm) && !places.knows(norm)) {
                String translated = lexicon.find(List.of(token), Set.copyOf(Lexicon.LANGUAGES)).stream()
                        .filter(hit ->
                                hit.section().equals("means") && at.catalogue().knows(hit.value()))
                        .map(Hit::value)
                        .findFirst()
                        .orElse(null);
                String meant =
                        translated != null ? translated : at.catalogue().nearlyKnows(norm) ? null : lexicon.meant(norm);
                if (meant != null) {
                    norm = meant;
                }
            }
            corrected.add(
                    norm.equals(token.norm())
                            ? token
                            : new Token(norm, norm, token.kind(), token.start(), token.end(), token.glued()));
        }
        return corrected;
    }

    private Heard heard(
            Utterance utterance, Surroundings at, Marked marked, Reading reading, Languages.Guess language) {
        Optional<Places.Place> place = utterance.sharedPlace() != null
                ? Optional.of(new Places.Place(utterance.sharedPlace(), 0, 0, true))
                : places.find(reading, at);
        List<Number> numbers = Numbers.of(reading).stream()
                .filter(n -> place.filter(p -> n.start() >= p.start() && n.end() <= p.end())
                        .isEmpty())
                .toList();
        List<Number> limits = numbers.stream().filter(n -> limit(reading, n)).toList();
        Items.Result items = Items.assemble(
                reading, at, numbers.stream().filter(n -> !limits.contains(n)).toList());
        Answer answer = answer(reading);
        Map<Intent, Double> meanings = intents(reading, at, answer, items, place.orElse(null));
        Loose loose = loose(reading, items, meanings);
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
                        place.map(Places.Place::words).orElse(null),
                        place.map(Places.Place::said).orElse(false),
                        marked.orderNumber(),
                        marked.phone(),
                        marked.email(),
                        null,
                        limits.isEmpty() ? null : limits.getFirst().value()),
                new Manner(
                        reading.has("correction")
                                || reading.has("order_modification")
                                || reading.has("update_cart")
                                || answer == Answer.NO
                                        && (!items.items().isEmpty()
                                                || !items.variants().isEmpty()
                                                || loose.pick() != null)
                                || items.items().stream().anyMatch(Heard.Item::negated)
                                        && items.items().stream()
                                                .anyMatch(item -> !item.negated() && item.quantity() == null),
                        reading.all("correction").anyMatch(hit -> hit.value().equals("instead")),
                        reading.has("more"),
                        reading.has("each"),
                        reading.has("same_again"),
                        reading.has("but"),
                        reading.question() || reading.has("question")),
                emotion(reading, meanings),
                language.language(),
                language.confidence(),
                utterance.media(),
                null,
                confidence);
    }

    private static boolean limit(Reading reading, Number number) {
        BigDecimal value = number.value();
        return value.signum() > 0
                && reading.all("price_limit")
                        .anyMatch(hit -> hit.end() <= number.start() && number.start() - hit.end() <= 2);
    }

    private static Answer answer(Reading reading) {
        boolean no = reading.all("no").anyMatch(hit -> answers(reading, hit));
        boolean yes = reading.all("yes").anyMatch(hit -> answers(reading, hit));
        boolean weak = reading.all("weak_yes").anyMatch(hit -> answers(reading, hit));
        if (no) {
            return yes ? Answer.NONE : Answer.NO;
        }
        return yes ? Answer.YES : weak ? Answer.WEAK_YES : Answer.NONE;
    }

    /// "no bag" and "is that ok for daily use" hold no answer; "no, the red one" and "yes please" do.
    private static boolean answers(Reading reading, Hit hit) {
        boolean firstYes = hit.start() == 0 && !hit.section().equals("no");
        boolean firstNo = hit.start() == 0 && reading.products.stream().noneMatch(p -> p.start() == hit.end());
        return firstYes
                || firstNo
                || reading.standsAlone(hit.start(), hit.end())
                || hit.length() > 1 && hit.end() == reading.tokens.size()
                || hit.end() == reading.tokens.size() && hit.section().equals("yes") && !reading.question();
    }

    private static Map<Intent, Double> intents(
            Reading reading, Surroundings at, Answer answer, Items.Result items, Places.@Nullable Place place) {
        Map<Intent, Double> found = new LinkedHashMap<>();
        for (Hit hit : reading.hits) {
            boolean inPlace = place != null && hit.start() >= place.start() && hit.end() <= place.end();
            if (!inPlace) {
                Intent.of(hit.section()).ifPresent(intent -> found.merge(intent, hit.weight(), Math::max));
            }
        }
        if (answer == Answer.YES || answer == Answer.WEAK_YES) {
            found.putIfAbsent(Intent.CONFIRM, answer == Answer.YES ? 0.95 : 0.7);
        } else if (answer == Answer.NO) {
            found.putIfAbsent(Intent.DENY, 0.95);
        }
        boolean asks = found.keySet().stream().anyMatch(LocalUnderstanding::asking);
        boolean counted = items.items().stream().anyMatch(item -> item.quantity() != null && !item.negated());
        boolean named = items.items().stream().anyMatch(item -> !item.negated());
        boolean edits = found.containsKey(Intent.REMOVE_FROM_CART) || found.containsKey(Intent.CANCEL_ORDER);
        if (named
                && !asks
                && !edits
                && (counted
                        || place != null && place.said()
                        || at.awaited() == Awaited.PRODUCT
                        || at.ordering() && !reading.question())) {
            found.putIfAbsent(Intent.BUYING_INTENT, counted ? 0.85 : 0.7);
        } else if (named && !asks && !edits && found.keySet().stream().noneMatch(LocalUnderstanding::ordering)) {
            found.putIfAbsent(Intent.PRODUCT_INQUIRY, 0.7);
        }
        boolean removes = reading.all("negation").anyMatch(hit -> reading.begins("remove_from_cart", hit.start()));
        if (!items.items().isEmpty() && !named && (removes || found.isEmpty())) {
            found.putIfAbsent(Intent.REMOVE_FROM_CART, removes ? 0.9 : 0.6);
        }
        if (place != null
                && place.said()
                && !reading.question()
                && (at.ordering() || found.containsKey(Intent.BUYING_INTENT))) {
            found.remove(Intent.DELIVERY_QUESTION);
        }
        if (reading.has("price_limit") && !named && found.keySet().stream().noneMatch(LocalUnderstanding::asking)) {
            found.putIfAbsent(Intent.RECOMMEND, 0.7);
        }
        if (reading.has("correction")
                && (!items.items().isEmpty()
                        || !items.numbers().isEmpty()
                        || !items.variants().isEmpty()
                        || place != null)) {
            found.putIfAbsent(Intent.ORDER_MODIFICATION, 0.8);
        }
        if (found.size() > 1) {
            found.remove(Intent.CHIT_CHAT);
        }
        return found;
    }

    private static boolean asking(Intent intent) {
        return switch (intent) {
            case PRICE_CHECK,
                    AVAILABILITY_CHECK,
                    PRODUCT_INQUIRY,
                    COMPARE,
                    RECOMMEND,
                    MEDICAL_QUESTION,
                    COMPLAINT,
                    RETURN_REQUEST,
                    CUSTOM_REQUEST,
                    DISCOUNT_QUESTION,
                    ORDER_STATUS -> true;
            default -> false;
        };
    }

    private static boolean ordering(Intent intent) {
        return switch (intent) {
            case BUYING_INTENT, ADD_TO_CART, UPDATE_CART, ORDER_MODIFICATION -> true;
            default -> false;
        };
    }

    private static Loose loose(Reading reading, Items.Result items, Map<Intent, Double> meanings) {
        Integer number = items.numbers().stream()
                .filter(n -> n.kind() == Kind.BARE)
                .map(Number::whole)
                .findFirst()
                .orElse(null);
        Integer pieces = items.numbers().stream()
                .filter(n -> n.kind() == Kind.PIECES)
                .map(Number::whole)
                .findFirst()
                .orElse(null);
        List<Pick> picks = reading.all("pick")
                .map(LocalUnderstanding::pick)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        items.numbers().stream()
                .filter(n -> n.kind() == Kind.INDEX)
                .forEach(n -> picks.add(new Pick("index", n.whole())));
        return new Loose(
                number, pieces, items.variants(), picks, items.items().isEmpty() ? sought(reading, meanings) : null);
    }

    private static Pick pick(Hit hit) {
        String[] parts = hit.value().split(" ");
        return new Pick(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }

    /// What stands behind "do you have" or "how much is" and belongs to nothing we know.
    private static @Nullable String sought(Reading reading, Map<Intent, Double> meanings) {
        boolean looking = meanings.containsKey(Intent.AVAILABILITY_CHECK)
                || meanings.containsKey(Intent.PRICE_CHECK)
                || meanings.containsKey(Intent.BUYING_INTENT)
                || meanings.containsKey(Intent.PRODUCT_INQUIRY);
        if (!looking || reading.tokens.size() > 25) {
            return null;
        }
        int after = reading.hits.stream()
                .filter(hit -> Intent.of(hit.section())
                        .filter(LocalUnderstanding::looking)
                        .isPresent())
                .mapToInt(Hit::end)
                .min()
                .orElse(0);
        List<String> words = new ArrayList<>();
        for (int i = after; i < reading.tokens.size() && words.size() < 3; i++) {
            Token token = reading.tokens.get(i);
            boolean stranger = token.word()
                    && !reading.claimed(i)
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
        long negative = reading.all("negative").count() + (meanings.containsKey(Intent.COMPLAINT) ? 2 : 0);
        long positive = reading.all("positive").count() + (meanings.containsKey(Intent.THANKS) ? 1 : 0);
        return negative > positive ? Emotion.NEGATIVE : positive > negative ? Emotion.POSITIVE : Emotion.NEUTRAL;
    }

    private static double confidence(
            Reading reading,
            Surroundings at,
            Answer answer,
            Items.Result items,
            Loose loose,
            Places.@Nullable Place place,
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
            case NOTHING -> place != null && place.said() && at.ordering();
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
