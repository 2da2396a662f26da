package io.parley.conversation.dialogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OrderedLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything the assistant remembers of one conversation. Stored as JSON: fields are only ever added.
///
/// @param lines the order being put together
/// @param orderId the order's id, chosen when the first line is taken down: one draft can become one order only
/// @param revision grows with every summary shown
/// @param listed products shown last, in order, for "the second one"
/// @param focus the product spoken of last
/// @param told which variant of it was told last, absent when several were
/// @param misunderstood messages in a row of which nothing could be made
/// @param captured the order of this conversation that is spoken of: the newest, until another one is named
/// @param handoff why the conversation waits for a person
/// @param takenOver a person answers
/// @param shopper what the shopper has said of themselves; absent in what older versions wrote
/// @param hold the cart that follows the order being put together, absent while nothing is in it
/// @param asked several things the shopper asked about in one message, before anything else: which of each, how many;
///     absent in what older versions wrote
/// @param earlier the order as it was before the last change of mind, for who takes that back; absent in what older
///     versions wrote
/// @param toldBefore what was spoken of before the focus, and which of it was told, unless that is ordered or something
///     was listed since; absent in what older versions wrote
/// @param notes what the seller is to heed of the order, in the shopper's words; absent in what older versions wrote
/// @param lacked the shopper was told last that something is not to be had; absent in what older versions wrote
/// @param others the orders of this conversation beside the one that is remembered as taken, the newest last; absent in
/// what older versions wrote
/// @param spokenOf the placed order that was named last, absent in what older versions wrote
/// @param whom who gets what is being put together, as it was said; absent in what older versions wrote
/// @param placeAsked where it was last asked to deliver to, and nothing goes yet; absent in what older versions wrote
@JsonIgnoreProperties(ignoreUnknown = true)
public record Dialogue(
        List<Line> lines,
        @Nullable String place,
        @Nullable UUID orderId,
        int revision,
        @Nullable Question question,
        List<UUID> listed,
        @Nullable UUID focus,
        @Nullable UUID told,
        int misunderstood,
        @Nullable String lastHeard,
        int repeats,
        @Nullable Taken captured,
        @Nullable Handoff handoff,
        boolean takenOver,
        boolean introduced,
        boolean optedOut,
        String language,
        @Nullable Instant lastTurnAt,
        Shopper shopper,
        @Nullable Hold hold,
        List<Line> asked,
        List<Line> earlier,
        @Nullable Line toldBefore,
        List<String> notes,
        boolean lacked,
        List<Taken> others,
        @Nullable UUID spokenOf,
        @Nullable String whom,
        @Nullable String placeAsked) {

    /// The most orders that are remembered beside the newest.
    private static final int OTHERS_MAX = 4;

    /// Stands for a picture, a voice note or the like in what was last heard, before the words beside a picture.
    static final String MEDIA = "[media]";

    public Dialogue {
        shopper = shopper == null ? Shopper.UNKNOWN : shopper;
        asked = asked == null ? List.of() : asked;
        earlier = earlier == null ? List.of() : earlier;
        notes = notes == null ? List.of() : notes;
        others = others == null ? List.of() : others.subList(Math.max(0, others.size() - OTHERS_MAX), others.size());
    }

    /// The words of the message before, whatever stood beside them.
    @Nullable
    public String lastWords() {
        return lastHeard == null || !lastHeard.startsWith(MEDIA)
                ? lastHeard
                : lastHeard.substring(MEDIA.length()).strip();
    }

    /// Whether it is nothing but pictures, of which platforms send each by itself.
    static boolean pictures(List<String> media) {
        return media.stream().allMatch(kind -> kind.equals("image") || kind.equals("video"));
    }

    /// An order that was taken.
    ///
    /// @param number as people say it, absent until order-service has told it
    /// @param status `CAPTURED` until told otherwise
    /// @param payment as order-service told it, absent before that; [#CLAIMED] where the shopper says that it
    ///     is paid and order-service does not know of it
    /// @param fulfilment as order-service told it, absent before that
    /// @param draft the draft on the table that would change it, absent while there is none
    /// @param changeAsked a change order-service has not answered yet
    /// @param whom who gets it, as it was said; absent in what older versions wrote
    public record Taken(
            UUID orderId,
            @Nullable String number,
            List<OrderedLine> lines,
            String place,
            Money total,
            String status,
            Instant at,
            @Nullable String payment,
            @Nullable String fulfilment,
            @Nullable UUID draft,
            @Nullable UUID changeAsked,
            @Nullable String whom) {

        /// Words are not money, but whoever says them may have paid: only the seller changes it then.
        private static final String CLAIMED = "CLAIMED";

        public Taken(
                UUID orderId,
                @Nullable String number,
                List<OrderedLine> lines,
                String place,
                Money total,
                String status,
                Instant at,
                @Nullable String whom) {
            this(orderId, number, lines, place, total, status, at, null, null, null, null, whom);
        }

        /// Whether the shopper may still change it: nobody has paid it or begun with it.
        boolean open() {
            return (status.equals("CAPTURED") || status.equals("CONFIRMED"))
                    && unpaid()
                    && (fulfilment == null || fulfilment.equals("UNFULFILLED"));
        }

        /// Nothing is known of any payment.
        private boolean unpaid() {
            return payment == null || payment.equals("UNPAID");
        }

        boolean claimed() {
            return CLAIMED.equals(payment);
        }

        /// With what became of it, as of the one that was taken in its stead.
        private Taken havingBecome(Taken other) {
            return new Taken(
                    orderId,
                    other.number,
                    lines,
                    place,
                    total,
                    other.status,
                    at,
                    other.payment,
                    other.fulfilment,
                    draft,
                    changeAsked,
                    whom);
        }

        /// As order-service tells it.
        Taken as(OrderSummary order) {
            return new Taken(
                    orderId,
                    order.number(),
                    order.lines(),
                    order.shippingLocation(),
                    order.total(),
                    order.status(),
                    at,
                    order.paymentStatus(),
                    order.fulfilmentStatus(),
                    draft,
                    changeAsked,
                    whom);
        }

        Taken asPaid() {
            return unpaid() ? paid(CLAIMED) : this;
        }

        /// What the shopper claims stands until order-service knows better.
        Taken stillClaimed(boolean claimed) {
            return claimed ? asPaid() : this;
        }

        private Taken paid(String how) {
            return new Taken(
                    orderId, number, lines, place, total, status, at, how, fulfilment, draft, changeAsked, whom);
        }

        Taken changedBy(@Nullable UUID other) {
            return new Taken(
                    orderId, number, lines, place, total, status, at, payment, fulfilment, other, changeAsked, whom);
        }

        Taken asking(@Nullable UUID change) {
            return new Taken(orderId, number, lines, place, total, status, at, payment, fulfilment, null, change, whom);
        }
    }

    /// What the shopper has said of themselves, and what they were told once.
    ///
    /// @param oldEnoughFor the age they have said to have reached, 0 for none
    /// @param tooYoungFor the age they have said not to have reached, 0 for none
    /// @param child they have said to be under 13
    /// @param handedBack the assistant has the conversation back and has not said so yet
    /// @param complaints answered without a person
    /// @param remindedOf the draft they were reminded of
    /// @param consented a child, whose parent has agreed
    public record Shopper(
            int oldEnoughFor,
            int tooYoungFor,
            boolean child,
            boolean handedBack,
            int complaints,
            @Nullable UUID remindedOf,
            boolean consented) {
        static final Shopper UNKNOWN = new Shopper(0, 0, false, false, 0, null, false);

        Shopper oldEnough(int years) {
            return new Shopper(years, 0, child, handedBack, complaints, remindedOf, consented);
        }

        Shopper tooYoung(int years) {
            return new Shopper(oldEnoughFor, years, child, handedBack, complaints, remindedOf, consented);
        }

        /// They have said how old they are: it is not asked again.
        Shopper aged(int years) {
            return new Shopper(years, years + 1, child, handedBack, complaints, remindedOf, consented);
        }

        Shopper asChild() {
            return new Shopper(0, 0, true, false, 0, null, false);
        }

        Shopper agreedFor() {
            return new Shopper(0, 0, false, false, 0, null, true);
        }

        Shopper back() {
            return new Shopper(oldEnoughFor, tooYoungFor, false, true, 0, remindedOf, consented);
        }

        /// Where the assistant goes on behind a person who was fetched, it says that it is back.
        Shopper leftToPerson() {
            return new Shopper(oldEnoughFor, tooYoungFor, child, true, complaints, remindedOf, consented);
        }

        Shopper greetedBack() {
            return new Shopper(oldEnoughFor, tooYoungFor, child, false, complaints, remindedOf, consented);
        }

        Shopper complained() {
            return new Shopper(oldEnoughFor, tooYoungFor, child, handedBack, complaints + 1, remindedOf, consented);
        }

        Shopper reminded(@Nullable UUID draft) {
            return new Shopper(oldEnoughFor, tooYoungFor, child, handedBack, complaints, draft, consented);
        }
    }

    /// @param acknowledged the last the shopper heard is that the person has the message
    public record Handoff(HandoffReason reason, Instant at, boolean acknowledged) {
        /// Something was told or noted since, so that what is not can be answered with the person again.
        Handoff answeredAgain() {
            return new Handoff(reason, at, false);
        }

        Handoff acknowledgedNow() {
            return new Handoff(reason, at, true);
        }
    }

    /// Where every conversation begins.
    public static Dialogue fresh(String language) {
        return new Dialogue(
                List.of(),
                null,
                null,
                0,
                null,
                List.of(),
                null,
                null,
                0,
                null,
                0,
                null,
                null,
                false,
                false,
                false,
                language,
                null,
                Shopper.UNKNOWN,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                false,
                List.of(),
                null,
                null,
                null);
    }

    /// The same conversation, taken again, with what became meanwhile of the order that was really taken: confirmed
    /// with its number, on its way, cancelled, or back as a draft because something was short.
    ///
    /// @param then what was really remembered at this moment
    public Dialogue withOrderAsOf(Dialogue then) {
        Taken mine = captured;
        Taken real = then.captured;
        if (mine == null || real == null || mine.status().equals(real.status())) {
            return this;
        }
        boolean back = real.status().equals("REJECTED");
        boolean fetched =
                handoff == null && then.handoff != null && then.handoff.reason().ofOrder();
        return but(copy -> {
            copy.captured = mine.havingBecome(real);
            copy.handoff = fetched ? then.handoff : handoff;
            if (back) {
                copy.lines = then.lines;
                copy.place = then.place;
                copy.orderId = then.orderId;
                copy.question = then.question;
            }
        });
    }

    /// Whether the assistant keeps quiet until it is given the conversation back.
    @JsonIgnore
    public boolean waitsForPerson() {
        return handoff != null && handoff.reason().silences();
    }

    /// Whether a quiet time gives it back to the assistant: a person has it, or was waited for in vain.
    @JsonIgnore
    public boolean endsInQuiet() {
        return !shopper.child()
                && (takenOver || handoff != null && handoff.reason().endsInQuiet());
    }

    /// Whether the order is put together on beside what a person was fetched for: a wish, noted with what is ordered.
    @JsonIgnore
    public boolean goesOn() {
        return goesOn(handoff, lines);
    }

    static boolean goesOn(@Nullable Handoff handoff, List<Line> lines) {
        return handoff != null && handoff.reason() == HandoffReason.CUSTOM_REQUEST && !lines.isEmpty();
    }

    /// Whether what is on the table is a change of an order that was given, and not a new one.
    @JsonIgnore
    public boolean changesOrder() {
        return captured != null && orderId != null && orderId.equals(captured.draft()) && !Leaving.over(captured);
    }

    /// Whether an order was placed that is not over yet.
    @JsonIgnore
    public boolean placed() {
        return captured != null && !Leaving.over(captured);
    }

    @JsonIgnore
    public State state() {
        if (waitsForPerson() || takenOver) {
            return State.HANDED_OFF;
        }
        if (!lines.isEmpty() || question != null && question.kind() == Question.Kind.PRODUCT) {
            return question != null ? asked(question.kind()) : handoff != null ? State.HANDED_OFF : State.BROWSING;
        }
        if (handoff != null) {
            return State.HANDED_OFF;
        }
        return captured != null && captured.status().equals("CAPTURED") ? State.ORDER_CAPTURED : State.BROWSING;
    }

    private static State asked(Question.Kind kind) {
        return switch (kind) {
            case PRODUCT, AGE -> State.COLLECTING_PRODUCT;
            case VARIANT -> State.COLLECTING_VARIANT;
            case QUANTITY, TAKE_LESS, PIECES_OR_SIZE -> State.COLLECTING_QUANTITY;
            case LOCATION -> State.COLLECTING_LOCATION;
            case CONFIRM -> State.CONFIRMING_ORDER;
            case WANT_IT, WHAT_TO_CHANGE, WAIT, CANCEL_ORDER, WHICH_ORDER -> State.BROWSING;
        };
    }

    /// What kind of answer is waited for at that moment.
    public Awaited awaited(Instant now) {
        if (question == null || question.expired(now)) {
            return Awaited.NOTHING;
        }
        return switch (question.kind()) {
            case PRODUCT -> Awaited.PRODUCT;
            case VARIANT, PIECES_OR_SIZE -> Awaited.VARIANT;
            case QUANTITY -> Awaited.QUANTITY;
            case LOCATION -> Awaited.LOCATION;
            case CONFIRM -> Awaited.CONFIRMATION;
            case TAKE_LESS, WANT_IT, AGE, WAIT, CANCEL_ORDER -> Awaited.YES_OR_NO;
            case WHAT_TO_CHANGE, WHICH_ORDER -> Awaited.NOTHING;
        };
    }

    /// The products of the open order, and the one spoken of last.
    public List<UUID> inHand() {
        java.util.LinkedHashSet<UUID> hand = new java.util.LinkedHashSet<>();
        if (focus != null) {
            hand.add(focus);
        }
        lines.forEach(line -> {
            if (line.product() != null) {
                hand.add(line.product());
            }
        });
        return List.copyOf(hand);
    }

    /// The products of the open order of which it is known which and how many.
    public List<UUID> settled() {
        return lines.stream()
                .filter(line -> line.variant() != null && line.quantity() != null)
                .flatMap(line -> line.products().stream())
                .distinct()
                .toList();
    }

    /// How many of each of those, and of each variant.
    public Map<UUID, Integer> pieces() {
        Map<UUID, Integer> pieces = new HashMap<>();
        lines.forEach(line -> {
            UUID variant = line.variant();
            if (variant != null) {
                line.products().forEach(product -> pieces.merge(product, line.pieces(), Integer::sum));
                pieces.merge(variant, line.pieces(), Integer::sum);
            }
        });
        return pieces;
    }

    /// As if the order that was placed were being put together again.
    public Dialogue withPlacedOnTable() {
        return captured == null
                ? this
                : but(copy -> {
                    copy.lines = captured.lines().stream().map(Line::ordered).toList();
                    copy.place = captured.place();
                });
    }

    public Dialogue inLanguage(String spoken) {
        return but(copy -> copy.language = spoken);
    }

    /// The shopper points at a product.
    public Dialogue speakingOf(@Nullable UUID product) {
        return but(copy -> {
            copy.focus = product;
            copy.told = null;
        });
    }

    /// Somebody points at it: what they say is of it, as if they had been told of it and been asked whether they want
    /// it. A question about an order that is being put together stays.
    public Dialogue pointedAt(UUID product, Instant now) {
        boolean rests = question == null || question.kind() == Question.Kind.WANT_IT;
        Question wanted = new Question(Question.Kind.WANT_IT, product, null, 0, List.of(), now, 1);
        return speakingOf(product).but(copy -> copy.question = rests ? wanted : question);
    }

    /// In one of the kinds it comes in.
    public Dialogue speakingOf(@Nullable UUID product, @Nullable UUID variant) {
        return speakingOf(product).but(copy -> copy.told = variant);
    }

    /// The cart has changed with the draft, or is let go.
    public Dialogue holding(@Nullable Hold other) {
        return but(copy -> copy.hold = other);
    }

    /// As if it had been said to what was heard there.
    Dialogue havingHeard(Dialogue there) {
        return but(copy -> {
            copy.misunderstood = there.misunderstood;
            copy.lastHeard = there.lastHeard;
            copy.repeats = there.repeats;
            copy.language = there.language;
            copy.lastTurnAt = there.lastTurnAt;
        });
    }

    /// A person has answered, or has said that they will.
    public Dialogue takenOver(Instant now) {
        return but(copy -> {
            copy.handoff = handoff == null ? new Handoff(HandoffReason.HUMAN_REQUEST, now, true) : handoff;
            copy.takenOver = true;
        });
    }

    /// The assistant has the conversation back. What was being asked is asked anew when the shopper writes.
    public Dialogue released() {
        return but(copy -> {
            copy.question = null;
            copy.handoff = null;
            copy.takenOver = false;
            copy.misunderstood = 0;
            copy.shopper = shopper.back();
        });
    }

    Dialogue of(Shopper known) {
        return but(copy -> copy.shopper = known);
    }

    /// The same, but for what is changed in the copy.
    Dialogue but(Consumer<DialogueCopy> change) {
        DialogueCopy copy = new DialogueCopy(this);
        change.accept(copy);
        return copy.done();
    }
}
