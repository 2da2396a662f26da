package io.parley.conversation.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What became of the dialogue, and what to do.
public record Step(Dialogue dialogue, List<Act> acts) {

    /// The step that followed it in the same message, as one with it. What this one asks is asked last, unless the next
    /// one has changed what there is to ask.
    public Step then(Step next) {
        Dialogue after = next.dialogue;
        boolean settles =
                next.acts.stream().anyMatch(act -> act instanceof Act.HandOver || act instanceof Act.CaptureOrder);
        boolean asksOn =
                !settles && after.lines().equals(dialogue.lines()) && Objects.equals(after.place(), dialogue.place());
        List<Act> both = new ArrayList<>(acts.stream().filter(act -> !asks(act)).toList());
        next.acts.stream().filter(act -> !asksOn || !asks(act)).forEach(both::add);
        if (!asksOn || dialogue.question() == null) {
            return new Step(after, List.copyOf(both));
        }
        acts.stream().filter(Step::asks).forEach(both::add);
        return new Step(
                after.copy(
                        after.lines(),
                        dialogue.question(),
                        after.handoff(),
                        after.takenOver(),
                        after.misunderstood(),
                        after.captured()),
                List.copyOf(both));
    }

    private static boolean asks(Act act) {
        return act instanceof Act.AskProduct
                || act instanceof Act.AskVariant
                || act instanceof Act.AskQuantity
                || act instanceof Act.AskPiecesOrSize
                || act instanceof Act.OfferLess
                || act instanceof Act.AskLocation
                || act instanceof Act.AskConfirmation
                || act instanceof Act.AskClearYes
                || act instanceof Act.AskWhatToChange
                || act instanceof Act.AskAge
                || act instanceof Act.AskToWait
                || act instanceof Act.OfferToOrder;
    }
}
