package io.parley.sandbox.phone;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message on the phone's screen.
///
/// @param reaction the emoji the shopper put on it
record Bubble(
        String id,
        From from,
        Instant at,
        @Nullable State state,
        @Nullable String text,
        List<Media> media,
        List<Card> cards,
        List<Button> buttons,
        List<QuickReply> quickReplies,
        @Nullable String replyTo,
        @Nullable String reaction) {
    enum From {
        SHOPPER,
        SHOP
    }

    /// How far the shopper's message has come.
    enum State {
        SENDING,
        /// The shop answered 200.
        SENT,
        /// The shop did not take it; it is posted again.
        WAITING,
        /// Given up.
        LOST
    }

    /// @param url one the phone's page may load: on the sandbox itself
    record Media(String type, @Nullable String url) {}

    record Card(
            String title,
            @Nullable String subtitle,
            @Nullable String image,
            List<Button> buttons) {}

    /// @param url     set for a button that opens a page
    /// @param payload set for a button that posts back
    record Button(
            String title, @Nullable String url, @Nullable String payload) {}

    record QuickReply(String title, String payload) {}

    Bubble with(State newState) {
        return new Bubble(id, from, at, newState, text, media, cards, buttons, quickReplies, replyTo, reaction);
    }

    /// An earlier message holds this one up; unless it got through meanwhile.
    Bubble heldUp(boolean willTry) {
        return state == State.SENDING ? with(willTry ? State.WAITING : State.LOST) : this;
    }

    Bubble reactedWith(@Nullable String emoji) {
        return new Bubble(id, from, at, state, text, media, cards, buttons, quickReplies, replyTo, emoji);
    }
}
