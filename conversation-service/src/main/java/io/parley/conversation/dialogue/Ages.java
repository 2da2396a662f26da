package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Heard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Things sold from an age on, and shoppers who are children.
final class Ages {
    private Ages() {}

    /// A child: nothing is taken down, nothing of what is known is kept, a person and a parent are needed.
    static boolean settlesChild(Turn turn) {
        if (turn.shopper.consented() || !turn.shopper.child() && !saysChild(turn)) {
            return false;
        }
        boolean told = turn.shopper.child() || turn.before.takenOver();
        turn.shopper = turn.shopper.asChild();
        turn.lines.clear();
        turn.place = null;
        turn.orderId = null;
        turn.listed = List.of();
        turn.forgetQuestion();
        turn.forgetful = true;
        turn.acts.removeIf(Act.Identify.class::isInstance);
        if (!told) {
            turn.handOver(HandoffReason.UNDER_AGE, "Says to be under 13: a parent's consent is needed");
        }
        String parent = turn.heard.details().email();
        if (parent != null && !turn.before.takenOver() && !turn.optedOut) {
            turn.say(new Act.AskParent(parent));
        } else if (told && !turn.before.takenOver() && !turn.optedOut) {
            WithPerson.comingToChild(turn);
        }
        turn.say(new Act.ForgetPerson());
        return true;
    }

    private static boolean saysChild(Turn turn) {
        if (AgeSigns.child(turn.heard.text(), turn.moment.now())) {
            return true;
        }
        Integer bare = AgeSigns.bareAge(turn.heard.text());
        return bare != null && bare < AgeSigns.CHILD_BELOW && !sized(turn, bare);
    }

    /// Whether it says a size: "I'm 8", of shoes, where what is named, ordered or spoken of comes in that size, or such
    /// a size was asked for.
    private static boolean sized(Turn turn, int number) {
        Question open = turn.open;
        boolean sizeAsked = open != null
                && open.kind() == Question.Kind.VARIANT
                && turn.product(open.product()).stream()
                        .flatMap(product -> product.variants().stream())
                        .anyMatch(variant -> SIZE.matcher(variant.name()).matches());
        if (sizeAsked) {
            return true;
        }
        Pattern size = Pattern.compile("(?<!\\d)" + number + "(?!\\d)");
        Stream<UUID> named = turn.heard.items().stream().flatMap(item -> item.products().stream());
        Stream<UUID> ordered = turn.lines.stream().flatMap(line -> line.products().stream());
        Stream<UUID> told = Stream.concat(turn.listed.stream(), Stream.ofNullable(turn.focus));
        return Stream.of(named, ordered, told)
                .flatMap(Function.identity())
                .flatMap(product -> turn.product(product).stream())
                .flatMap(product -> product.variants().stream())
                .anyMatch(variant -> size.matcher(variant.name()).find());
    }

    /// "8", "UK 8", "8.5", and not "50ml".
    private static final Pattern SIZE = Pattern.compile("(?:\\D* )?\\d{1,2}(?:[.,]5)?");

    /// "I'm 21, one bottle please": who says how old they are is not asked.
    static void heed(Turn turn) {
        Integer said = AgeSigns.age(turn.heard.text(), turn.moment.now());
        Integer bare = said == null ? AgeSigns.bareAge(turn.heard.text()) : null;
        if (said != null) {
            turn.shopper = turn.shopper.aged(said);
        } else if (bare != null && !sized(turn, bare)) {
            turn.shopper = turn.shopper.aged(bare);
        }
    }

    /// @return the age that is still to be asked for, 0 for none
    static int missing(Turn turn) {
        return turn.lines.stream()
                .flatMap(line -> turn.product(line.product()).stream())
                .mapToInt(Product::ageRestriction)
                .filter(years -> years > turn.shopper.oldEnoughFor())
                .max()
                .orElse(0);
    }

    /// What somebody is too young for leaves the order, with a word.
    static void refuse(Turn turn) {
        int from = turn.shopper.tooYoungFor();
        if (from == 0) {
            return;
        }
        List<Line> refused = new ArrayList<>();
        int years = 0;
        for (Line line : turn.lines) {
            Product product = turn.product(line.product()).orElse(null);
            if (product != null && product.ageRestriction() >= from) {
                refused.add(line);
                years = Math.max(years, product.ageRestriction());
            }
        }
        if (!refused.isEmpty()) {
            turn.say(new Act.TooYoung(turn.title(refused.getFirst()), years));
            turn.lines.removeAll(refused);
            turn.changed = true;
        }
    }

    /// "Are you 18 or older?"
    static boolean answered(Turn turn, Question open) {
        Heard heard = turn.heard;
        Integer age = age(heard, turn.moment.now());
        if (age != null) {
            turn.numberUsed = true;
            turn.shopper = age >= open.number() ? turn.shopper.oldEnough(age) : turn.shopper.tooYoung(open.number());
            turn.open = null;
            turn.onlyAnswers = true;
            return true;
        }
        boolean no = heard.no() || AgeSigns.notYet(heard.text());
        if (no || heard.yes() && !heard.manner().but() && !heard.manner().question()) {
            turn.shopper = no ? turn.shopper.tooYoung(open.number()) : turn.shopper.oldEnough(open.number());
            turn.open = null;
            turn.onlyAnswers = true;
            return true;
        }
        return false;
    }

    private static @Nullable Integer age(Heard heard, Instant now) {
        Integer said = AgeSigns.age(heard.text(), now);
        if (said == null) {
            said = AgeSigns.bareAge(heard.text());
        }
        if (said != null) {
            return said;
        }
        boolean alone = heard.named().isEmpty()
                && heard.details().place() == null
                && heard.text().length() < 30;
        Integer number = alone ? AgeSigns.number(heard.text()) : null;
        return number != null && number > 2 && number <= 120 ? number : null;
    }
}
