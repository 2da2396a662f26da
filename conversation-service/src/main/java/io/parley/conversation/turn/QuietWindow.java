package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Deciding;
import io.parley.conversation.dialogue.Dialogue;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Quick messages in a row ("hi" "how much" "the glow one") are one turn. The window opens only for what looks
/// unfinished, so that a whole question is answered at once.
@Component
class QuietWindow {
    /// However long somebody keeps typing, the first message is answered within this many windows.
    private static final int WINDOWS_MAX = 4;

    private static final int FRAGMENT_WORDS_MAX = 3;
    private static final Pattern FINISHED = Pattern.compile("[?!.…]\\s*$");

    private final Duration window;

    QuietWindow(@Value("${parley.conversation.quiet-window}") Duration window) {
        this.window = window;
    }

    /// Whether more is likely to come before this can be answered well.
    boolean waitsAfter(Incoming incoming, Dialogue dialogue, Instant now) {
        String text = incoming.text();
        boolean plain = text != null
                && !text.isBlank()
                && incoming.payload() == null
                && incoming.attachments().isEmpty()
                && incoming.reference() == null;
        boolean asked =
                dialogue.question() != null && dialogue.question().askedAt().isAfter(now.minus(Duration.ofMinutes(30)));
        // "how much", and then "the lipstick": no answer to what was asked
        boolean answersSomething = asked && (text == null || !Deciding.unfinished(text));
        boolean silent = dialogue.waitsForPerson() || dialogue.takenOver() || dialogue.optedOut();
        if (window.isZero() || silent) {
            return false;
        }
        if (album(incoming)) {
            return true;
        }
        if (!plain || answersSomething || text == null) {
            return false;
        }
        return text.strip().split("\\s+").length <= FRAGMENT_WORDS_MAX
                && !FINISHED.matcher(text).find()
                && text.length() < 40;
    }

    /// A picture without a word: platforms send each picture of an album by itself.
    private static boolean album(Incoming incoming) {
        return (incoming.text() == null || incoming.text().isBlank())
                && incoming.payload() == null
                && incoming.reference() == null
                && !incoming.attachments().isEmpty()
                && incoming.attachments().stream()
                        .allMatch(it -> it.kind().equals("image") || it.kind().equals("video"));
    }

    Instant dueAt(Instant now) {
        return now.plus(window);
    }

    /// Whether a turn that was due then has been put off long enough.
    boolean patienceEnds(Instant firstHeard, Instant now) {
        return firstHeard.plus(window.multipliedBy(WINDOWS_MAX)).isBefore(now);
    }
}
