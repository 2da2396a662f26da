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
        List<Act> both = new ArrayList<>(acts.stream()
                .filter(act -> !act.asks() && !notedAgain(act, next))
                .toList());
        next.acts.stream().filter(act -> !asksOn || !act.asks()).forEach(both::add);
        if (!asksOn || dialogue.question() == null) {
            return new Step(after, List.copyOf(both));
        }
        acts.stream().filter(Act::asks).forEach(both::add);
        return new Step(after.but(copy -> copy.question = dialogue.question()), List.copyOf(both));
    }

    /// With the summary all that is noted is told.
    private static boolean notedAgain(Act act, Step next) {
        return act instanceof Act.KeepNote(String note)
                && next.acts.stream()
                        .anyMatch(later -> later instanceof Act.KeepNote(String whole) && whole.contains(note));
    }
}
