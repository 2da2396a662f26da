package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Heard.Answer;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Particulars;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Whether the message says yes or no to what was asked, and whether a yes is meant without a condition.
public final class YesOrNo {
    private YesOrNo() {}

    public static Answer answer(Reading reading, Surroundings at) {
        List<Hit> yesses =
                reading.all("yes").filter(hit -> answers(reading, hit)).toList();
        // "nothing, just send it"
        boolean no = reading.all("no")
                .anyMatch(hit -> answers(reading, hit)
                        && !waits(reading, hit)
                        && (yesses.isEmpty() || !hit.value().equals("else")));
        boolean yes = yesses.stream().anyMatch(hit -> !askedBack(reading, hit))
                || at.awaited() == Awaited.CONFIRMATION && isAll(reading, at);
        boolean weak = !yesses.isEmpty()
                || at.ordering() && isAll(reading, at)
                || reading.all("weak_yes").anyMatch(hit -> answers(reading, hit));
        if (no) {
            return yes && leavesOut(reading, yesses) ? Answer.YES : yes ? Answer.NONE : Answer.NO;
        }
        return yes ? Answer.YES : weak ? Answer.WEAK_YES : Answer.NONE;
    }

    /// "That's all", or "just that" of one thing: nothing is missing in what was shown.
    static boolean isAll(Reading reading, Surroundings at) {
        return reading.all("goodbye")
                .filter(hit -> hit.value().equals("all")
                        || hit.value().equals("one") && at.pieces().size() == 1)
                .anyMatch(hit -> !askedBack(reading, hit) && onlyNiceties(reading, hit));
    }

    /// "*Nah* leave the anchor, all good. Yep send it": the no says what is left out, and the yes behind it agrees.
    private static boolean leavesOut(Reading reading, List<Hit> yesses) {
        int last = yesses.stream().mapToInt(Hit::start).max().orElse(0);
        return reading.all("no")
                .filter(hit -> answers(reading, hit))
                .allMatch(no -> no.start() < last
                        && IntStream.range(no.end(), last)
                                .anyMatch(i -> reading.tokens.get(i).endsSentence())
                        && reading.products.stream()
                                .anyMatch(thing -> thing.start() >= no.end()
                                        && reading.clauseStart(thing.start()) == reading.clauseStart(no.start())));
    }

    /// "Not yet": a no that waits is no no.
    static boolean notYet(Reading reading) {
        return reading.all("no").anyMatch(hit -> answers(reading, hit) && waits(reading, hit));
    }

    /// "Not yet, let me ask my mum": neither a yes nor a no; somebody is asked first.
    private static boolean waits(Reading reading, Hit hit) {
        boolean wait = reading.found("but").anyMatch(but -> but.start() == hit.start() && but.end() == hit.end());
        return wait && reading.all("but").anyMatch(but -> but.start() >= hit.end());
    }

    /// "Yes? How much is delivery", "chốt đơn là trả tiền luôn *hả*": no yes to rely on.
    private static boolean askedBack(Reading reading, Hit hit) {
        int last = reading.tokens.size() - 1;
        boolean asked = hit.end() <= last && reading.tokens.get(hit.end()).is("?");
        boolean tagged = reading.is(last, Word.TAG)
                && reading.clauseEnd(hit.end()) > last
                && IntStream.range(hit.end(), last).anyMatch(i -> !reading.nicety(i));
        return asked || tagged;
    }

    /// "no bag" and "is that ok for daily use" hold no answer; "no, the red one" and "yes please" do.
    private static boolean answers(Reading reading, Hit hit) {
        if (reading.marks("place_before").anyMatch(place -> place.start() == hit.start() && place.end() >= hit.end())) {
            // "ship it to Jinja", and not "tuma tu"
            return false;
        }
        if (hit.section().equals("no") && hit.start() > 0 && Asking.orNot(reading)) {
            // "có ship qua Tân Bình không ạ"
            return false;
        }
        boolean orNot = hit.section().equals("no")
                && hit.start() > reading.clauseStart(hit.start())
                && reading.is(hit.start(), Word.OR_NOT)
                && reading.all("question").anyMatch(asks -> asks.start() == hit.start() && asks.end() == hit.end())
                && IntStream.range(reading.clauseStart(hit.start()), hit.start())
                        .anyMatch(i -> !reading.everyday(i) && !reading.nicety(i));
        if (orNot) {
            // "da dầu xài được không ạ"
            return false;
        }
        if (saysWhichIsRight(reading, hit) || endsQuestion(reading, hit) || saysItCan(reading, hit)) {
            return false;
        }
        if (hit.length() == 1
                && hit.start() > 0
                && reading.tokens.get(hit.start()).is("thoi")
                && !opens(reading, hit)
                && !reading.tokens.get(hit.start() - 1).separates()) {
            // "một đôi thôi": only that
            return false;
        }
        boolean houseNumber = hit.section().equals("no")
                && reading.number(hit.end())
                && reading.marks("street").findAny().isPresent();
        if (houseNumber) {
            return false;
        }
        if (hit.weight() <= 0.5 && !hit.section().equals("weak_yes")) {
            // "not like the picture at all", "weka mbili"
            return reading.standsAlone(hit.start(), hit.end()) || onlyNiceties(reading, hit);
        }
        boolean firstYes = hit.start() == 0 && !hit.section().equals("no") && !praisesNext(reading, hit);
        boolean firstNo = opens(reading, hit)
                && hit.section().equals("no")
                && !asksAtOnce(reading, hit)
                && reading.products.stream().noneMatch(p -> p.start() == hit.end());
        // "để y vậy chốt đơn luôn *đi chị*"
        boolean closing = hit.length() > 1
                && hit.section().equals("yes")
                && !reading.question()
                && IntStream.range(hit.end(), reading.tokens.size())
                        .allMatch(i -> reading.nicety(i)
                                || reading.tokens.get(i).kind() == Token.Kind.EMOJI
                                || reading.tokens.get(i).is("."));
        return firstYes
                || firstNo
                || closing
                || reading.standsAlone(hit.start(), hit.end())
                || hit.length() > 1
                        && hit.end() == reading.tokens.size()
                        && !(hit.section().equals("no")
                                && reading.all("discount_question").findAny().isPresent())
                || hit.end() == reading.tokens.size() && hit.section().equals("yes") && !reading.question()
                || !reading.question() && onlyNiceties(reading, hit);
    }

    /// "À nhầm 18 Nguyễn Xí mới *đúng*", "samahani namba 18 *ndiyo* sahihi": said of what mends the order.
    private static boolean saysWhichIsRight(Reading reading, Hit yes) {
        return !yes.section().equals("no")
                && yes.start() > reading.clauseStart(yes.start())
                && reading.found("correction")
                        .anyMatch(mends -> IntStream.range(mends.end(), yes.start())
                                .anyMatch(i -> reading.number(i)
                                        || reading.thingAt(i)
                                        || reading.tokens.get(i).word()
                                                && !reading.claimed(i)
                                                && !reading.everyday(i)));
    }

    /// "*Bao giờ* nhận được ạ", "which colour is correct": a word that asks stands before it in its clause.
    private static boolean endsQuestion(Reading reading, Hit yes) {
        return !yes.section().equals("no")
                && reading.found("question")
                        .filter(asks -> asks.start() >= reading.clauseStart(yes.start()) && asks.end() <= yes.start())
                        .anyMatch(asks -> reading.hits.stream()
                                .anyMatch(hit -> hit.start() <= asks.start()
                                        && asks.end() <= hit.end()
                                        && (hit.section().equals("question")
                                                || Intent.of(hit.section())
                                                        .filter(Intent::asks)
                                                        .isPresent())));
    }

    /// "Hôm qua nhận *được ạ*": behind what one does it says that it can be done.
    private static boolean saysItCan(Reading reading, Hit yes) {
        int before = yes.start() - 1;
        return reading.is(yes.start(), Word.CAN)
                && before >= 0
                && reading.tokens.get(before).word()
                && !reading.nicety(before);
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
                && !reading.nicety(next);
    }

    /// "chị đồng ý nha", "go on then": nothing else is said in its clause than courtesies.
    private static boolean onlyNiceties(Reading reading, Hit answer) {
        return IntStream.range(reading.clauseStart(answer.start()), reading.clauseEnd(answer.end()))
                .allMatch(i -> i >= answer.start() && i < answer.end()
                        || reading.tokens.get(i).kind() == Token.Kind.EMOJI
                        || reading.nicety(i));
    }

    /// "Yes, for 2pm" is more than a yes to what was shown.
    public static boolean conditional(Wants wants, List<Number> numbers) {
        Reading reading = wants.reading;
        return wants.answer.yes()
                && wants.awaits(Awaited.CONFIRMATION)
                && (Particulars.date(reading) != null
                        || numbers.stream()
                                .anyMatch(n -> n.kind() == Kind.OTHER
                                        || wants.items.numbers().contains(n))
                        || !refusesOther(wants) && (wants.refused() || removes(wants))
                        || reading.has("same_again")
                        || takenBack(reading)
                        || saidByOthers(reading)
                        || !reading.question() && asksBehind(reading)
                        || hasBut(reading));
    }

    /// Something of the order, and not a word of the address: "remove the yes from the address. Place it".
    private static boolean removes(Wants wants) {
        boolean ofAddress = wants.place != null && wants.place.whole();
        return wants.reading.has("remove_from_cart") && !ofAddress;
    }

    /// "Leave the anchor, all good, yep send it": what was only spoken of is not wanted, and the order stays as it is.
    private static boolean refusesOther(Wants wants) {
        List<Item> named = wants.items.items();
        Reading reading = wants.reading;
        int last =
                reading.products.stream().mapToInt(thing -> thing.end()).max().orElse(0);
        boolean agreesBehind = reading.all("yes").anyMatch(yes -> reading.clauseStart(yes.start()) >= last);
        return !named.isEmpty()
                && agreesBehind
                && !wants.at.pieces().isEmpty()
                && named.stream()
                        .allMatch(item -> item.negated()
                                && !item.products().isEmpty()
                                && item.products().stream().noneMatch(wants.at.pieces()::containsKey));
    }

    /// "My sister said it looks good": somebody else's yes.
    private static boolean saidByOthers(Reading reading) {
        List<Hit> yesses = Stream.of("yes", "weak_yes")
                .flatMap(reading::all)
                .filter(hit -> answers(reading, hit))
                .toList();
        return !yesses.isEmpty()
                && yesses.stream()
                        .allMatch(yes -> IntStream.range(reading.clauseStart(yes.start()), yes.start() - 1)
                                .anyMatch(i -> reading.person(i) && !reading.marked("particle", i)));
    }

    /// "Oui, enfin non": a yes that is mended right away.
    private static boolean takenBack(Reading reading) {
        return Stream.of("correction", "no")
                .flatMap(reading::all)
                .filter(hit -> !hit.value().equals("else"))
                .anyMatch(hit ->
                        Stream.of("yes", "weak_yes").flatMap(reading::all).anyMatch(yes -> yes.end() <= hit.start()));
    }

    /// "Confirm what", "yes what time": asked without a mark; "yes please! what day will it arrive" only asks when.
    private static boolean asksBehind(Reading reading) {
        return reading.all("question").anyMatch(hit -> hit.start() > 0 && !asksOfDelivery(reading, hit.start()));
    }

    private static boolean asksOfDelivery(Reading reading, int at) {
        int clause = reading.clauseStart(at);
        int end = reading.clauseEnd(at);
        return clause > 0 && reading.all("delivery_question").anyMatch(hit -> hit.start() >= at && hit.end() <= end);
    }

    /// "Perfect, except the colour", not "if you say so".
    static boolean hasBut(Reading reading) {
        return reading.found("but").anyMatch(hit -> outsideYes(reading, hit) && !behindPlace(reading, hit));
    }

    /// "Likoni, nyumba ya pili *baada ya* msikiti": next to what, behind what leads to an address.
    private static boolean behindPlace(Reading reading, Hit hit) {
        return reading.marks("place_near")
                .anyMatch(
                        near -> near.start() == hit.start() && near.end() == hit.end() && streetBefore(reading, near));
    }

    private static boolean streetBefore(Reading reading, Hit near) {
        return IntStream.range(0, near.start())
                .anyMatch(i -> reading.marked("street", i) || reading.capital(i) && i > 0);
    }

    private static boolean outsideYes(Reading reading, Hit hit) {
        return reading.hits.stream()
                .noneMatch(other -> other != hit
                        && !other.section().equals("negation")
                        && other.length() > hit.length()
                        && other.start() <= hit.start()
                        && other.end() >= hit.end());
    }
}
