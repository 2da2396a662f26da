package io.parley.conversation.dialogue;

import io.parley.events.Money;
import io.parley.events.OrderedLine;
import java.time.DayOfWeek;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing to do or say, with every fact it rests on. What the assistant says can hold nothing that is not here.
public sealed interface Act {

    /// Snake case, as turns record it: `ask_quantity`.
    default String code() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /// Whether it is the question a turn ends with.
    default boolean asks() {
        return this instanceof AskProduct
                || this instanceof AskVariant
                || this instanceof AskQuantity
                || this instanceof AskPacks
                || this instanceof AskPiecesOrSize
                || this instanceof OfferLess
                || this instanceof AskLocation
                || this instanceof AskConfirmation
                || this instanceof AskClearYes
                || this instanceof AskWhatToChange
                || this instanceof AskAge
                || this instanceof AskToWait
                || this instanceof OfferToOrder;
    }

    // facts

    /// @param from the lowest price where variants differ
    /// @param sku absent where it comes in several variants
    record Offered(
            UUID product,
            String name,
            Money from,
            boolean several,
            boolean inStock,
            @Nullable String imageUrl,
            @Nullable String sku) {}

    /// @param left how many can be had, absent when there is no end to them
    record Choice(
            UUID variant,
            String name,
            Money price,
            @Nullable Integer left) {}

    record Shown(String title, int quantity, Money each, Money total) {}

    record Short(String title, int wanted, int available) {}

    record Repriced(String title, Money before, Money now) {}

    // courtesy

    record Greet() implements Act {}

    /// Says once that this is the shop's automated assistant.
    record Introduce() implements Act {}

    record SayAutomated() implements Act {}

    /// Who this is, and how to get no more messages: for whoever asks a number for help.
    record TellHelp() implements Act {}

    record SmallTalk() implements Act {}

    record Welcome() implements Act {}

    record Farewell() implements Act {}

    /// Who wants to think it over may.
    record NoHurry() implements Act {}

    record OptOut() implements Act {}

    record OptIn() implements Act {}

    // answers

    record ListProducts(List<Offered> products, boolean more) implements Act {}

    record TellPrice(String name, List<Choice> choices) implements Act {}

    record TellPriceOf(String title, int quantity, Money each, Money total) implements Act {}

    /// What all that was just told comes to, where nothing of it is ordered.
    record TellSum(Money total) implements Act {}

    record TellAvailable(String name, List<Choice> choices) implements Act {}

    /// It comes in others than the one that was named.
    ///
    /// @param sought as the shopper said it
    /// @param choices what it comes in; none where that is asked next
    record NotIn(String name, String sought, List<Choice> choices) implements Act {}

    record TellSoldOut(String title, List<Offered> instead) implements Act {}

    /// @param asked something was asked of it, that its text may not tell
    record Describe(
            String name,
            @Nullable String description,
            List<Choice> choices,
            @Nullable String imageUrl,
            boolean asked) implements Act {}

    /// @param sought as the shopper said it
    record NotSold(String sought, List<Offered> instead) implements Act {}

    record Compare(List<Described> products) implements Act {}

    record Described(String name, @Nullable String description, Money from) {}

    record Recommend(List<Offered> products) implements Act {}

    record NothingUnder(Money limit) implements Act {}

    /// @param words the seller's own, absent when there are none
    /// @param ordered whether it is about what is ordered already
    record AboutDelivery(@Nullable String words, boolean ordered) implements Act {}

    /// Whether it can be fetched instead.
    record AboutPickup() implements Act {}

    /// When it can be fetched that is ordered so.
    record ArrangePickup() implements Act {}

    /// @param ordered whether it is about what is ordered already
    record AboutPayment(boolean byLink, boolean ordered) implements Act {}

    record AboutPaymentClaim() implements Act {}

    record AboutDiscount() implements Act {}

    /// The owner decides about returns; nothing is to be returned yet.
    record AboutReturns() implements Act {}

    record AboutPoints() implements Act {}

    /// When it is open and where it is: only the owner knows.
    record AboutShop() implements Act {}

    /// "Is this legit?"
    record AboutTrust() implements Act {}

    /// "Can I see a picture?", of what the shop has none of.
    record AboutPictures() implements Act {}

    record WhyAddress() implements Act {}

    /// Where to, said before anything was picked.
    record NotePlace(String place) implements Act {}

    /// @param status the order's own, or `SHIPPED` or `DELIVERED` once the parcel is that far
    record TellOrder(@Nullable String number, String status, Money total) implements Act {}

    /// The money is there, as order-service has told.
    record TellPaid(@Nullable String number, Money total) implements Act {}

    /// The seller's own words to a question.
    record TellOwnAnswer(String answer) implements Act {}

    record NoOrderYet() implements Act {}

    /// Why something else than the place is asked.
    record WhyAsked() implements Act {}

    record MediaSeen(String kind) implements Act {}

    /// Sorry without blame; a person is offered.
    record Apologise() implements Act {}

    /// What the shop does not do by itself; a person is offered.
    record AboutCustom() implements Act {}

    /// @param words the seller's own, absent when there are none
    /// @param day when it opens again, absent when it never does
    /// @param opens local time, empty when it never does
    record SayClosed(@Nullable String words, @Nullable DayOfWeek day, String opens, boolean today, boolean tomorrow)
            implements Act {}

    /// The assistant has the conversation back from a person.
    record HandedBack() implements Act {}

    /// The shopper is back after hours or days, with an order half put together.
    record WelcomeBack() implements Act {}

    /// One reminder of an order half put together.
    record StillThere(List<String> titles) implements Act {}

    // the order being put together

    record Removed(List<String> titles) implements Act {}

    /// What stands otherwise than before, or besides, while something else is still asked.
    record Changed(List<Shown> lines) implements Act {}

    /// What is passed on to the seller with the order.
    ///
    /// @param note as the shopper wrote it
    record KeepNote(String note) implements Act {}

    record ShowOrder(List<Shown> lines, Money total) implements Act {}

    /// What was ordered, and is not being put together any more.
    /// @param place where it goes, absent for several orders together
    record ShowPlaced(
            List<Shown> lines, Money total, @Nullable String place) implements Act {}

    record NothingPicked() implements Act {}

    record NotInOrder() implements Act {}

    record Cancelled() implements Act {}

    record NothingToCancel() implements Act {}

    record TooMany(int most) implements Act {}

    /// So many pieces, as so many of what is sold.
    ///
    /// @param each pieces that come in one
    record TellPacks(String title, int each, int pieces, int packs) implements Act {}

    /// So many pieces are no whole number of what is sold: how many of those.
    ///
    /// @param each pieces that come in one
    record AskPacks(String title, int each) implements Act {}

    record NotACount(int most) implements Act {}

    record PriceChanged(List<Repriced> lines) implements Act {}

    record AlreadyTaken() implements Act {}

    // the stock held for it

    /// Said once per order, with the summary.
    record Held(int minutes) implements Act {}

    record HoldOver() implements Act {}

    /// It cannot be held for this shopper any longer.
    record HoldSpent() implements Act {}

    record CartAway() implements Act {}

    // questions

    /// How a question is put: in full, then in short, and from then on only as what is still missing.
    enum Put {
        FIRST,
        AGAIN,
        STILL
    }

    record AskProduct(List<Offered> products, Put put) implements Act {}

    record AskVariant(UUID product, String name, List<Choice> choices, Put put) implements Act {}

    record AskQuantity(String title, Put put) implements Act {}

    record AskPiecesOrSize(int number, String variantName, UUID variant) implements Act {}

    record OfferLess(String title, int wanted, int available) implements Act {}

    record AskLocation(Put put) implements Act {}

    /// @param change of an order that was given, and not a new one
    record AskConfirmation(List<Shown> lines, Money total, String place, int revision, boolean again, boolean change)
            implements Act {
        public AskConfirmation(List<Shown> lines, Money total, String place, int revision, boolean again) {
            this(lines, total, place, revision, again, false);
        }
    }

    record AskClearYes(int revision, boolean change) implements Act {
        public AskClearYes(int revision) {
            this(revision, false);
        }
    }

    /// "Shall I cancel your order?", one that was given.
    record AskToCancel(List<Shown> lines, Money total) implements Act {}

    /// "Which of your orders?"
    record AskWhichOrder(List<Placed> orders) implements Act {}

    /// One of several placed orders.
    ///
    /// @param number absent until order-service has told it
    record Placed(@Nullable String number, List<Shown> lines, String place) {}

    /// The order that was given stays as it is.
    record OrderKept() implements Act {}

    /// What was last to be changed is not settled yet.
    record ChangeUnderway() implements Act {}

    record OfferToOrder(String name) implements Act {}

    record AskWhatToChange() implements Act {}

    record AskAge(String title, int years, Put put) implements Act {}

    record TooYoung(String title, int years) implements Act {}

    /// "Shall I tell you when it is back?"
    record AskToWait(String title) implements Act {}

    record NotUnderstood() implements Act {}

    record YesToWhat() implements Act {}

    // effects

    record CaptureOrder(
            UUID orderId,
            List<OrderedLine> lines,
            String place,
            Money total,
            @Nullable String note) implements Act {}

    /// @param lines all the order is to have; none cancels it
    /// @param note what comes to what the seller is to heed of it
    record ChangeOrder(
            UUID orderId,
            UUID changeId,
            List<OrderedLine> lines,
            String place,
            Money total,
            @Nullable String note) implements Act {}

    /// @param summary for the seller
    record HandOver(
            HandoffReason reason, String summary, @Nullable UUID orderId) implements Act {}

    /// A person will answer.
    ///
    /// @param reason what they were fetched for
    /// @param summary what is new, for the seller; absent where nothing is
    record PersonComing(
            @Nullable HandoffReason reason, @Nullable String summary) implements Act {
        /// Nothing new.
        public PersonComing() {
            this(null, null);
        }
    }

    /// What is ordered while a person is waited for: they find it noted, with what they were fetched for.
    ///
    /// @param lines what is ordered, as far as it is known
    /// @param summary for the seller; absent where they are told in the same message what they are fetched for
    record NoteForPerson(
            List<String> lines,
            String place,
            HandoffReason reason,
            @Nullable String summary) implements Act {}

    record Identify(@Nullable String phone, @Nullable String email) implements Act {}

    /// Tell the shopper once when it is back.
    record RememberWaiting(UUID product, @Nullable UUID variant, String title) implements Act {}

    /// A child's parent is asked by e-mail.
    record AskParent(String email) implements Act {}

    record ParentAgreed() implements Act {}

    /// Nothing of what this shopper said, or of who they are, is kept.
    record ForgetPerson() implements Act {}

    /// What was waited for is there again.
    record TellBack(String title, Money from) implements Act {}

    // what became of the order

    record TellConfirmed(String number, Money total, boolean byLink) implements Act {}

    record TellRejected(List<Short> shortages, boolean somethingLeft) implements Act {}

    /// @param asked the shopper wanted it so
    record TellCancelled(String number, boolean asked) implements Act {}

    record TellChanged(String number, List<Shown> lines, Money total, String place) implements Act {}

    /// @param shortages why it stays as it was; none when it is too late for the shopper to change it
    record TellNotChanged(String number, List<Short> shortages) implements Act {}

    record TellCompleted(String number) implements Act {}
}
