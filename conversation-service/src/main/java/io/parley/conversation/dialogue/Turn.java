package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Act.Choice;
import io.parley.conversation.dialogue.Act.Offered;
import io.parley.conversation.dialogue.Act.Shown;
import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.words.Names;
import io.parley.events.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The sheet one step is worked out on. It never leaves the step: what goes in and what comes out cannot change.
final class Turn {
    /// The most pieces of one thing that are taken in a chat (DM spec).
    static final int PIECES_MAX = 100;

    static final int LINES_MAX = 20;

    /// The most products shown at once.
    static final int SHOWN_MAX = 6;

    /// Whoever was silent for longer than this is told where things stood.
    private static final Duration AWAY = Duration.ofHours(6);

    final Dialogue before;
    final Heard heard;
    /// What can be had. Grows by what the shopper's own order holds while that is changed.
    Offer offer;
    /// What anybody can have.
    private final Offer everybodys;
    final Moment moment;
    final List<Act> acts = new ArrayList<>();
    final List<Line> lines;

    /// The question that still holds; an expired one does not.
    @Nullable
    Question open;

    /// The question that held when the turn began.
    @Nullable
    final Question held;

    /// What is asked at the end of this turn.
    @Nullable
    Question asked;

    @Nullable
    String place;

    @Nullable
    UUID orderId;

    int revision;
    List<UUID> listed;

    @Nullable
    UUID focus;

    /// Which variant of it was told last.
    @Nullable
    UUID told;

    /// See [Dialogue#asked()].
    List<Line> askedAbout;

    /// See [Dialogue#notes()].
    List<String> notes;

    /// See [Dialogue#whom()].
    @Nullable
    String whom;

    int misunderstood;
    Dialogue.@Nullable Taken captured;

    /// See [Dialogue#others()].
    List<Dialogue.Taken> others;

    Dialogue.@Nullable Handoff handoff;
    boolean introduced;
    boolean optedOut;
    String language;
    boolean changed;
    boolean numberUsed;
    boolean variantsUsed;
    boolean pickUsed;
    boolean itemsUsed;
    Dialogue.Shopper shopper;

    /// What was just said to be sold out.
    Waiting.@Nullable SoldOut soldOut;

    /// A question of this turn has had the seller's own answer.
    boolean ownAnswer;

    /// Nothing of what was said is remembered.
    boolean forgetful;

    /// The message answered a question and is about nothing else.
    boolean onlyAnswers;

    /// An order that was given has been put on the table in this turn.
    boolean reopened;

    /// The step comes of no message.
    boolean unasked;

    Turn(Dialogue before, Heard heard, Offer offer, Moment moment) {
        this.before = before;
        this.heard = heard;
        everybodys = offer;
        this.offer = LateChange.withOwn(offer, before);
        this.moment = moment;
        lines = new ArrayList<>(before.lines());
        Question question = before.question();
        held = question == null || question.expired(moment.now()) ? null : question;
        open = held;
        place = before.place();
        orderId = before.orderId();
        revision = before.revision();
        listed = before.listed();
        focus = before.focus();
        told = away() ? null : before.told();
        askedAbout = away() ? List.of() : before.asked();
        notes = before.notes();
        whom = before.whom();
        misunderstood = before.misunderstood();
        captured = before.captured();
        others = before.others();
        handoff = before.handoff();
        introduced = before.introduced();
        optedOut = before.optedOut();
        shopper = before.shopper();
        language =
                heard.languageConfidence() >= 0.4 || before.lastTurnAt() == null ? heard.language() : before.language();
    }

    Step done() {
        boolean speaks =
                acts.stream().anyMatch(act -> !(act instanceof Act.Identify || act instanceof Act.ForgetPerson));
        if (!introduced && speaks && !optedOut) {
            int at = !acts.isEmpty() && acts.getFirst() instanceof Act.Greet ? 1 : 0;
            acts.add(at, new Act.Introduce());
            introduced = true;
        }
        comeBack(speaks);
        boolean repeated = !heard.text().isBlank() && heard.text().strip().equalsIgnoreCase(before.lastWords());
        Dialogue after = before.but(copy -> {
            copy.lines = List.copyOf(lines);
            copy.place = place;
            copy.orderId = lines.isEmpty() ? null : orderId;
            copy.revision = revision;
            copy.question = asked != null || listsInstead() ? asked : open;
            copy.listed = listed;
            copy.focus = focus;
            copy.told = told;
            copy.misunderstood = misunderstood;
            copy.lastHeard = forgetful ? null : unasked ? before.lastHeard() : lastHeard();
            copy.repeats = unasked ? before.repeats() : repeated ? before.repeats() + 1 : 0;
            copy.captured = lines.isEmpty() && captured != null ? captured.changedBy(null) : captured;
            copy.others = others;
            copy.handoff = handoff;
            copy.introduced = introduced;
            copy.optedOut = optedOut;
            copy.language = language;
            copy.lastTurnAt = unasked ? before.lastTurnAt() : moment.now();
            copy.shopper = shopper;
            copy.hold = acts.stream().anyMatch(Act.CaptureOrder.class::isInstance) ? null : before.hold();
            copy.asked = lines.isEmpty() || askedAbout != before.asked() ? askedAbout : List.of();
            copy.earlier = earlier();
            copy.toldBefore = toldBefore();
            copy.whom = forgetful ? null : whom;
            copy.placeAsked = placeAsked();
            copy.notes = forgetful ? List.of() : notes;
            copy.lacked = unasked ? before.lacked() : acts.stream().anyMatch(Turn::lacks);
        });
        return new Step(after, List.copyOf(acts));
    }

    /// "How much is delivery to York?": where it was asked to deliver to, as long as the order goes nowhere else.
    private @Nullable String placeAsked() {
        String said = heard.details().placeAsked() ? heard.details().place() : null;
        boolean told = place != null && !place.equals(before.place());
        return told || forgetful ? null : said == null ? before.placeAsked() : said;
    }

    /// Other things were listed than the one that was offered: what is answered now is of the list.
    private boolean listsInstead() {
        return waitsFor(Kind.WANT_IT)
                && open != null
                && listed != before.listed()
                && !listed.contains(open.product())
                && lists();
    }

    private boolean lists() {
        return acts.stream().anyMatch(act -> act instanceof Act.ListProducts || act instanceof Act.Recommend);
    }

    private String lastHeard() {
        String words = clipped(heard.text());
        boolean marked = !heard.media().isEmpty() && (words.isBlank() || Dialogue.pictures(heard.media()));
        return marked ? (Dialogue.MEDIA + " " + words).strip() : words;
    }

    /// It says that something is not to be had.
    private static boolean lacks(Act act) {
        return act instanceof Act.NotSold || act instanceof Act.TellSoldOut || act instanceof Act.NotIn;
    }

    /// Who is back says so: the assistant after a person, the shopper after hours.
    private void comeBack(boolean speaks) {
        boolean handsOver = acts.stream().anyMatch(Act.HandOver.class::isInstance);
        if (!speaks || handsOver || optedOut || unasked) {
            return;
        }
        boolean greeted = !acts.isEmpty() && acts.getFirst() instanceof Act.Greet;
        boolean waits = acts.stream().anyMatch(Act.PersonComing.class::isInstance);
        if (shopper.handedBack() && !waits) {
            acts.add(greeted ? 1 : 0, new Act.HandedBack());
            shopper = shopper.greetedBack();
        } else if (returns() && !lines.isEmpty()) {
            if (greeted) {
                acts.removeFirst();
            }
            acts.addFirst(new Act.WelcomeBack());
            boolean shows =
                    acts.stream().anyMatch(act -> act instanceof Act.AskConfirmation || act instanceof Act.ShowOrder);
            if (!shows && !shown().isEmpty()) {
                acts.add(1, new Act.ShowOrder(shown(), total()));
            }
        }
    }

    /// Back after hours or days, with an order half put together.
    boolean returns() {
        return !before.lines().isEmpty() && away();
    }

    private boolean away() {
        Instant last = before.lastTurnAt();
        return last != null && last.plus(AWAY).isBefore(moment.now());
    }

    /// What was known of the order before a line of it was taken off or changed in this turn, else what was kept.
    private List<Line> earlier() {
        boolean ordered =
                acts.stream().anyMatch(act -> act instanceof Act.CaptureOrder || act instanceof Act.ChangeOrder);
        if (ordered || away()) {
            return List.of();
        }
        boolean changedMind =
                before.lines().stream().anyMatch(line -> lines.stream().noneMatch(line::kept));
        return changedMind ? before.lines() : before.earlier();
    }

    /// See [Dialogue#toldBefore()].
    private @Nullable Line toldBefore() {
        if (away() || lists()) {
            return null;
        }
        UUID last = before.focus();
        if (last != null && lines.stream().anyMatch(line -> line.products().contains(last))) {
            return null;
        }
        // "how much is the ruby one?", "and the berry one?"
        boolean another = last != null
                && before.told() != null
                && told != null
                && !before.told().equals(told);
        return last == null || last.equals(focus) && !another
                ? before.toldBefore()
                : new Line(List.of(last), before.told(), null, "", null);
    }

    private static String clipped(String text) {
        String stripped = text.strip();
        return stripped.length() > 200 ? stripped.substring(0, 200) : stripped;
    }

    void say(Act act) {
        if (act instanceof Act.Describe && acts.contains(act)) {
            // a thing that is named twice is told of once
            return;
        }
        acts.add(act);
    }

    /// More of something; "again" alone is no word for more.
    boolean more() {
        return heard.manner().more() && !Signs.onlyAgain(heard.text());
    }

    /// "Add 2", and not "3 is too many".
    boolean adds() {
        return heard.meanings().stream()
                .anyMatch(meaning -> meaning.intent() == Intent.ADD_TO_CART && meaning.confidence() >= SURELY);
    }

    private static final double SURELY = 0.8;

    /// Something of goods is asked, and not only wanted.
    boolean asks() {
        return heard.wantsAny(
                Intent.PRICE_CHECK,
                Intent.AVAILABILITY_CHECK,
                Intent.PRODUCT_INQUIRY,
                Intent.COMPARE,
                Intent.ORDER_STATUS,
                Intent.DELIVERY_QUESTION);
    }

    /// "How much are the two?": asked, with no word that any of it is wanted.
    boolean onlyAsks() {
        boolean price = heard.wantsAny(Intent.PRICE_CHECK, Intent.DISCOUNT_QUESTION)
                && !heard.wantsAny(
                        Intent.BUYING_INTENT, Intent.ADD_TO_CART, Intent.UPDATE_CART, Intent.ORDER_MODIFICATION);
        return price
                || heard.manner().question()
                        && heard.wantsAny(
                                Intent.AVAILABILITY_CHECK, Intent.PRICE_CHECK, Intent.PRODUCT_INQUIRY, Intent.COMPARE);
    }

    boolean waitsFor(Kind... kinds) {
        for (Kind kind : kinds) {
            if (open != null && open.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    void ask(Kind kind, @Nullable UUID product, @Nullable UUID variant, int number, List<UUID> options) {
        Question question = new Question(kind, product, variant, number, options, moment.now(), 1);
        Question old = held;
        asked = old != null && old.sameAs(question)
                ? new Question(kind, product, variant, number, options, moment.now(), old.times() + 1)
                : question;
    }

    /// "I'd like 2": the count that waited for its product.
    @Nullable
    Integer countWaiting() {
        Question question = open;
        boolean waits = question != null && question.kind() == Kind.PRODUCT && lines.isEmpty();
        return waits && question != null && question.number() > 0 ? Integer.valueOf(question.number()) : null;
    }

    void forgetQuestion() {
        open = null;
        asked = null;
    }

    /// The order that was given stays as it is, and nothing of this turn is of it.
    void leaveGiven() {
        lines.clear();
        forgetQuestion();
        orderId = null;
        captured = captured == null ? null : captured.changedBy(null);
        offer = everybodys;
        changed = true;
    }

    /// See [Dialogue#changesOrder()].
    boolean changesOrder() {
        return captured != null && orderId != null && orderId.equals(captured.draft()) && !Leaving.over(captured);
    }

    /// Begins a draft when there is none; its id is chosen now and for good.
    void take(Line line) {
        if (orderId == null) {
            orderId = moment.freshId();
            notes = List.of();
            whom = null;
        }
        if (whom == null && !changesOrder()) {
            List<String> persons = Signs.saysPersons(heard.text());
            whom = persons.isEmpty() ? null : String.join(", ", persons);
        }
        if (lines.size() < LINES_MAX) {
            lines.add(line);
            changed = true;
            spokenOf(line);
        }
    }

    void set(int index, Line line) {
        if (!lines.get(index).equals(line)) {
            lines.set(index, line);
            changed = true;
        }
        spokenOf(line);
    }

    /// What stands twice, in the same variant, is one line of as many as both.
    void joinSame() {
        for (int i = lines.size() - 1; i > 0; i--) {
            Line line = lines.get(i);
            int first = IntStream.range(0, i)
                    .filter(at -> line.variant() != null && lines.get(at).stands(line))
                    .findFirst()
                    .orElse(i);
            Line same = lines.get(first);
            if (first < i
                    && (same.quantity() == null) == (line.quantity() == null)
                    && same.pieces() + line.pieces() <= PIECES_MAX) {
                lines.set(first, same.quantity() == null ? same : same.times(same.pieces() + line.pieces()));
                lines.remove(i);
            }
        }
    }

    private void spokenOf(Line line) {
        if (line.product() != null) {
            focus = line.product();
            told = null;
        }
    }

    Optional<Product> product(@Nullable UUID id) {
        return id == null ? Optional.empty() : offer.catalogue().product(id).filter(Product::available);
    }

    String title(Line line) {
        UUID product = line.product();
        return product == null
                ? line.words()
                : offer.catalogue()
                        .product(product)
                        .map(p -> p.title(line.variant()))
                        .orElse(line.words());
    }

    Offered offered(Product product) {
        List<Variant> variants = product.sellable().isEmpty() ? product.variants() : product.sellable();
        Money from = variants.stream()
                .map(Variant::price)
                .min(Comparator.comparingLong(Money::minor))
                .orElse(Money.zero(offer.shop().currency()));
        boolean several = variants.stream().anyMatch(v -> v.price().minor() != from.minor());
        return new Offered(
                product.id(),
                product.name(),
                from,
                several,
                offer.canBeHad(product),
                product.imageUrl(),
                variants.size() == 1 ? variants.getFirst().sku() : null);
    }

    List<Offered> offered(Collection<UUID> products) {
        return products.stream()
                .flatMap(id -> product(id).stream())
                .map(this::offered)
                .limit(SHOWN_MAX)
                .toList();
    }

    Choice choice(Variant variant) {
        int left = offer.available(variant.id());
        return new Choice(variant.id(), variant.name(), variant.price(), left == Stock.UNLIMITED ? null : left);
    }

    List<Choice> choices(Product product) {
        return product.sellable().stream().map(this::choice).toList();
    }

    /// Things like it that can be had now: the same category first.
    List<Offered> instead(@Nullable Product of) {
        return offer.catalogue().products().stream()
                .filter(product -> of == null || !product.id().equals(of.id()))
                .filter(offer::canBeHad)
                .sorted(Comparator.comparingInt(
                        product -> of == null || Collections.disjoint(product.categories(), of.categories()) ? 1 : 0))
                .limit(INSTEAD_MAX)
                .map(this::offered)
                .toList();
    }

    /// It is not sold: what is called like it is offered, and else what there is.
    void sellsNot(String sought) {
        Set<String> words = Names.words(sought);
        List<Offered> like = offer.catalogue().products().stream()
                .filter(offer::canBeHad)
                .filter(product -> !Collections.disjoint(Names.words(product.name()), words))
                .limit(INSTEAD_MAX)
                .map(this::offered)
                .toList();
        List<Offered> instead = like.isEmpty() ? instead(null) : like;
        listed = instead.stream().map(Offered::product).toList();
        say(new Act.NotSold(sought, instead));
    }

    private static final int INSTEAD_MAX = 3;

    @Nullable
    Money price(Line line) {
        return line.variant() == null
                ? null
                : offer.catalogue().variant(line.variant()).map(Variant::price).orElse(null);
    }

    List<Shown> shown() {
        return shown(lines);
    }

    List<Shown> shown(List<Line> wanted) {
        List<Shown> shown = new ArrayList<>();
        for (Line line : wanted) {
            Money price = price(line);
            if (price != null && line.quantity() != null) {
                shown.add(new Shown(title(line), line.quantity(), price, price.times(line.quantity())));
            }
        }
        return shown;
    }

    Money total() {
        Money total = Money.zero(offer.shop().currency());
        for (Shown line : shown()) {
            total = total.plus(line.total());
        }
        return total;
    }

    boolean complete() {
        return !lines.isEmpty() && place != null && shown().size() == lines.size();
    }

    /// The line that a loose "make it 3" or "the 30ml" is about, or −1.
    int lineInHand() {
        if (open != null && open.product() != null) {
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                boolean same = open.product().equals(line.product())
                        && (open.variant() == null || open.variant().equals(line.variant()));
                boolean missing = open.kind() == Kind.VARIANT
                        ? line.variant() == null
                        : open.kind() != Kind.QUANTITY || line.quantity() == null;
                if (same && missing) {
                    return i;
                }
            }
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (focus != null && focus.equals(lines.get(i).product())) {
                return i;
            }
        }
        return lines.size() - 1;
    }

    void handOver(HandoffReason reason, String summary) {
        UUID order = captured == null ? null : captured.orderId();
        say(new Act.HandOver(
                reason, reason == HandoffReason.UNDER_AGE ? summary : Summaries.whole(this, summary), order));
        handoff = new Dialogue.Handoff(reason, moment.now(), false);
        if (reason == HandoffReason.NOT_UNDERSTOOD) {
            shopper = shopper.leftToPerson();
        }
        forgetQuestion();
        misunderstood = 0;
    }
}
