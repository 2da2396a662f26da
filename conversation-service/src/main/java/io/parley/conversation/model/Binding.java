package io.parley.conversation.model;

import io.parley.conversation.dialogue.Act;

/// Whether an act is one whose words somebody may be held to, or that repeats the shopper's own: it is said as the
/// template says it.
final class Binding {

    private Binding() {}

    static boolean is(Act act) {
        return switch (act) {
            // who speaks, and what the shopper has a right to
            case Act.Introduce _,
                    Act.SayAutomated _,
                    Act.TellHelp _,
                    Act.OptOut _,
                    Act.OptIn _,
                    Act.PersonComing _,
                    Act.HandOver _,
                    Act.Identify _ -> true;
            // what a yes is given to, and what came of it
            case Act.AskConfirmation _,
                    Act.AskClearYes _,
                    Act.PriceChanged _,
                    Act.CaptureOrder _,
                    Act.AlreadyTaken _,
                    Act.TellOrder _,
                    Act.TellConfirmed _,
                    Act.TellRejected _,
                    Act.TellCancelled _,
                    Act.AskToCancel _,
                    Act.AskWhichOrder _,
                    Act.OrderKept _,
                    Act.ChangeOrder _,
                    Act.ChangeUnderway _,
                    Act.TellChanged _,
                    Act.TellNotChanged _,
                    Act.TellCompleted _,
                    Act.Cancelled _ -> true;
            // money and terms
            case Act.AboutPayment _,
                    Act.AboutPaymentClaim _,
                    Act.AboutDiscount _,
                    Act.AboutReturns _,
                    Act.AboutPoints _,
                    Act.AboutDelivery _,
                    Act.AboutPickup _,
                    Act.ArrangePickup _,
                    Act.AboutShop _,
                    Act.AboutTrust _,
                    Act.AboutPictures _,
                    Act.WhyAddress _,
                    Act.WhyAsked _ -> true;
            // promises, rules and the seller's own words
            case Act.TellPaid _,
                    Act.TellOwnAnswer _,
                    Act.Apologise _,
                    Act.AboutCustom _,
                    Act.SayClosed _,
                    Act.HandedBack _,
                    Act.Held _,
                    Act.HoldOver _,
                    Act.HoldSpent _,
                    Act.CartAway _,
                    Act.AskAge _,
                    Act.TooYoung _,
                    Act.AskToWait _,
                    Act.RememberWaiting _,
                    Act.ForgetPerson _,
                    Act.AskParent _,
                    Act.ParentAgreed _,
                    Act.TellBack _ -> true;
            // the shopper's words stand in it
            case Act.NotSold _, Act.NotePlace _, Act.KeepNote _, Act.NoteForPerson _ -> true;
            case Act.Greet _,
                    Act.WelcomeBack _,
                    Act.StillThere _,
                    Act.SmallTalk _,
                    Act.Welcome _,
                    Act.Farewell _,
                    Act.NoHurry _,
                    Act.ListProducts _,
                    Act.TellPrice _,
                    Act.TellPriceOf _,
                    Act.TellSum _,
                    Act.TellAvailable _,
                    Act.TellSoldOut _,
                    Act.NotIn _,
                    Act.Describe _,
                    Act.Compare _,
                    Act.Recommend _,
                    Act.NothingUnder _,
                    Act.NoOrderYet _,
                    Act.MediaSeen _,
                    Act.Removed _,
                    Act.Changed _,
                    Act.ShowOrder _,
                    Act.ShowPlaced _,
                    Act.NothingPicked _,
                    Act.NotInOrder _,
                    Act.NothingToCancel _,
                    Act.TooMany _,
                    Act.TellPacks _,
                    Act.AskPacks _,
                    Act.NotACount _,
                    Act.AskProduct _,
                    Act.AskVariant _,
                    Act.AskQuantity _,
                    Act.AskPiecesOrSize _,
                    Act.OfferLess _,
                    Act.AskLocation _,
                    Act.OfferToOrder _,
                    Act.AskWhatToChange _,
                    Act.NotUnderstood _,
                    Act.YesToWhat _ -> false;
        };
    }
}
