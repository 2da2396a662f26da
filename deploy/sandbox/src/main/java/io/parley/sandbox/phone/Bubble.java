package io.parley.sandbox.phone;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message on the phone's screen.
///
/// @param state    of the shopper's own; null on the shop's
/// @param list     a menu that opens on a tap, WhatsApp's way to offer many answers
/// @param about    what it refers to beside another message: a story, an ad, a comment
/// @param reaction the emoji the shopper put on it
/// @param change   whether it was edited or taken back since
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
        @Nullable Menu list,
        @Nullable Place place,
        @Nullable About about,
        @Nullable String replyTo,
        @Nullable String reaction,
        @Nullable Change change) {
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

    enum Change {
        EDITED,
        DELETED
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

    /// @param button what is tapped to open it
    record Menu(String button, List<Section> sections) {}

    record Section(String title, List<Row> rows) {}

    record Row(String title, @Nullable String description, String payload) {}

    /// @param latitude  degrees, -90 to 90
    /// @param longitude degrees, -180 to 180
    record Place(
            double latitude,
            double longitude,
            @Nullable String name,
            @Nullable String address) {}

    /// @param kind  story, ad, link, shop or comment
    /// @param words its title, or the comment itself
    record About(String kind, @Nullable String words) {}

    /// The shopper's own, on its way.
    static Bubble own(String id, Instant at, @Nullable String text, List<Media> media, @Nullable String replyTo) {
        return new Bubble(
                id,
                From.SHOPPER,
                at,
                State.SENDING,
                text,
                media,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                replyTo,
                null,
                null);
    }

    Bubble with(State newState) {
        return but(newState, text, place, about, reaction, change);
    }

    /// An earlier message holds this one up; unless it got through meanwhile.
    Bubble heldUp(boolean willTry) {
        return state == State.SENDING ? with(willTry ? State.WAITING : State.LOST) : this;
    }

    Bubble reactedWith(@Nullable String emoji) {
        return but(state, text, place, about, emoji, change);
    }

    Bubble at(@Nullable Place here) {
        return but(state, text, here, about, reaction, change);
    }

    Bubble about(@Nullable About what) {
        return but(state, text, place, what, reaction, change);
    }

    Bubble edited(String newText) {
        return but(state, newText, place, about, reaction, Change.EDITED);
    }

    /// The same message with what can change of it.
    private Bubble but(
            @Nullable State newState,
            @Nullable String newText,
            @Nullable Place here,
            @Nullable About what,
            @Nullable String emoji,
            @Nullable Change since) {
        return new Bubble(
                id,
                from,
                at,
                newState,
                newText,
                media,
                cards,
                buttons,
                quickReplies,
                list,
                here,
                what,
                replyTo,
                emoji,
                since);
    }

    /// Nothing is left of it but that it was there.
    Bubble deleted() {
        return new Bubble(
                id,
                from,
                at,
                state,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                Change.DELETED);
    }
}
