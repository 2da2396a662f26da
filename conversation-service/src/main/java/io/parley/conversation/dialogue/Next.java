package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Act.Choice;
import io.parley.conversation.dialogue.Act.Put;
import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.events.Money;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one question that comes next: for what is missing, in the same order always, and never for what is known.
final class Next {
    /// How often a question is put before a person is fetched instead.
    static final int ASKED_MAX = 2;

    private Next() {}

    static void ask(Turn turn) {
        if (turn.asked != null || turn.handoff != null && turn.handoff != turn.before.handoff()) {
            return;
        }
        goOn(turn);
        tellChanged(turn);
    }

    /// "And 2 trowels", "make it 3", while something else is asked: what stands now, before that. What was asked
    /// and is answered stands in the next question, or in the summary.
    private static void tellChanged(Turn turn) {
        Question asked = turn.asked;
        boolean shown = turn.acts.stream()
                .anyMatch(act -> act instanceof Act.ShowOrder
                        || act instanceof Act.AskConfirmation
                        || act instanceof Act.AskClearYes);
        if (asked == null || shown || turn.before.lines().isEmpty()) {
            return;
        }
        List<String> taken = turn.acts.stream()
                .flatMap(act -> act instanceof Act.Removed removed ? removed.titles().stream() : Stream.empty())
                .toList();
        List<Line> told = turn.lines.stream()
                .filter(line -> turn.price(line) != null && line.quantity() != null)
                .filter(line -> asked.variant() == null || !asked.variant().equals(line.variant()))
                .filter(line -> turn.before.lines().stream().noneMatch(before -> before.kept(line)))
                .filter(line -> taken.stream().noneMatch(title -> title.startsWith(turn.title(line) + " ×")))
                .toList();
        if (!told.isEmpty()) {
            int at = turn.acts.size();
            while (at > 0 && turn.acts.get(at - 1).asks()) {
                at--;
            }
            turn.acts.add(at, new Act.Changed(turn.shown(told)));
        }
    }

    /// Also where a person was just fetched.
    static void goOn(Turn turn) {
        if (turn.lines.isEmpty()) {
            product(turn);
            return;
        }
        boolean silent = turn.acts.stream().allMatch(Act.Identify.class::isInstance);
        if (turn.waitsFor(Kind.WHAT_TO_CHANGE) && !turn.changed && !silent) {
            return;
        }
        tellLacking(turn);
        Ages.refuse(turn);
        int years = Ages.missing(turn);
        if (years > 0) {
            age(turn, years);
            return;
        }
        if (stillOpen(turn)) {
            return;
        }
        for (int i = 0; i < turn.lines.size(); i++) {
            int lines = turn.lines.size();
            if (missing(turn, i)) {
                limit(turn);
                return;
            }
            if (turn.lines.size() < lines) {
                i--;
            }
        }
        if (turn.lines.isEmpty()) {
            turn.open = null;
            return;
        }
        if (turn.place == null) {
            again(turn, Kind.LOCATION, null, null, 0, List.of(), Act.AskLocation::new);
        } else {
            confirm(turn);
        }
        limit(turn);
    }

    /// "42 pieces, or size 42?": what was answered instead of it does not settle it.
    private static boolean stillOpen(Turn turn) {
        Question open = turn.held;
        boolean answered = turn.variantsUsed
                || turn.pickUsed
                || turn.heard.no() && turn.heard.items().isEmpty();
        boolean waits = open != null
                && !answered
                && open.kind() == Kind.PIECES_OR_SIZE
                && open.variant() != null
                && turn.lines.stream()
                        .anyMatch(line -> line.products().contains(open.product())
                                && turn.before.lines().stream().anyMatch(line::same));
        if (waits && open != null && open.times() >= ASKED_MAX && taken(turn, open)) {
            return false;
        }
        if (waits && open != null && open.variant() != null) {
            String size = turn.offer
                    .catalogue()
                    .variant(open.variant())
                    .map(Variant::name)
                    .orElse("");
            turn.say(new Act.AskPiecesOrSize(open.number(), size, open.variant()));
            turn.ask(Kind.PIECES_OR_SIZE, open.product(), open.variant(), open.number(), List.of());
            limit(turn);
        }
        return waits;
    }

    /// Who does not say it when asked twice holds it for settled: how many was said before, so it is the size.
    private static boolean taken(Turn turn, Question open) {
        for (int i = 0; i < turn.lines.size(); i++) {
            Line line = turn.lines.get(i);
            if (line.products().contains(open.product()) && line.quantity() != null) {
                turn.set(i, line.in(open.variant()));
                return true;
            }
        }
        return false;
    }

    /// "2 high tops in 43": there are none such, whatever is asked next.
    private static void tellLacking(Turn turn) {
        Heard.Lacking lacking = turn.heard.loose().lacking();
        if (turn.acts.stream()
                .anyMatch(act -> act instanceof Act.NotIn
                        || lacking != null && act instanceof Act.Describe told && told.asked())) {
            return;
        }
        if (lacking == null) {
            ofAnother(turn);
            return;
        }
        turn.lines.stream()
                .filter(line -> line.product() != null)
                .filter(line -> lacking.products().contains(line.product()))
                .findFirst()
                .flatMap(line -> turn.product(line.product()))
                .ifPresent(product -> turn.say(new Act.NotIn(product.name(), lacking.words(), List.of())));
    }

    /// "3 scrub sets size M, navy", where only caps come in navy: what is ordered does not, and that is not passed
    /// over.
    private static void ofAnother(Turn turn) {
        Heard heard = turn.heard;
        List<Variant> said = heard.loose().variants().stream()
                .flatMap(id -> turn.offer.catalogue().variant(id).stream())
                .filter(CatalogueIndex::shade)
                .toList();
        Line only = turn.lines.size() == 1 ? turn.lines.getFirst() : null;
        Product product = only == null || said.isEmpty() || turn.variantsUsed
                ? null
                : turn.product(only.product()).orElse(null);
        boolean spokenOf = product != null
                && heard.named().stream().allMatch(item -> item.products().contains(product.id()))
                && (turn.before.focus() == null || turn.before.focus().equals(product.id()))
                && turn.acts.stream().allMatch(act -> act instanceof Act.Identify);
        boolean lacks = product != null
                && Stream.concat(
                                Stream.of(product.name(), Objects.requireNonNullElse(product.description(), "")),
                                product.sellable().stream().map(Variant::name))
                        .map(told -> told.toLowerCase(Locale.ROOT))
                        .noneMatch(told -> said.stream()
                                .anyMatch(v -> told.contains(v.name().toLowerCase(Locale.ROOT))));
        if (product != null && spokenOf && lacks) {
            turn.say(new Act.NotIn(product.name(), said.getFirst().name(), List.of()));
        }
    }

    private static void age(Turn turn, int years) {
        Line line = turn.lines.stream()
                .filter(l -> turn.product(l.product())
                        .filter(p -> p.ageRestriction() == years)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        again(
                turn,
                Kind.AGE,
                line.product(),
                null,
                years,
                List.of(),
                put -> new Act.AskAge(turn.title(line), years, put));
    }

    /// Wants to buy, does not say what.
    private static void product(Turn turn) {
        boolean keepsOpen = turn.open != null && turn.open.kind() != Kind.PRODUCT && turn.open.kind() != Kind.WANT_IT;
        if (keepsOpen) {
            turn.open = null;
        }
        boolean wants = turn.heard.wantsAny(Intent.BUYING_INTENT, Intent.ADD_TO_CART)
                && turn.acts.stream().allMatch(a -> a instanceof Act.Identify);
        // "no, I only asked about my order, thanks": of what was ordered, and nothing else is wanted
        boolean ofOrder = turn.captured != null
                && !Leaving.over(turn.captured)
                && turn.heard.wantsAny(
                        Intent.ORDER_STATUS, Intent.VIEW_CART, Intent.THANKS, Intent.GOODBYE, Intent.DENY);
        if (turn.waitsFor(Kind.PRODUCT) && ofOrder && !wants) {
            turn.forgetQuestion();
        }
        boolean again = turn.waitsFor(Kind.PRODUCT) && turn.acts.stream().noneMatch(Next::lists);
        if (!wants && !again) {
            return;
        }
        boolean ofPlaced = turn.focus != null
                && Leaving.placed(turn, turn.focus)
                && turn.heard.loose().sought() == null
                && turn.heard.loose().count() == null;
        if (ofPlaced && !again) {
            // "I need it by friday", of what was just ordered
            OrderQuestions.status(turn);
            return;
        }
        if (turn.heard.loose().sought() != null && wants) {
            turn.sellsNot(turn.heard.loose().sought());
            turn.ask(Kind.PRODUCT, null, null, 0, turn.listed);
            return;
        }
        List<UUID> choices = again && turn.open != null ? turn.open.options() : List.of();
        List<Product> all = turn.offer.catalogue().products().stream()
                .filter(turn.offer::canBeHad)
                .filter(product -> choices.isEmpty() || choices.contains(product.id()))
                .limit(Turn.SHOWN_MAX)
                .toList();
        turn.listed = Slots.ids(all);
        turn.say(new Act.AskProduct(all.stream().map(turn::offered).toList(), again ? Put.AGAIN : Put.FIRST));
        Integer count = turn.heard.loose().number() != null
                ? turn.heard.loose().number()
                : turn.heard.loose().quantity();
        int pieces = count == null ? 0 : count;
        turn.ask(Kind.PRODUCT, null, null, pieces > 0 && pieces <= Turn.PIECES_MAX ? pieces : 0, turn.listed);
        limit(turn);
    }

    private static boolean lists(Act act) {
        return act instanceof Act.ListProducts || act instanceof Act.Recommend || act instanceof Act.NotSold;
    }

    /// @return whether something of this line had to be asked
    private static boolean missing(Turn turn, int at) {
        Line line = turn.lines.get(at);
        if (line.product() == null) {
            List<UUID> options = line.products().stream()
                    .filter(id -> turn.product(id).isPresent())
                    .limit(Turn.SHOWN_MAX)
                    .toList();
            if (options.isEmpty()) {
                return gone(turn, at, null);
            }
            if (options.size() == 1) {
                turn.lines.set(at, line.of(options.getFirst()));
                return missing(turn, at);
            }
            turn.listed = options;
            again(turn, Kind.PRODUCT, null, null, 0, options, put -> new Act.AskProduct(turn.offered(options), put));
            return true;
        }
        Product product = turn.product(line.product()).orElse(null);
        if (product == null || product.sellable().isEmpty()) {
            return gone(turn, at, product);
        }
        return line.variant() == null ? variant(turn, at, product) : counted(turn, at, product);
    }

    private static boolean variant(Turn turn, int at, Product product) {
        List<Variant> inStock = turn.offer.inStock(product);
        if (inStock.isEmpty()) {
            return gone(turn, at, product);
        }
        if (product.sellable().size() == 1) {
            turn.lines.set(
                    at, turn.lines.get(at).in(product.sellable().getFirst().id()));
            return counted(turn, at, product);
        }
        // who wanted another and was asked is not given the only one
        boolean refused = turn.held != null && turn.held.kind() == Kind.VARIANT
                || turn.acts.stream().anyMatch(act -> act instanceof Act.TellSoldOut || act instanceof Act.NotIn);
        if (inStock.size() == 1 && !refused) {
            tellOnlyLeft(turn, product, inStock.getFirst());
            turn.lines.set(at, turn.lines.get(at).in(inStock.getFirst().id()));
            return counted(turn, at, product);
        }
        List<Choice> choices = inStock.stream().map(turn::choice).toList();
        boolean toldNot = turn.acts.stream()
                .anyMatch(act -> act instanceof Act.NotIn not && not.name().equals(product.name()));
        again(
                turn,
                Kind.VARIANT,
                product.id(),
                null,
                0,
                inStock.stream().map(Variant::id).toList(),
                put -> new Act.AskVariant(
                        product.id(), product.name(), choices, put == Put.FIRST && toldNot ? Put.AGAIN : put));
        return true;
    }

    /// Nothing is left to choose: the others are sold out, and the summary shows the one that is taken.
    private static void tellOnlyLeft(Turn turn, Product product, Variant left) {
        String others = product.sellable().stream()
                .filter(variant -> !variant.id().equals(left.id()))
                .map(variant -> product.title(variant.id()))
                .collect(Collectors.joining(", "));
        turn.say(new Act.TellSoldOut(others, List.of()));
    }

    private static boolean counted(Turn turn, int at, Product product) {
        Line line = turn.lines.get(at);
        UUID variant = Objects.requireNonNull(line.variant());
        int available = turn.offer.available(variant);
        if (available < 1) {
            boolean others = !turn.offer.inStock(product).isEmpty();
            if (!others) {
                return gone(turn, at, product);
            }
            turn.say(new Act.TellSoldOut(product.title(variant), List.of()));
            turn.lines.set(at, line.in(null));
            return variant(turn, at, product);
        }
        if (line.quantity() == null && Counting.takesOne(turn, variant)) {
            turn.set(at, line.times(1));
            return false;
        }
        if (line.quantity() == null) {
            again(
                    turn,
                    Kind.QUANTITY,
                    product.id(),
                    variant,
                    0,
                    List.of(),
                    put -> new Act.AskQuantity(product.title(variant), put));
            return true;
        }
        if (available < line.quantity()) {
            turn.say(new Act.OfferLess(product.title(variant), line.quantity(), available));
            turn.ask(Kind.TAKE_LESS, product.id(), variant, available, List.of());
            return true;
        }
        return false;
    }

    /// It cannot be had: it leaves the order, and something like it is offered.
    private static boolean gone(Turn turn, int at, @Nullable Product product) {
        Line line = turn.lines.remove(at);
        boolean kept = cameInstead(turn, line) && giveBack(turn);
        List<Act.Offered> instead = turn.instead(product);
        turn.listed = instead.stream().map(Act.Offered::product).toList();
        turn.say(new Act.TellSoldOut(product == null ? line.words() : product.title(line.variant()), instead));
        if (product != null && turn.soldOut == null) {
            turn.soldOut = new Waiting.SoldOut(product.id(), line.variant());
        }
        turn.changed = true;
        if (kept && turn.changesOrder()) {
            LateChange.drop(turn);
        }
        return false;
    }

    /// "2 turmeric instead of 2 black", and there is no turmeric.
    private static boolean cameInstead(Turn turn, Line line) {
        Heard heard = turn.heard;
        return (heard.change().from() != null
                        || heard.manner().instead()
                        || !heard.refused().isEmpty())
                && had(turn).stream().noneMatch(before -> before.stands(line));
    }

    /// What was to give way stays, where nothing else came instead.
    private static boolean giveBack(Turn turn) {
        List<Line> had = had(turn);
        boolean onlyLess = !had.isEmpty()
                && turn.lines.stream()
                        .allMatch(line -> had.stream()
                                .anyMatch(before -> before.stands(line) && before.pieces() >= line.pieces()));
        if (onlyLess) {
            turn.lines.clear();
            turn.lines.addAll(had);
            turn.acts.removeIf(act -> act instanceof Act.Removed || act instanceof Act.Changed);
        }
        return onlyLess;
    }

    private static List<Line> had(Turn turn) {
        Dialogue.Taken given = turn.captured;
        return turn.reopened && given != null
                ? given.lines().stream().map(Line::ordered).toList()
                : turn.before.lines();
    }

    private static void confirm(Turn turn) {
        boolean shownBefore = turn.open != null && turn.open.kind() == Kind.CONFIRM && !turn.changed;
        if (shownBefore) {
            Question open = Objects.requireNonNull(turn.open);
            if (open.times() < ASKED_MAX) {
                Questions.describeAsked(turn);
                turn.say(new Act.AskClearYes(open.number(), turn.changesOrder()));
                turn.asked = open.askedAgain(turn.moment.now());
                return;
            }
            boolean answered = turn.acts.stream().anyMatch(act -> !(act instanceof Act.Identify));
            if (answered) {
                return;
            }
            // still no plain yes, and nothing else to say: the whole order once more, and never silence
        }
        turn.revision++;
        if (Confirming.repriced(turn)) {
            turn.changed = true;
        }
        for (int i = 0; i < turn.lines.size(); i++) {
            Money price = turn.price(turn.lines.get(i));
            turn.lines.set(i, turn.lines.get(i).at(price));
        }
        Notes.show(turn);
        turn.say(new Act.AskConfirmation(
                turn.shown(),
                turn.total(),
                Objects.requireNonNull(turn.place),
                turn.revision,
                turn.before.revision() > 0,
                turn.changesOrder()));
        turn.ask(Kind.CONFIRM, null, null, turn.revision, List.of());
    }

    /// Puts a question; the second time in short. After that a digression is answered without it, and who tells
    /// something else of the order is told what is still missing.
    private static void again(
            Turn turn,
            Kind kind,
            @Nullable UUID product,
            @Nullable UUID variant,
            int number,
            List<UUID> options,
            Function<Put, Act> question) {
        turn.ask(kind, product, variant, number, options);
        Question asked = Objects.requireNonNull(turn.asked);
        Question old = turn.held;
        boolean same = old != null && old.sameAs(asked);
        int times = old == null ? 0 : old.times();
        boolean told =
                turn.acts.stream().anyMatch(act -> !(act instanceof Act.Identify || act instanceof Act.NotUnderstood));
        boolean digressed = told || turn.itemsUsed;
        boolean later = turn.heard.manner().but();
        boolean stuck = same && !turn.changed && !digressed && !later;
        if (same && !turn.changed && times >= ASKED_MAX && told) {
            turn.asked = old;
            return;
        }
        // "fine. yes" to "where to?", after questions that had their answers: no reason yet to fetch anybody
        if (stuck && times >= ASKED_MAX && turn.before.misunderstood() > 0) {
            loops(turn);
            return;
        }
        if (stuck) {
            turn.misunderstood = Math.max(turn.misunderstood, turn.before.misunderstood() + 1);
        }
        boolean saidWhy = turn.acts.stream()
                .anyMatch(act ->
                        act instanceof Act.NotACount || act instanceof Act.TooMany || act instanceof Act.AskPacks);
        if (!saidWhy) {
            turn.say(question.apply(!same ? Put.FIRST : times < ASKED_MAX ? Put.AGAIN : Put.STILL));
        }
    }

    /// The same question a third time without getting anywhere: a person instead of a loop.
    private static void limit(Turn turn) {
        Question asked = turn.asked;
        boolean put = turn.acts.stream().anyMatch(Act::asks);
        boolean looping =
                asked != null && put && asked.times() > ASKED_MAX + 1 && !turn.changed && asked.kind() != Kind.CONFIRM;
        if (looping) {
            loops(turn);
        }
    }

    private static void loops(Turn turn) {
        turn.acts.removeIf(act -> !(act instanceof Act.Identify));
        turn.handOver(
                HandoffReason.NOT_UNDERSTOOD,
                "Was asked for the same more than twice: " + Summaries.quote(turn.heard.text()));
    }
}
