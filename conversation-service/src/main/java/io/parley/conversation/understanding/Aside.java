package io.parley.conversation.understanding;

import io.parley.conversation.understanding.places.ForWhom;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a message says beside what is ordered and where it goes: how many things it lists, whose telephone that is,
/// what the seller is to heed,
/// why it is wanted, who gets it. Each is taken out, and the rest is read as if it had not been said.
///
/// @param marked what its shape alone tells, less what is somebody else's
/// @param note for the seller, as the shopper wrote it
/// @param kinds what the notes are of
/// @param name the shopper's own
/// @param listed how many things it is said to list, 0 where that is not said
/// @param rest what remains
record Aside(
        Marked marked,
        @Nullable String note,
        Set<Notes.Kind> kinds,
        @Nullable String name,
        int listed,
        Reading rest) {
    /// @param text all that was written
    /// @param again reads what is left of it
    static Aside of(String text, Marked marked, Reading whole, Surroundings at, Function<String, Reading> again) {
        return new Aside(marked, null, Set.of(), null, 0, whole)
                .withoutListCount(again)
                .withoutNumber(text, again)
                .withoutNotes(text, at, again)
                .withoutReason(at, again)
                .withoutRecipient(text, at, again);
    }

    private Aside withoutListCount(Function<String, Reading> again) {
        return ListCount.in(rest)
                .map(list -> new Aside(marked, note, kinds, name, list.count(), again.apply(list.rest(rest))))
                .orElse(this);
    }

    private Aside withoutNumber(String text, Function<String, Reading> again) {
        OthersNumber others = OthersNumber.in(rest, marked.phoneAt());
        return others == null
                ? this
                : new Aside(
                        marked.withoutPhone(),
                        with(others.words(rest, text, marked.phoneAt())),
                        kinds,
                        name,
                        listed,
                        again.apply(others.rest(rest, marked.phoneAt())));
    }

    private Aside withoutNotes(String text, Surroundings at, Function<String, Reading> again) {
        List<Notes.Note> notes = Notes.in(rest, at);
        String said = notes.isEmpty() ? null : Notes.words(rest, text, notes);
        Set<Notes.Kind> of = notes.stream().map(Notes.Note::kind).collect(Collectors.toSet());
        return said == null
                ? this
                : new Aside(marked, with(said), of, name, listed, again.apply(Notes.rest(rest, notes)));
    }

    private Aside withoutReason(Surroundings at, Function<String, Reading> again) {
        Reason reason = Reason.in(rest, at);
        return reason == null ? this : new Aside(marked, note, kinds, name, listed, again.apply(reason.rest(rest)));
    }

    private Aside withoutRecipient(String text, Surroundings at, Function<String, Reading> again) {
        ForWhom whom = ForWhom.in(rest, at, marked.phone() != null);
        if (whom == null) {
            return this;
        }
        String words = whom.words(rest);
        boolean theirs = whom.told() && marked.phone() != null && whom.ofAnother(rest);
        String phone = text.substring(marked.phoneAt().start(), marked.phoneAt().end());
        Aside without = new Aside(
                theirs ? marked.withoutPhone() : marked,
                whom.told() ? with(theirs ? words + " " + phone : words) : note,
                kinds,
                whom.own() ? words : name,
                listed,
                again.apply(whom.rest(rest)));
        // "kwa mama Nakuru, anaitwa Mary": who that is may be told behind
        return whom.told() ? without : without.withoutRecipient(text, at, again);
    }

    private @Nullable String with(@Nullable String more) {
        return note == null ? more : more == null ? note : note + ", " + more;
    }
}
