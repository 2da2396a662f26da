package io.parley.conversation.understanding;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "The 250g please. And is it real bergamot?": who orders or answers in one sentence and asks something in the next is
/// heard as if both had been sent one after the other, so that neither swallows the other.
public final class Apart {
    /// More sentences than this are told and not ordered.
    private static final int SENTENCES_MAX = 5;

    private Apart() {}

    /// @param first what orders or answers, or asks before something changes
    /// @param then what asks or changes, to be read once the first is decided on
    public record Parts(Heard first, Utterance then) {}

    /// The message as two; null when it is one. Every sentence is read at most once before the first that asks.
    ///
    /// @param whole what was heard of the message as it stands
    /// @param reader reads a part of it
    public static @Nullable Parts of(
            Utterance utterance, Heard whole, Awaited awaited, Function<Utterance, Heard> reader) {
        boolean plain = utterance.payload() == null && utterance.media().isEmpty() && utterance.sharedPlace() == null;
        // "one. how much to Nnewi" answers as a whole, and asks nothing
        boolean mayAsk = awaited != Awaited.NOTHING || asks(whole) || fetches(whole);
        if (!plain || !mayAsk) {
            return null;
        }
        String text = utterance.text();
        List<Integer> sentences = Clauses.starts(Clauses.END, text).stream()
                .filter(at -> !Clauses.shortened(text, at, whole.details().place()))
                .toList();
        if (!sentences.isEmpty()) {
            boolean mayChange =
                    awaited != Awaited.NOTHING || !whole.change().equals(Heard.Change.NONE) || fetches(whole);
            Parts changed = mayChange ? askedFirst(utterance, awaited, sentences, reader) : null;
            Parts asked = changed == null ? atFirstQuestion(utterance, awaited, sentences, reader) : changed;
            Parts parts = asked == null ? twoQuestions(utterance, whole, awaited, sentences, reader) : asked;
            return parts == null || changed != null ? parts : ordersOn(utterance, whole, awaited, parts, reader);
        }
        return Stream.of(Clauses.starts(Clauses.COMMA, text), Clauses.joints(text))
                .map(clauses -> clauses(utterance, whole, awaited, clauses, reader))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> twoQuestions(utterance, whole, awaited, Clauses.starts(Clauses.COMMA, text), reader));
    }

    /// "Yes, one. And a black belt too, how long is it?": more is ordered in the sentence that asks, and the question
    /// begins behind its comma.
    private static Parts ordersOn(
            Utterance utterance, Heard whole, Awaited awaited, Parts parts, Function<Utterance, Heard> reader) {
        int from = utterance.text().length() - parts.then().text().length();
        List<Integer> commas = Clauses.starts(Clauses.COMMA, utterance.text()).stream()
                .filter(at -> at > from)
                .toList();
        if (commas.size() != 1) {
            return parts;
        }
        Heard rest = reader.apply(parts.then());
        boolean both = asks(rest) && rest.named().stream().anyMatch(item -> item.quantity() != null);
        Parts finer = both ? clauses(utterance, whole, awaited, commas, reader) : null;
        return finer == null ? parts : finer;
    }

    /// "Do you still have the 25 pot, does it do for tomatoes?": whether there is one, or at what price, and in the
    /// next clause what it is like.
    private static @Nullable Parts twoQuestions(
            Utterance utterance,
            Heard whole,
            Awaited awaited,
            List<Integer> starts,
            Function<Utterance, Heard> reader) {
        boolean mayBe = awaited == Awaited.NOTHING || awaited == Awaited.YES_OR_NO;
        if (!mayBe || starts.size() != 1 || whole.wants(Intent.MEDICAL_QUESTION)) {
            return null;
        }
        int next = starts.getFirst();
        Heard first = reader.apply(Clauses.said(0, next, utterance));
        if (first.named().size() != 1 || !onlyAsks(first, awaited)) {
            return null;
        }
        Utterance rest = Clauses.said(next, utterance.text().length(), utterance);
        Heard then = reader.apply(rest);
        boolean offers = first.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK);
        return offers && asksHow(then, awaited) || takesIt(then, first) ? new Parts(first, rest) : null;
    }

    /// "How much is a kilo of mango, give me 3", "what is in the big basket, 2 baskets please": so many of what
    /// was asked about.
    private static boolean takesIt(Heard heard, Heard asked) {
        if (asked.named().size() != 1) {
            return false;
        }
        // "is there pondu? 4 bags and 1 smoked fish": the count that stands alone is of it
        boolean ofIt = heard.named().stream()
                .allMatch(
                        item -> item.products().equals(asked.named().getFirst().products())
                                // "a black one"
                                || item.products().isEmpty()
                                || heard.loose().count() != null && item.quantity() != null);
        // "3 ký" are three once it is known of what
        boolean counted = heard.text().chars().anyMatch(Character::isDigit)
                || heard.loose().count() != null
                || heard.named().stream().anyMatch(item -> item.quantity() != null);
        return heard.wants(Intent.BUYING_INTENT)
                && ofIt
                && counted
                && !asks(heard)
                && !ends(heard)
                && heard.refused().isEmpty();
    }

    /// What something is like, and nothing else.
    private static boolean asksHow(Heard heard, Awaited awaited) {
        return heard.wants(Intent.PRODUCT_INQUIRY)
                && onlyAsks(heard, awaited)
                && heard.manner().question()
                && heard.loose().unsold().isEmpty()
                && !heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK);
    }

    /// "I want two, na original?": where a message is one sentence, its clauses.
    private static @Nullable Parts clauses(
            Utterance utterance,
            Heard whole,
            Awaited awaited,
            List<Integer> starts,
            Function<Utterance, Heard> reader) {
        Parts behind = asks(whole) || fetches(whole) ? behindClause(utterance, awaited, starts, reader) : null;
        boolean whereAndMore = awaited == Awaited.LOCATION
                && whole.details().place() == null
                && whole.manner().question();
        if (behind == null && whereAndMore) {
            // "Sogoniko near the market, can a lorry get in?"
            Parts parts = atFirstQuestion(utterance, awaited, starts, reader);
            return parts != null && answers(parts.first(), awaited) ? parts : null;
        }
        if (behind == null && awaited == Awaited.VARIANT) {
            // "the green one, and is 4mm thick enough?"
            Parts parts = atFirstQuestion(utterance, awaited, Clauses.joints(utterance.text()), reader);
            return parts != null && parts.first().items().isEmpty() && answers(parts.first(), awaited) ? parts : null;
        }
        if (behind != null || awaited != Awaited.YES_OR_NO || !mayAsk(utterance, whole)) {
            return behind;
        }
        Parts parts = atFirstQuestion(utterance, awaited, starts, reader);
        return parts == null
                        || settles(parts.first(), Awaited.NOTHING)
                        || parts.first().loose().count() != null
                ? parts
                : null;
    }

    /// What is said beside a wish that a person is fetched for: first all of it as one, then clause by clause.
    public static List<Utterance> besideSpecial(Utterance utterance, Function<Utterance, Heard> reader) {
        List<Utterance> beside = Clauses.of(utterance).stream()
                .filter(clause -> !fetches(reader.apply(clause)))
                .toList();
        if (beside.size() < 2) {
            return beside;
        }
        String all = beside.stream().map(Utterance::text).collect(Collectors.joining(" "));
        return Stream.concat(Stream.of(Clauses.said(0, all.length(), Utterance.of(all))), beside.stream())
                .toList();
    }

    private static @Nullable Parts atFirstQuestion(
            Utterance utterance, Awaited awaited, List<Integer> starts, Function<Utterance, Heard> reader) {
        if (starts.isEmpty() || starts.size() >= SENTENCES_MAX) {
            return null;
        }
        Heard first = null;
        int from = 0;
        int until = 0;
        for (int next : starts) {
            Heard sentence = reader.apply(Clauses.said(from, next, utterance));
            if (asks(sentence) || ends(sentence)) {
                break;
            }
            first = from == 0 ? sentence : null;
            from = next;
            until = next;
        }
        if (until == 0) {
            return null;
        }
        if (first == null) {
            first = reader.apply(Clauses.said(0, until, utterance));
        }
        return settles(first, awaited)
                ? new Parts(first, Clauses.said(until, utterance.text().length(), utterance))
                : null;
    }

    /// "2 pots and a trowel, do you sell rakes too?": behind a comma, or an "and", something is asked of what was not
    /// ordered before.
    private static @Nullable Parts behindClause(
            Utterance utterance, Awaited awaited, List<Integer> starts, Function<Utterance, Heard> reader) {
        if (starts.size() >= SENTENCES_MAX) {
            return null;
        }
        for (int next : starts.reversed()) {
            Heard first = reader.apply(Clauses.said(0, next, utterance));
            if (asks(first)
                    || awaited == Awaited.CONFIRMATION && !adds(first)
                    || ends(first)
                    || fetches(first)
                    || !wanted(first) && !tellsPlace(first, awaited) && !says(first, awaited)) {
                continue;
            }
            Utterance rest = Clauses.said(next, utterance.text().length(), utterance);
            return asksElse(reader.apply(rest), first) ? new Parts(first, rest) : null;
        }
        return null;
    }

    /// "How much is the wine one? Change 2 to wine": what is asked is told, and then it changes.
    private static @Nullable Parts askedFirst(
            Utterance utterance, Awaited awaited, List<Integer> starts, Function<Utterance, Heard> reader) {
        int second = starts.getFirst();
        Heard first = reader.apply(Clauses.said(0, second, utterance));
        if (starts.size() > 1 && awaited != Awaited.CONFIRMATION && saysNothing(first)) {
            // "ok. is that too small? maybe the 90cm is better"
            second = starts.get(1);
            first = reader.apply(Clauses.said(0, second, utterance));
        }
        Utterance rest = Clauses.said(second, utterance.text().length(), utterance);
        Heard then = reader.apply(rest);
        boolean chooses = choosesBehind(then, awaited);
        if (!onlyAsks(first, chooses ? Awaited.NOTHING : awaited) && !fetches(first) || ends(first)) {
            return null;
        }
        if (fetches(first)) {
            // "can they be engraved? deliver to Ngara": a person is fetched, and finds where to
            return answersBehind(then, awaited) ? new Parts(first, rest) : null;
        }
        return changes(then)
                        || tellsWhere(then, awaited)
                        || answersBehind(then, awaited)
                        || chooses
                        || awaited == Awaited.LOCATION && !then.named().isEmpty() && takesIt(then, first)
                ? new Parts(first, rest)
                : null;
    }

    /// "Does it come with a bag? Send it to Karen": the answer to where to stands behind a question.
    private static boolean tellsWhere(Heard heard, Awaited awaited) {
        return awaited == Awaited.LOCATION && !asks(heard) && !ends(heard) && answers(heard, awaited);
    }

    /// "Is it this year's? I'm in Tanga, Chumbageni": where to is told behind a question.
    private static boolean answersBehind(Heard heard, Awaited awaited) {
        return tellsPlace(heard, awaited)
                && !asks(heard)
                && !ends(heard)
                && heard.items().isEmpty();
    }

    /// "Ok.", "thanks!"
    private static boolean saysNothing(Heard heard) {
        return !asks(heard)
                && heard.items().isEmpty()
                && heard.details().place() == null
                && heard.loose().equals(NOTHING)
                && heard.meanings().stream().allMatch(meaning -> switch (meaning.intent()) {
                    case CONFIRM, THANKS, GREETING, CHIT_CHAT -> true;
                    default -> false;
                });
    }

    /// "Is that too big for it? Maybe the 18cm is enough": which of it is said behind a question.
    private static boolean choosesBehind(Heard heard, Awaited awaited) {
        return (awaited == Awaited.LOCATION || awaited == Awaited.CONFIRMATION)
                && heard.items().isEmpty()
                && heard.loose().variants().size() == 1
                && heard.details().place() == null
                && !asks(heard)
                && heard.meanings().stream().noneMatch(meaning -> ends(meaning.intent()))
                && (!heard.manner().but() || heard.yes() || heard.wants(Intent.UPDATE_CART));
    }

    /// Whether some of what is ordered becomes something else, and nothing is asked.
    private static boolean changes(Heard heard) {
        return heard.change().to() != null && heard.change().is(Heard.Extent.SOME) && !asks(heard) && !ends(heard);
    }

    /// Whether the second part is told or done beside the first.
    public static boolean goTogether(Parts parts, Heard then, Awaited awaited) {
        boolean whereAndMore = tellsWhere(parts.first(), awaited)
                && (then.unclear() || then.items().isEmpty() && understandsNothing(then))
                && then.manner().question();
        boolean askedFirst = onlyAsks(parts.first(), awaited)
                        && (changes(then)
                                || tellsWhere(then, awaited)
                                || answersBehind(then, awaited)
                                || takesIt(then, parts.first()))
                || onlyAsks(parts.first(), Awaited.NOTHING) && choosesBehind(then, awaited);
        boolean fetched = fetches(parts.first())
                ? answersBehind(then, awaited)
                : fetches(then)
                        && (awaited != Awaited.CONFIRMATION || !parts.first().yes());
        // "Tulsa. Is the buckle included? If not, add a star one"
        boolean whereFirst = tellsWhere(parts.first(), awaited)
                && parts.first().items().isEmpty()
                && asks(then)
                && !then.named().isEmpty()
                && then.details().place() == null
                && then.refused().isEmpty()
                && !ends(then);
        boolean addsFirst = adds(parts.first()) && onlyAsks(then, Awaited.NOTHING);
        return whereAndMore || whereFirst || addsFirst || onlyAsks(then, awaited) || askedFirst || fetched;
    }

    /// "Did you note the navy colour?"
    private static boolean understandsNothing(Heard heard) {
        return heard.meanings().stream().allMatch(meaning -> meaning.intent() == Intent.UNKNOWN);
    }

    /// "2 hoodies, and can you print our logo?": a person is fetched for the second, and finds the first.
    private static boolean fetches(Heard heard) {
        return heard.wantsAny(Intent.CUSTOM_REQUEST, Intent.MEDICAL_QUESTION);
    }

    /// Things are counted, or something becomes of what is ordered.
    private static boolean wanted(Heard heard) {
        boolean changes = heard.wantsAny(Intent.ADD_TO_CART, Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        return !heard.named().isEmpty()
                && (changes
                        || heard.wants(Intent.BUYING_INTENT)
                                && heard.named().stream().anyMatch(item -> item.quantity() != null));
    }

    /// "Add a box of crackers", to what was summed up, which is summed up anew.
    private static boolean adds(Heard heard) {
        return wanted(heard) && !heard.yes() && !heard.no();
    }

    private static boolean asksElse(Heard heard, Heard first) {
        boolean goods = heard.named().stream()
                        .anyMatch(item -> first.named().stream()
                                .noneMatch(ordered -> ordered.products().equals(item.products())))
                || heard.named().isEmpty()
                        && (heard.loose().sought() != null
                                || !heard.loose().unsold().isEmpty());
        boolean asksGoods = heard.wantsAny(Intent.PRICE_CHECK, Intent.AVAILABILITY_CHECK, Intent.PRODUCT_INQUIRY);
        boolean sum = heard.named().isEmpty() && heard.wants(Intent.VIEW_CART);
        // "and one gas stove, does it come with gas?"
        boolean ofIt = heard.named().isEmpty()
                && heard.manner().question()
                && heard.meanings().stream().allMatch(meaning -> meaning.intent() == Intent.PRODUCT_INQUIRY)
                && Token.read(heard.text()).stream()
                        .anyMatch(token -> Lexicon.load().is(token.norm(), Word.OF_IT))
                && first.named().stream().anyMatch(item -> item.quantity() != null);
        return sum
                || ofIt
                || fetches(heard)
                || goods && asksGoods
                || heard.wantsAny(Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION);
    }

    private static boolean asks(Heard heard) {
        return heard.manner().question() || heard.meanings().stream().anyMatch(meaning -> asks(meaning.intent()));
    }

    private static boolean ends(Heard heard) {
        return heard.manner().but() || heard.meanings().stream().anyMatch(meaning -> ends(meaning.intent()));
    }

    /// Whether it orders or answers, and asks nothing.
    private static boolean settles(Heard heard, Awaited awaited) {
        boolean orders = heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART, Intent.UPDATE_CART)
                && (!heard.named().isEmpty() || !heard.loose().equals(NOTHING));
        return !asks(heard) && !ends(heard) && (orders || answers(heard, awaited) || tellsPlace(heard, awaited));
    }

    private static final Heard.Loose NOTHING = new Heard.Loose(null, null, List.of(), List.of(), null);

    private static boolean answers(Heard heard, Awaited awaited) {
        Heard.Loose loose = heard.loose();
        if (awaited != Awaited.NOTHING
                && awaited != Awaited.CONFIRMATION
                && heard.details().placeSaid()) {
            return true;
        }
        return switch (awaited) {
            case VARIANT -> !loose.variants().isEmpty() || loose.pick() != null || loose.number() != null;
            case QUANTITY -> loose.count() != null;
            case LOCATION -> heard.details().place() != null;
            case PRODUCT -> !heard.named().isEmpty() || loose.pick() != null;
            case YES_OR_NO ->
                !loose.variants().isEmpty() || loose.pick() != null || loose.count() != null || heard.yes();
            case CONFIRMATION -> heard.yes();
            case NOTHING -> false;
        };
    }

    /// "The bigger one please, and does it come in a pot": which one is said before what is asked.
    private static boolean says(Heard heard, Awaited awaited) {
        return (awaited == Awaited.VARIANT || awaited == Awaited.YES_OR_NO)
                && heard.wants(Intent.BUYING_INTENT)
                && (heard.loose().pick() != null || !heard.loose().variants().isEmpty());
    }

    /// "Naivasha, Karagita. And does it come with a cover?": where to is told whatever was asked.
    private static boolean tellsPlace(Heard heard, Awaited awaited) {
        return (awaited == Awaited.VARIANT
                        || awaited == Awaited.QUANTITY
                        || awaited == Awaited.LOCATION
                        || awaited == Awaited.CONFIRMATION && !heard.yes())
                && heard.details().place() != null
                && !(heard.details().placeAsked() && asks(heard));
    }

    /// Whether there may be a question in it at all.
    public static boolean mayAsk(Utterance utterance, Heard whole) {
        return whole.manner().question() || utterance.text().contains("?") || asks(whole);
    }

    /// Whether something is asked in so many words.
    ///
    /// @param mayAsk a mark for a question stands in the message
    public static boolean surelyAsks(Heard heard, boolean mayAsk) {
        if (!heard.manner().question() && !mayAsk && heard.details().date() != null) {
            // "delivery on Tuesday if possible"
            return false;
        }
        return heard.manner().question() && !heard.unclear()
                || heard.meanings().stream()
                        .anyMatch(meaning -> asks(meaning.intent()) && meaning.confidence() >= SURELY);
    }

    /// "E get warranty?", "có bao luôn hả", "the noiler dem don get vaccine abi": asked in words that nobody
    /// knows, of what is spoken of.
    ///
    /// @param description of what is spoken of
    public static boolean asksUnknown(Heard heard, String description) {
        return heard.manner().question()
                && heard.meanings().stream().allMatch(meaning -> meaning.intent() == Intent.UNKNOWN)
                && heard.answer() == Heard.Answer.NONE
                && (heard.unclear() || !heard.loose().variants().isEmpty())
                && heard.items().isEmpty()
                && heard.details().place() == null
                && heard.loose().count() == null
                && (marked(heard) || heard.loose().variants().isEmpty() && speaksOf(heard, description));
    }

    /// A mark or a word at the end says that it is asked; fewer words may only be said in wonder: "ok?", "you sure?"
    private static boolean marked(Heard heard) {
        List<Token> words =
                Token.read(heard.text()).stream().filter(Token::word).toList();
        return words.size() >= ASKED_LEAST
                && (heard.text().contains("?")
                        || Lexicon.load().is(words.getLast().norm(), Word.TAG));
    }

    private static boolean speaksOf(Heard heard, String description) {
        Set<String> told = Token.read(description).stream()
                .map(Token::norm)
                .filter(word -> word.length() >= TOLD_LEAST)
                .collect(Collectors.toSet());
        return Token.read(heard.text()).stream()
                .anyMatch(token -> Lexicon.load().is(token.norm(), Word.OF_IT) || told.contains(token.norm()));
    }

    private static final int ASKED_LEAST = 3;
    private static final int TOLD_LEAST = 3;

    /// Whether it asks, and orders nothing.
    private static boolean onlyAsks(Heard heard, Awaited awaited) {
        boolean asks = heard.meanings().stream()
                .anyMatch(meaning -> (asks(meaning.intent())
                                || meaning.intent() == Intent.VIEW_CART
                                        && heard.details().place() == null)
                        && meaning.confidence() >= Heard.UNSURE);
        boolean costly = awaited == Awaited.CONFIRMATION
                && heard.meanings().stream().anyMatch(meaning -> meaning.intent() != Intent.PAYMENT_QUESTION);
        return asks
                && !costly
                && heard.answer() != Heard.Answer.YES
                && !heard.no()
                && heard.refused().isEmpty()
                // "does it come in a pot?"
                && heard.named().stream()
                        .allMatch(item -> item.quantity() == null || item.quantity() == 1 && byArticle(heard, item))
                // "how much for the two?"
                && (heard.loose().count() == null || heard.manner().question() && heard.wants(Intent.PRICE_CHECK))
                && !orders(heard)
                && (heard.manner().question() || !heard.wants(Intent.ORDER_MODIFICATION));
    }

    /// "Does it come in *a* pot?": no count, as long as nothing is ordered.
    private static boolean byArticle(Heard heard, Heard.Item item) {
        Lexicon lexicon = Lexicon.load();
        List<Token> tokens = Token.read(heard.text());
        List<Token> name = Token.read(item.words());
        return heard.manner().question()
                && !name.isEmpty()
                && IntStream.range(1, tokens.size())
                        .anyMatch(
                                i -> tokens.get(i).norm().equals(name.getFirst().norm())
                                        && lexicon.is(tokens.get(i - 1).norm(), Word.ARTICLE));
    }

    /// "Do you do it in white as well?" orders nothing more.
    private static boolean orders(Heard heard) {
        double least = heard.manner().question() ? SURELY : Heard.UNSURE;
        return heard.meanings().stream()
                .filter(meaning -> meaning.confidence() >= least)
                .anyMatch(meaning -> switch (meaning.intent()) {
                    case BUYING_INTENT, ADD_TO_CART, UPDATE_CART -> true;
                    default -> false;
                });
    }

    private static final double SURELY = 0.8;

    private static boolean asks(Intent intent) {
        return intent.asks() || intent == Intent.DELIVERY_QUESTION || intent == Intent.PAYMENT_QUESTION;
    }

    /// Nothing is heard behind these.
    private static boolean ends(Intent intent) {
        return switch (intent) {
            case CANCEL_ORDER, CLEAR_CART, HUMAN_REQUEST, OPT_OUT, OPT_IN -> true;
            default -> false;
        };
    }
}
